"""Text with a way back: every character knows the stretch of source it came from."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from operator import le


@dataclass(frozen=True)
class TextMap:
    """A text in segments, each from its start in `text_starts` up to the start of the next.

    A segment came from the source between its `source_starts` and `source_ends`. Where both have
    the same length, character answers character; else the segment maps as a whole (a character
    reference, collapsed white space, a line break made by a block). All offsets are code points.
    """

    text: str
    text_starts: tuple[int, ...]
    source_starts: tuple[int, ...]
    source_ends: tuple[int, ...]

    @classmethod
    def identity(cls, text: str, offset: int = 0) -> "TextMap":
        """Map a text onto a source that holds it, letter for letter, from `offset` on."""
        return cls(text, (0,), (offset,), (offset + len(text),))

    def source_start(self, index: int) -> int:
        """Give the source offset at which the text character `index` begins."""
        if not self.text_starts:
            return 0
        segment = max(bisect_right(self.text_starts, index) - 1, 0)
        if self._is_linear(segment):
            return self.source_starts[segment] + index - self.text_starts[segment]
        return self.source_starts[segment]

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Give the source stretch that encloses all of the text from `start` to `end`."""
        first = self.source_start(start)
        if end <= start or not self.text_starts:
            return first, first
        segment = bisect_left(self.text_starts, end) - 1
        if self._is_linear(segment):
            last = self.source_starts[segment] + end - self.text_starts[segment]
        else:
            last = self.source_ends[segment]
        if self._is_ordered:
            return first, last
        inner = bisect_right(self.text_starts, start)
        return (
            min(first, *self.source_starts[inner : segment + 1], last),
            max(first, *self.source_ends[inner - 1 : segment], last),
        )

    def text_between(self, source_start: int, source_end: int) -> str:
        """Give the text that came from a stretch of source, segments cut where they are linear."""
        first = bisect_right(self.source_ends, source_start) if self._is_ordered else 0
        parts = []
        for segment in range(first, len(self.text_starts)):
            if self.source_starts[segment] >= source_end:
                if self._is_ordered:
                    break
                continue
            if self.source_ends[segment] <= source_start:
                continue
            start, end = self.text_starts[segment], self._text_end(segment)
            if self._is_linear(segment):
                start += max(source_start - self.source_starts[segment], 0)
                end -= max(self.source_ends[segment] - source_end, 0)
            parts.append(self.text[start:end])
        return "".join(parts)

    @cached_property
    def _is_ordered(self) -> bool:
        """Tell whether the text is in the order of its source; the parser may have moved some."""
        starts, ends = self.source_starts, self.source_ends
        return all(map(le, starts, starts[1:])) and all(map(le, ends, ends[1:]))

    def _text_end(self, segment: int) -> int:
        following = segment + 1
        return self.text_starts[following] if following < len(self.text_starts) else len(self.text)

    def _is_linear(self, segment: int) -> bool:
        length = self._text_end(segment) - self.text_starts[segment]
        return length == self.source_ends[segment] - self.source_starts[segment]
