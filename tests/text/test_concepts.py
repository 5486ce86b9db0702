"""Expressions find what they say, the masking ones silence the rest, and no text costs too much."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.concept import Concept
from app.domain.errors import PolicyDataError
from app.text.concepts import Scan, scan
from app.text.lexicon import Lexicon, LexiconSource

_MASKING = frozenset((Concept.NOTHING, Concept.DISSATISFIED))


def _lexicon(
    concepts: dict[Concept, tuple[str, ...]],
    *,
    is_segmented: bool = True,
    letters: dict[str, str] | None = None,
    prefixes: tuple[str, ...] = (),
    common: tuple[str, ...] = (),
) -> Lexicon:
    source = LexiconSource(
        language="xx",
        is_segmented=is_segmented,
        concepts=concepts,
        groups={"us": ("us", "me")},
        letters=letters or {},
        prefixes=prefixes,
        common=common,
    )
    return Lexicon(source, _MASKING, str.lower)


def _scan(text: str, lexicon: Lexicon) -> Scan:
    return scan(text, lexicon, lambda _start, _end: True)


def _said(text: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    return [(m.concept.value, text[m.start : m.end]) for m in _scan(text, lexicon).mentions]


@pytest.mark.parametrize(
    ("expression", "text", "words"),
    [
        ("review", "a review, please", "review"),
        ("review*", "two reviewers", "reviewers"),
        ("*bewertung", "die produktbewertung", "produktbewertung"),
        ("*bewert*", "amazonbewertungen", "amazonbewertungen"),
        ("leave|write review", "please write review", "write review"),
        ("(leave|put up) a review", "you put up a review", "put up a review"),
        ("leave [a|your] review", "leave review", "leave review"),
        ("leave [a|your] review", "leave your review", "leave your review"),
        ("leave ~2 review", "leave us a review", "leave us a review"),
        ("tell <us>", "tell me", "tell me"),
        ("# stars", "give 5 stars", "5 stars"),
        ("# %", "save 15 % now", "15 %"),
        ("five star", "a five-star day", "five-star"),
        ("don't", "we don't", "don't"),
    ],
)
def test_an_expression_matches_what_it_describes(expression: str, text: str, words: str) -> None:
    lexicon = _lexicon({Concept.REVIEW: (expression,)})
    assert _said(text, lexicon) == [("review", words)]


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("review", "reviews"),
        ("leave ~1 review", "leave us all a review"),
        ("*bewertung", "bewertungen"),
        ("# stars", "five stars"),
        ("leave review", "review leave"),
    ],
)
def test_an_expression_matches_nothing_else(expression: str, text: str) -> None:
    assert _said(text, _lexicon({Concept.REVIEW: (expression,)})) == []


@pytest.mark.parametrize(
    "expression", ["", "~2 review", "review ~2", "<nobody>", "(leave|) us", "a ~99 b", "*"]
)
def test_an_expression_that_makes_no_sense_is_refused(expression: str) -> None:
    with pytest.raises(PolicyDataError):
        _lexicon({Concept.REVIEW: (expression,)})


def test_signs_that_stick_to_a_number_speak_of_shares_and_amounts() -> None:
    lexicon = _lexicon({Concept.REVIEW: ("review",)})
    assert _said("15% or €20", lexicon) == [("percent", "15%"), ("amount", "€20")]


def test_concepts_share_words() -> None:
    lexicon = _lexicon({Concept.REVIEW: ("review",), Concept.REWARD: ("for each review",)})
    assert _said("one for each review", lexicon) == [
        ("reward", "for each review"),
        ("review", "review"),
    ]


def test_a_masking_concept_silences_what_is_shorter() -> None:
    lexicon = _lexicon({Concept.STARS: ("star*",), Concept.NOTHING: ("star shaped",)})
    assert _said("star-shaped", lexicon) == [("nothing", "star-shaped")]


def test_words_inside_a_gap_are_not_masked() -> None:
    lexicon = _lexicon({Concept.SATISFIED: ("very",), Concept.DISSATISFIED: ("not ~1 happy",)})
    assert ("satisfied", "very") in _said("not very happy", lexicon)


def test_an_expression_is_found_from_any_of_its_words() -> None:
    lexicon = _lexicon({Concept.ASK: ("to the ~1 top of it",)}, common=("the", "to", "of", "it"))
    assert _said("up to the very top of it", lexicon) == [("ask", "to the very top of it")]


def test_letters_are_read_as_the_lexicon_says() -> None:
    lexicon = _lexicon({Concept.REVIEW: ("größe",)}, letters={"ö": "oe", "ß": "ss"})
    assert _said("die groesse", lexicon) == [("review", "groesse")]


def test_clitics_may_stand_before_any_word() -> None:
    lexicon = _lexicon({Concept.GIFT: ("هدية*",)}, prefixes=("و", "ال", "وال"))
    assert _said("والهدية", lexicon) == [("gift", "والهدية")]


def test_a_text_without_spaces_is_searched_for_literals() -> None:
    lexicon = _lexicon(
        {
            Concept.REVIEW: ("レビュー",),
            Concept.SATISFIED: ("満足",),
            Concept.DISSATISFIED: ("満足 ~3 なかった",),
        },
        is_segmented=False,
    )
    assert _said("レビューに満足", lexicon) == [("review", "レビュー"), ("satisfied", "満足")]
    assert _said("満足でなかった", lexicon) == [("dissatisfied", "満足でなかった")]


def test_an_expression_does_not_reach_into_the_next_sentence() -> None:
    lexicon = _lexicon({Concept.REVIEW: ("leave ~2 review",)})
    found = scan("please leave. a review", lexicon, lambda start, end: (start < 13) == (end < 13))
    assert found.mentions == []


def test_a_text_with_too_many_known_words_says_so() -> None:
    lexicon = _lexicon({Concept.REVIEW: ("review",)})
    assert _scan("review " * 1_000, lexicon).is_complete
    assert not _scan("review " * 20_000, lexicon).is_complete


def test_repeated_words_do_not_multiply_the_ways_through_an_expression() -> None:
    lexicon = _lexicon({Concept.REVIEW: ("a ~9 a ~9 a ~9 a ~9 a ~9 b",)})
    assert _scan("a " * 5_000, lexicon).is_complete


@settings(max_examples=60)
@given(st.text(alphabet="ab %5.-é\n", max_size=80))
def test_every_mention_lies_in_the_text_in_order(text: str) -> None:
    lexicon = _lexicon({Concept.REVIEW: ("a", "a ~1 b"), Concept.GIFT: ("b*", "# %")})
    mentions = _scan(text, lexicon).mentions
    assert mentions == sorted(mentions)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)
