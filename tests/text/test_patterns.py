import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.patterns import Found, Pattern, PatternError, PatternSet, Subject, escape

TEXTS = st.text(st.sampled_from("ab ß→😀\n"), max_size=40)


def test_offsets_of_an_ascii_text_count_characters() -> None:
    assert list(Pattern("b+").finditer("abbab")) == [Found(1, 3, ()), Found(4, 5, ())]


def test_offsets_of_a_multibyte_text_count_code_points() -> None:
    assert list(Pattern("b").finditer("→b😀b")) == [Found(1, 2, ()), Found(3, 4, ())]


def test_groups_carry_their_own_offsets_and_none_when_unused() -> None:
    (found,) = Pattern("(😀)(x)?(b)").finditer("ß😀b")
    assert found == Found(1, 3, ((1, 2), None, (2, 3)))


def test_a_group_of_an_ascii_text_that_took_no_part_is_none() -> None:
    assert Pattern("a(b)?").search("a") == Found(0, 1, (None,))


def test_search_keeps_to_the_given_range() -> None:
    pattern = Pattern("b")
    assert pattern.search("ßbßb", 2) == Found(3, 4, ())
    assert pattern.search("ßbßb", 2, 3) is None


def test_boundaries_see_the_text_beyond_the_range() -> None:
    assert Pattern(r"\bb").search("ab", 1) is None
    assert Pattern(r"a\b").search("ab", 0, 1) is None


def test_an_empty_pattern_matches_between_characters_and_never_inside_one() -> None:
    assert [found.start for found in Pattern("").finditer("→b")] == [0, 1, 2]


def test_a_lone_surrogate_does_not_shift_offsets() -> None:
    assert Pattern("b").search("\ud800b") == Found(1, 2, ())


def test_a_refused_pattern_raises() -> None:
    with pytest.raises(PatternError):
        Pattern("(?=a)")


def test_is_in_answers_for_a_shared_subject() -> None:
    subject = Subject("ein Öl")
    assert Pattern("Öl").is_in(subject)
    assert not Pattern("öl").is_in(subject)


def test_escape_makes_a_text_match_itself() -> None:
    text = "a.b(c)ß*"
    assert Pattern(escape(text)).search("x" + text) == Found(1, 9, ())


def test_a_set_names_the_patterns_that_match_in_ascending_order() -> None:
    patterns_of_a_set = PatternSet(["zebra", "ß", "a.c", ""])
    assert patterns_of_a_set.matching("aßc") == [1, 2, 3]
    assert patterns_of_a_set.matching(Subject("")) == [3]


def test_a_set_without_a_match_answers_none() -> None:
    assert PatternSet(["zebra"]).matching("horse") == []


class _OutOfMemory:
    """Stands for RE2's set when its memory is used up: it answers as if nothing matched."""

    def Match(self, text: bytes) -> None:  # noqa: N802
        assert text


def test_a_set_that_ran_out_of_memory_asks_each_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = PatternSet(["zebra", "ß", "a.c"])
    monkeypatch.setattr(broken, "_compiled", _OutOfMemory())
    assert broken.matching("aßc") == [1, 2]
    assert broken.matching("zebra") == [0]


@given(TEXTS)
def test_matches_of_one_letter_are_where_the_text_has_it(text: str) -> None:
    expected = [index for index, letter in enumerate(text) if letter == "b"]
    assert [found.start for found in Pattern("b").finditer(text)] == expected


@given(TEXTS, st.integers(0, 40))
def test_byte_offsets_agree_with_encoding(text: str, index: int) -> None:
    expected = len(text[:index].encode())
    assert Subject(text).byte_offset(index) == expected
