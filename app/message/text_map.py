"""Text with a way back: every character knows the stretch of source it came from."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextMap:
    """A text in segments; segment i covers text from `text_starts[i]` up to the next segment's start.

    It came from the source between `source_starts[i]` and `source_ends[i]`. Where both have the
    same length, character answers character; else the segment maps as a whole (a character
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
        """Give the source stretch of the text from `start` to `end`."""
        first = self.source_start(start)
        if end <= start or not self.text_starts:
            return first, first
        segment = bisect_left(self.text_starts, end) - 1
        if self._is_linear(segment):
            return first, self.source_starts[segment] + end - self.text_starts[segment]
        return first, self.source_ends[segment]

    def text_between(self, source_start: int, source_end: int) -> str:
        """Give the text that came from a stretch of source, segments cut where they are linear."""
        first = bisect_right(self.source_ends, source_start)
        parts = []
        for segment in range(first, len(self.text_starts)):
            if self.source_starts[segment] >= source_end:
                break
            start, end = self.text_starts[segment], self._text_end(segment)
            if self._is_linear(segment):
                cut_left = max(source_start - self.source_starts[segment], 0)
                cut_right = max(self.source_ends[segment] - source_end, 0)
                start, end = start + cut_left, end - cut_right
            parts.append(self.text[start:end])
        return "".join(parts)

    def _text_end(self, segment: int) -> int:
        following = segment + 1
        return self.text_starts[following] if following < len(self.text_starts) else len(self.text)

    def _is_linear(self, segment: int) -> bool:
        length = self._text_end(segment) - self.text_starts[segment]
        return length == self.source_ends[segment] - self.source_starts[segment]
