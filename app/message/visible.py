"""What a buyer reads: the visible text of a document, line by line, each character with its source."""

import re
from dataclasses import dataclass
from typing import Final

from app.message.text_map import TextMap
from app.message.tree import Document, Element, Step, TextNode, TextPiece

_WHITE: Final = re.compile(r"[ \t\n\f\r]+")
_NEEDS_COLLAPSING: Final = re.compile(r"[\t\n\f\r]|  ")
_UNRENDERED: Final = frozenset(
    (
        "head",
        "title",
        "script",
        "style",
        "template",
        "noframes",
        "noembed",
        "iframe",
        "object",
        "audio",
        "video",
        "datalist",
    )
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the visible text and the block that holds it."""

    start: int
    end: int
    block: Element


@dataclass(frozen=True, slots=True)
class VisibleText:
    """The text that is shown, and the text that is there but hidden."""

    shown: TextMap
    lines: tuple[Line, ...]
    hidden: tuple[TextMap, ...]
    nodes: tuple[tuple[int, int, TextNode], ...]


class _Writer:
    """Collects collapsed text in segments."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.text_starts: list[int] = []
        self.source_starts: list[int] = []
        self.source_ends: list[int] = []
        self.length = 0
        self.at_line_start = True
        self.ends_with_space = False

    def put(self, text: str, source_start: int, source_end: int) -> None:
        """Append a segment as it is."""
        self.parts.append(text)
        self.text_starts.append(self.length)
        self.source_starts.append(source_start)
        self.source_ends.append(source_end)
        self.length += len(text)
        self.at_line_start = False
        self.ends_with_space = False

    def put_collapsed(self, piece: TextPiece) -> None:
        """Append text with its white space collapsed as a browser does."""
        text = piece.text
        if len(text) != piece.source_end - piece.source_start:
            self._put_word(text, piece.source_start, piece.source_end)
            return
        start = piece.source_start
        if not _NEEDS_COLLAPSING.search(text):
            drop = text[:1] == " " and (self.at_line_start or self.ends_with_space)
            if drop:
                text, start = text[1:], start + 1
            if text:
                self.put(text, start, piece.source_end)
                self.ends_with_space = text[-1] == " "
            return
        position = 0
        for white in _WHITE.finditer(text):
            if white.start() > position:
                self.put(text[position : white.start()], start + position, start + white.start())
            self._put_space(start + white.start(), start + white.end())
            position = white.end()
        if position < len(text):
            self.put(text[position:], start + position, piece.source_end)

    def _put_word(self, text: str, source_start: int, source_end: int) -> None:
        if text.isspace() and text in " \t\n\f\r":
            self._put_space(source_start, source_end)
        else:
            self.put(text, source_start, source_end)

    def _put_space(self, source_start: int, source_end: int) -> None:
        if not self.at_line_start and not self.ends_with_space:
            self.put(" ", source_start, source_end)
            self.ends_with_space = True

    def put_break(self, source_start: int, source_end: int) -> None:
        """End the line."""
        self.put("\n", source_start, source_end)
        self.at_line_start = True

    def finish(self) -> TextMap:
        """Give what was collected."""
        return TextMap(
            "".join(self.parts),
            tuple(self.text_starts),
            tuple(self.source_starts),
            tuple(self.source_ends),
        )


class _Renderer:
    """Walks the document once and writes shown and hidden text."""

    def __init__(self) -> None:
        self.shown = _Writer()
        self.lines: list[Line] = []
        self.hidden: list[TextMap] = []
        self.nodes: list[tuple[int, int, TextNode]] = []
        self._line_start = 0
        self._unrendered = 0
        self._hidden_writer: _Writer | None = None
        self._last_source = 0

    def open(self, element: Element) -> None:
        """Enter an element: a block or a break ends the line."""
        if element.tag in _UNRENDERED:
            self._unrendered += 1
        elif element.tag == "br":
            if not element.style.is_hidden:
                start = element.start if element.start is not None else self._last_source
                self._end_line(element.parent or element, start, element.start_end or start)
        elif not element.style.is_inline:
            self._end_block(element.parent or element)
        if element.start_end is not None:
            self._last_source = element.start_end

    def close(self, element: Element) -> None:
        """Leave an element."""
        if element.tag in _UNRENDERED:
            self._unrendered -= 1
        elif not element.style.is_inline and element.tag != "br":
            self._end_block(element)

    def text(self, node: TextNode) -> None:
        """Write a text node where it belongs."""
        if self._unrendered:
            return
        style = node.parent.style
        if style.is_hidden:
            self._hide(node)
            return
        writer = self.shown
        start = writer.length
        if style.keeps_white_space:
            for piece in node.pieces:
                writer.put(piece.text, piece.source_start, piece.source_end)
                writer.at_line_start = piece.text.endswith("\n")
        else:
            for piece in node.pieces:
                writer.put_collapsed(piece)
        if writer.length > start:
            self.nodes.append((start, writer.length, node))
            self._last_source = node.pieces[-1].source_end

    def finish(self) -> VisibleText:
        """Give the text of the whole document."""
        self._end_hidden()
        return VisibleText(
            self.shown.finish(), tuple(self.lines), tuple(self.hidden), tuple(self.nodes)
        )

    def _hide(self, node: TextNode) -> None:
        if self._hidden_writer is None:
            self._hidden_writer = _Writer()
        for piece in node.pieces:
            self._hidden_writer.put_collapsed(piece)

    def _end_hidden(self) -> None:
        if self._hidden_writer is not None:
            text = self._hidden_writer.finish()
            if text.text.strip():
                self.hidden.append(text)
            self._hidden_writer = None

    def _end_block(self, block: Element) -> None:
        self._end_hidden()
        if not self.shown.at_line_start:
            self._end_line(block, self._last_source, self._last_source)

    def _end_line(self, block: Element, source_start: int, source_end: int) -> None:
        self.lines.append(Line(self._line_start, self.shown.length, block))
        self.shown.put_break(source_start, source_end)
        self._line_start = self.shown.length


def render(document: Document) -> VisibleText:
    """Write out the text that a buyer sees, blocks and breaks on lines of their own."""
    renderer = _Renderer()
    for step, node in document.walk:
        if isinstance(node, TextNode):
            renderer.text(node)
        elif step is Step.OPEN:
            renderer.open(node)
        else:
            renderer.close(node)
    renderer.close(document.root)
    return renderer.finish()
