"""Runs of line breaks in HTML: `<br>`, blocks without contents, line feeds in preformatted text."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from app.domain.span import BODY, Span
from app.message.style import is_blank
from app.message.tree import Document, Element, Step, TextNode

BLOCKS: Final = ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "address", "blockquote", "pre")
_BLOCKS: Final = frozenset(BLOCKS)
_LINE_FEEDS: Final = re.compile(r"\n[\s\u200b-\u200d\u2060\ufeff]*")
# What is there to be seen although it is no text.
_SEEN: Final = frozenset(
    ("img", "svg", "hr", "input", "button", "select", "textarea", "canvas", "video", "iframe")
)


class Break(NamedTuple):
    """A break: an element, or line feeds in preformatted text with only blanks between them."""

    element: Element | None
    feeds: Span | None = None
    number: int = 1

    @property
    def span(self) -> Span | None:
        """Its place: the whole element, or the line feeds."""
        return self.element.outer_span if self.element is not None else self.feeds


def runs_of_breaks(document: Document) -> Iterator[list[Break]]:
    """Yield runs of breaks with nothing to be seen between them."""
    reader = _Reader()
    for step, node in document.walk:
        if isinstance(node, TextNode):
            reader.text(node)
        elif step is Step.OPEN:
            reader.open(node)
        else:
            reader.close(node)
        if reader.done:
            yield from reader.done
            reader.done = []
    yield reader.run


class Feeds(NamedTuple):
    """Line feeds with nothing but blanks between them, by offsets in a text."""

    start: int
    end: int
    number: int


def line_feeds(text: str) -> Iterator[Feeds]:
    """Yield the stretches of line feeds in a text."""
    for found in _LINE_FEEDS.finditer(text):
        run = found[0]
        yield Feeds(found.start(), found.start() + run.rfind("\n") + 1, run.count("\n"))


class _Reader:
    """Follows the document and notes where a run of breaks begins and ends."""

    def __init__(self) -> None:
        self.run: list[Break] = []
        self.done: list[list[Break]] = []
        self._seen = 0
        self._blocks: list[tuple[int, int]] = []

    def open(self, element: Element) -> None:
        """Enter an element."""
        if element.tag in _BLOCKS:
            self._blocks.append((self._seen, len(self.run)))
        elif element.style.is_hidden:
            return
        elif element.tag == "br":
            if element.start is not None:
                self.run.append(Break(element))
        elif element.tag in _SEEN:
            self._end()

    def close(self, element: Element) -> None:
        """Leave an element; a block in which nothing was to be seen is a break itself."""
        if element.tag not in _BLOCKS:
            return
        seen, breaks = self._blocks.pop()
        if seen != self._seen or element.style.is_hidden or element.start is None:
            return
        if len(self.run) - breaks <= 1:
            self.run[breaks:] = [Break(element)]

    def text(self, node: TextNode) -> None:
        """Pass over a text; one that is preformatted holds breaks of its own."""
        style = node.parent.style
        if style.is_hidden:
            return
        if style.keeps_white_space:
            self._preformatted(node)
        elif not is_blank(node.text):
            self._end()

    def _preformatted(self, node: TextNode) -> None:
        text = node.text
        has_places = node.end - node.start == len(text)
        position = 0
        for feeds in line_feeds(text):
            if not is_blank(text[position : feeds.start]):
                self._end()
            if has_places:
                span = Span(BODY, node.start + feeds.start, node.start + feeds.end)
                self.run.append(Break(None, span, feeds.number))
            position = feeds.end
        if not is_blank(text[position:]):
            self._end()

    def _end(self) -> None:
        self._seen += 1
        if self.run:
            self.done.append(self.run)
            self.run = []
