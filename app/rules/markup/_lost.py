"""Text that a slip in the markup swallowed, moved or ran together."""

import re
from collections.abc import Iterator
from typing import Final

from app.domain.span import BODY, Span
from app.message.style import is_blank
from app.message.token_places import placed_tokens
from app.message.tree import Document, Element, Step, TextNode

_TAG_INSIDE: Final = re.compile(r"</[a-zA-Z]|<(?:p|br|div|td|tr|table|a|b|span)[ \t\n\f/>]")
_UNFINISHED: Final = re.compile(r"<[a-zA-Z][^\s>]*+(?:\s+\S|>)")
_HOLDS_MARKUP: Final = ("data-", "on")
_MARKUP_NAMES: Final = frozenset(("srcdoc", "content"))


def unclosed_comment(document: Document, source: str) -> Span | None:
    """Give the place of a comment without an end that hides markup, to the end of the body."""
    start = source.find("<!--", source.rfind("-->") + 1)
    if start < 0 or "--!>" in source[start:] or "<" not in source[start + 4 :]:
        return None
    if any((element.start or 0) > start for element in document.elements):
        return None
    if any(isinstance(node, TextNode) and node.end > start for _, node in document.walk):
        return None
    return Span(BODY, start, len(source.rstrip()))


def unfinished_tag(source: str) -> Span | None:
    """Give the place of a start tag that never ends and so hides all the rest of the body."""
    done = 0
    for token in placed_tokens(source):
        done = token.end
    if _UNFINISHED.match(source, done) is None:
        return None
    return Span(BODY, done, len(source.rstrip()))


def stray_cell(document: Document, source: str) -> Span | None:
    """Give the place of the first table cell outside of a table: its text runs into the others."""
    starts = {cell.start for cell in document.all("td", "th")}
    for token in placed_tokens(source):
        if token.is_start_tag and token.tag in ("td", "th") and token.start not in starts:
            return Span(BODY, token.start, token.end)
    return None


def swallowing_tags(document: Document) -> Iterator[Element]:
    """Yield the elements whose attributes hold what should stand behind the tag."""
    for element in document.elements:
        for name, value in element.attrs.items():
            if "<" in name or ("<" in value and _swallows(name, value)):
                yield element
                break


def _swallows(name: str, value: str) -> bool:
    is_markup = name.startswith(_HOLDS_MARKUP) or name in _MARKUP_NAMES
    return not is_markup and _TAG_INSIDE.search(value) is not None


def moved_text(document: Document) -> Iterator[Span]:
    """Yield text that stands in a table in the source, but not in its cells: it was moved out."""
    seen: list[TextNode] = []
    for step, node in document.walk:
        if isinstance(node, TextNode):
            if not is_blank(node.text) and not node.parent.style.is_hidden:
                seen.append(node)
        elif step is Step.OPEN and node.tag == "table" and node.start is not None:
            moved: list[Span] = []
            while seen and seen[-1].end > node.start:
                moved.extend(_pieces_behind(seen.pop(), node.start))
            yield from reversed(moved)


def _pieces_behind(node: TextNode, start: int) -> Iterator[Span]:
    pieces = [p for p in node.pieces if p.source_start > start and not is_blank(p.text)]
    if pieces:
        first, last = pieces[0], pieces[-1]
        begin = first.source_start
        end = last.source_end
        yield Span(BODY, begin, end)
