"""Runs of line breaks in HTML: `<br>`, blocks without contents, line feeds in preformatted text."""

from collections.abc import Iterator
from typing import Final

from app.domain.span import BODY, Span
from app.message.style import is_blank
from app.message.tree import Document, Element, Step, TextNode

BLOCKS: Final = ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "address", "blockquote", "pre")
_BLOCKS: Final = frozenset(BLOCKS)
# What is there to be seen although it is no text.
_SEEN: Final = frozenset(
    ("img", "svg", "hr", "input", "button", "select", "textarea", "canvas", "video", "iframe")
)


def runs_of_breaks(document: Document) -> Iterator[list[Span]]:
    """Yield runs of breaks with nothing to be seen between them; a run lists its breaks' places."""
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


class _Reader:
    """Follows the document and notes where a run of breaks begins and ends."""

    def __init__(self) -> None:
        self.run: list[Span] = []
        self.done: list[list[Span]] = []
        self._seen = 0
        self._blocks: list[tuple[int, int]] = []

    def open(self, element: Element) -> None:
        """Enter an element."""
        if element.tag in _BLOCKS:
            self._blocks.append((self._seen, len(self.run)))
        elif element.style.is_hidden:
            return
        elif element.tag == "br":
            if element.span is not None:
                self.run.append(element.span)
        elif element.tag in _SEEN:
            self._end()

    def close(self, element: Element) -> None:
        """Leave an element; a block in which nothing was to be seen is a break itself."""
        if element.tag not in _BLOCKS:
            return
        seen, breaks = self._blocks.pop()
        outer = element.outer_span
        if seen != self._seen or element.style.is_hidden or outer is None:
            return
        if len(self.run) - breaks <= 1:
            self.run[breaks:] = [outer]

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
        lines = node.text.split("\n")
        has_places = node.end - node.start == len(node.text)
        position = node.start
        for number, line in enumerate(lines):
            if not is_blank(line):
                self._end()
            position += len(line)
            if number < len(lines) - 1 and has_places:
                self.run.append(Span(BODY, position, position + 1))
            position += 1

    def _end(self) -> None:
        self._seen += 1
        if self.run:
            self.done.append(self.run)
            self.run = []
