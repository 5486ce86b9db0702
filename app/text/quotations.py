"""Stretches of a text that are not its writer's own prose: quotations and placeholders."""

import re
from bisect import bisect_right
from typing import Final

_QUOTED: Final = re.compile(
    r"\{[^{}\n]{0,80}\}|\[[^\[\]\n]{0,80}\]|%%[^%\n]{0,80}%%|\"[^\"\n]{0,120}\"|“[^“”\n]{0,120}”"
    r"|„[^„“”\n]{0,120}[“”]|«[^«»\n]{0,120}»|‘[^‘’\n]{0,120}’"
)


class Quotations:
    """The quotations of a text, found once."""

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in _QUOTED.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def __contains__(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]
