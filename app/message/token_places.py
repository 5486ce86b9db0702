"""The tokens of a source with their places, for those who ask what became of a tag."""

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

import turbohtml
from turbohtml import TokenType


class PlacedToken(NamedTuple):
    """A token between two offsets; `tag` is the lower-case name of a tag, None of anything else."""

    type: TokenType
    tag: str | None
    start: int
    end: int

    @property
    def is_start_tag(self) -> bool:
        """Tell whether an element begins here."""
        return self.type is TokenType.START_TAG

    @property
    def is_end_tag(self) -> bool:
        """Tell whether an element ends here."""
        return self.type is TokenType.END_TAG


def placed_tokens(source: str) -> Iterator[PlacedToken]:
    """Yield the tokens of a newline-normalised source, tag by tag, references apart from text."""
    lines = list(accumulate([len(line) + 1 for line in source.split("\n")], initial=0))
    for token in turbohtml.tokenize(source, resolve_references=False, capture_source=True):
        start = lines[token.line - 1] + token.col
        end = start + len(token.source or token.data or "")
        yield PlacedToken(token.type, token.tag, start, end)
