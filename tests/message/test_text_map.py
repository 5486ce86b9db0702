"""Text with a way back to its source."""

from hypothesis import given
from hypothesis import strategies as st

from app.message.text_map import TextMap

_SOURCE = "<p>Tea &amp; <b>cake</b>  now</p>"
_MAP = TextMap(
    "Tea & cake now", (0, 4, 5, 6, 10, 11), (3, 7, 12, 16, 24, 26), (7, 12, 13, 20, 26, 29)
)


def _raw(start: int, end: int) -> str:
    first, last = _MAP.source_range(start, end)
    return _SOURCE[first:last]


def test_character_answers_character() -> None:
    assert _raw(0, 3) == "Tea"
    assert _raw(7, 9) == "ak"


def test_reference_maps_as_a_whole() -> None:
    assert _raw(4, 5) == "&amp;"
    assert _raw(3, 6) == " &amp; "


def test_range_over_a_tag_encloses_it() -> None:
    assert _raw(4, 8) == "&amp; <b>ca"


def test_collapsed_space_maps_to_the_whole_run() -> None:
    assert _raw(10, 11) == "  "


def test_empty_range_is_a_place() -> None:
    assert _MAP.source_range(6, 6) == (16, 16)
    assert _MAP.source_range(14, 14) == (29, 29)


def test_text_between_is_what_a_buyer_reads_there() -> None:
    assert _MAP.text_between(3, 20) == "Tea & cake"
    assert _MAP.text_between(4, 18) == "ea & ca"
    assert _MAP.text_between(13, 16) == ""
    assert _MAP.text_between(0, len(_SOURCE)) == _MAP.text


def test_part_of_a_reference_reads_as_the_whole() -> None:
    assert _MAP.text_between(8, 9) == "&"


def test_empty_text_has_one_place() -> None:
    empty = TextMap("", (), (), ())
    assert empty.source_range(0, 0) == (0, 0)
    assert empty.text_between(0, 9) == ""


def test_identity_counts_from_its_offset() -> None:
    text = TextMap.identity("abc", 10)
    assert text.source_range(1, 2) == (11, 12)
    assert text.text_between(11, 99) == "bc"


class TestMovedText:
    """The parser moved what stands at 20-25 in the source before what stands at 3-7."""

    text = TextMap("movedcellmore", (0, 5, 9), (20, 3, 30), (25, 7, 34))

    def test_each_part_keeps_its_place(self) -> None:
        assert self.text.source_range(0, 5) == (20, 25)
        assert self.text.source_range(5, 9) == (3, 7)

    def test_range_over_parts_encloses_them_all(self) -> None:
        assert self.text.source_range(0, 9) == (3, 25)
        assert self.text.source_range(3, 6) == (3, 25)
        assert self.text.source_range(0, 13) == (3, 34)
        assert self.text.source_range(7, 10) == (5, 31)

    def test_text_between_finds_what_came_from_there(self) -> None:
        assert self.text.text_between(3, 7) == "cell"
        assert self.text.text_between(20, 25) == "moved"
        assert self.text.text_between(0, 40) == "movedcellmore"


@given(
    st.lists(st.tuples(st.text("ab", min_size=1, max_size=4), st.integers(0, 3)), min_size=1),
    st.data(),
)
def test_linear_text_survives_the_way_there_and_back(
    parts: list[tuple[str, int]], data: st.DataObject
) -> None:
    source = "".join("." * gap + text for text, gap in parts)
    starts, text_starts, position, length = [], [], 0, 0
    for text, gap in parts:
        starts.append(position + gap)
        text_starts.append(length)
        position += gap + len(text)
        length += len(text)
    ends = [start + len(text) for start, (text, _) in zip(starts, parts, strict=True)]
    joined = "".join(text for text, _ in parts)
    text_map = TextMap(joined, tuple(text_starts), tuple(starts), tuple(ends))
    start = data.draw(st.integers(0, length - 1))
    end = data.draw(st.integers(start + 1, length))
    first, last = text_map.source_range(start, end)
    assert source[first:last].replace(".", "") == joined[start:end]
    assert text_map.text_between(first, last) == joined[start:end]
