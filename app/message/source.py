"""A field as submitted and as the pipeline reads it: with one kind of line break."""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class SourceField:
    """A submitted field and its newline-normalised twin.

    `crlf` holds the normalised offsets of the line feeds that were two characters.
    """

    submitted: str
    normalised: str
    crlf: tuple[int, ...] = ()

    @classmethod
    def of(cls, submitted: str) -> "SourceField":
        """Normalise CRLF and CR to LF; a NUL, which no buyer sees, becomes a zero-width space."""
        normalised = submitted.replace("\0", "\u200b") if "\0" in submitted else submitted
        if "\r" not in submitted:
            return cls(submitted, normalised)
        lines = normalised.split("\r\n")
        line_feeds = accumulate(map(len, lines[:-1]), lambda end, length: end + length + 1)
        return cls(
            submitted, normalised.replace("\r\n", "\n").replace("\r", "\n"), tuple(line_feeds)
        )

    def submitted_offset(self, offset: int) -> int:
        """Turn an offset of the normalised text into one of the submitted text."""
        return offset + bisect_left(self.crlf, offset) if self.crlf else offset
