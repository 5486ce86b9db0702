"""A text on its way through folding, with the way back to where each character came from."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, islice
from typing import Final

MARKS_OF_A_KIND: Final = 100


class MarkKind(StrEnum):
    """A way to write a word so that a person reads it and a filter does not."""

    ZERO_WIDTH = "zero_width"
    MIXED_SCRIPT = "mixed_script"
    DIRECTION_OVERRIDE = "direction_override"
    SPACED_OUT = "spaced_out"
    FULL_WIDTH = "full_width"
    STYLED_LETTERS = "styled_letters"
    LEETSPEAK = "leetspeak"


@dataclass(frozen=True, slots=True)
class Mark:
    """A disguise that folding undid, by its offsets in the source."""

    kind: MarkKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """The way back from a text to the one it was made of, in pieces.

    Even pieces were kept letter for letter, odd ones were replaced and map as a whole. `starts` are
    the pieces' offsets in the new text, `origins` those in the old one and the old one's length.
    """

    starts: Sequence[int]
    origins: Sequence[int]

    def start(self, index: int) -> int:
        """Give the old offset at which the new character `index` begins."""
        piece = bisect_right(self.starts, index) - 1
        if piece % 2:
            return self.origins[piece]
        return self.origins[piece] + index - self.starts[piece]

    def end(self, index: int) -> int:
        """Give the old offset just after what the new characters before `index` came from."""
        piece = bisect_left(self.starts, index) - 1
        if piece < 0:
            return 0
        if piece % 2:
            return self.origins[piece + 1]
        return self.origins[piece] + index - self.starts[piece]


class Draft:
    """A text that folding changes step by step; `maps` lead back, the last one first."""

    __slots__ = ("maps", "marks", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.maps: list[OffsetMap] = []
        self.marks: list[Mark] = []

    def substitute(
        self,
        pattern: re.Pattern[str],
        convert: Callable[[list[str]], list[str]],
        kind: MarkKind | None = None,
    ) -> None:
        """Replace all matches; changed ones are marked where a kind is given.

        The pattern has exactly one group, which holds the whole match. `convert` is given each
        different match once.
        """
        pieces = pattern.split(self.text)
        if len(pieces) > 1:
            different = list(set(pieces[1::2]))
            converted = dict(zip(different, convert(different), strict=True))
            self.replace(pieces, [converted[piece] for piece in pieces[1::2]], kind)

    def replace(self, pieces: list[str], new: list[str], kind: MarkKind | None = None) -> None:
        """Put new pieces in place of every other piece, beginning with the second."""
        old = pieces[1::2]
        if new == old:
            return
        origins = list(accumulate(map(len, pieces), initial=0))
        if kind is not None:
            changed = (i for i, (was, now) in enumerate(zip(old, new, strict=True)) if was != now)
            self.mark(kind, ((origins[2 * i + 1], origins[2 * i + 2]) for i in changed))
        pieces[1::2] = new
        self.text = "".join(pieces)
        starts = list(accumulate(map(len, pieces), initial=0))
        if starts != origins:
            starts.pop()
            self.maps.append(OffsetMap(starts, origins))

    def mark(self, kind: MarkKind, ranges: Iterable[tuple[int, int]]) -> None:
        """Note ranges of the present text as disguised; at most a hundred of a kind are kept."""
        kept = MARKS_OF_A_KIND - sum(mark.kind is kind for mark in self.marks)
        for start, end in islice(ranges, max(kept, 0)):
            self.marks.append(Mark(kind, *source_range(self.maps, start, end)))


def source_range(maps: Sequence[OffsetMap], start: int, end: int) -> tuple[int, int]:
    """Lead a range back through all maps, the last one first."""
    for offsets in reversed(maps):
        start, end = offsets.start(start), offsets.end(end)
    return start, end
