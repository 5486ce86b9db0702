"""HTML in a text, whatever format the text is said to be in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import turbohtml

from app.domain.span import BODY, Span
from app.message.html_names import ELEMENTS

_TAG: Final = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*+)(?=[ \t\n\f/>])")
_LONGEST_TAG: Final = 4_096
# Some elements' names are words as well: `<Menu>` may name a key, `<Address>` a gap to fill.
_SHORTEST_WORD: Final = 4


@dataclass(frozen=True, slots=True)
class StartTag:
    """The start tag of an HTML element, by its lower-case name."""

    name: str
    span: Span


def find_elements(source: str) -> Iterator[StartTag]:
    """Yield the start tags of HTML elements in a newline-normalised body.

    `<Enter>`, `<3` and `a < b` are none; nor is a capitalised word that is an element's name,
    unless it is used as one, with attributes or an end tag.
    """
    lowered = ""
    for tag in _TAG.finditer(source):
        written = tag.group(1)
        name = written.lower()
        if name not in ELEMENTS:
            continue
        end = _tag_end(source, tag.start())
        if end is None:
            continue
        if name != written and len(name) >= _SHORTEST_WORD and end == tag.end() + 1:
            lowered = lowered or source.lower()
            if f"</{name}" not in lowered:
                continue
        yield StartTag(name, Span(BODY, tag.start(), end))


def _tag_end(source: str, start: int) -> int | None:
    """Find the end of the tag that starts at an offset, None where it is not finished."""
    plain = source.find(">", start, start + _LONGEST_TAG)
    if plain < 0:
        return None
    if not source.count('"', start, plain) and not source.count("'", start, plain):
        return plain + 1
    part = source[start : start + _LONGEST_TAG]
    token = next(turbohtml.tokenize(part, capture_source=True), None)
    return start + len(token.source) if token is not None and token.source else None
