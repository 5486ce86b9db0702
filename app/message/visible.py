"""What a buyer reads: the visible text of a document, each character with its source."""

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

from app.message.style_values import ComputedStyle
from app.message.text_map import TextMap
from app.message.tree import Document, Element, Step, TextNode

_OPEN: Final = Step.OPEN
_TEXT: Final = Step.TEXT
_TO_SPACE: Final = str.maketrans("\t\n\f\r", "    ")
_SURPLUS_SPACES: Final = re.compile("(?<= )( ++)")
_UNRENDERED: Final = frozenset(
    (
        "head",
        "title",
        "desc",
        "metadata",
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
_WHITE: Final = " \t\n\f\r"
_SPECIAL: Final = _UNRENDERED | {"br"}


class Line(NamedTuple):
    """A line of the visible text and the block that holds it."""

    start: int
    end: int
    block: Element


@dataclass(frozen=True, slots=True)
class VisibleText:
    """The text that is shown, and the text that is there but hidden.

    `nodes` says which stretch of the shown text came from which text node.
    """

    shown: TextMap
    lines: tuple[Line, ...]
    hidden: tuple[TextMap, ...]
    nodes: tuple[tuple[int, int, TextNode], ...]


class _Writer:
    """Collects segments of text, white space collapsed as a browser does."""

    __slots__ = ("length", "segments", "swallows_space")

    def __init__(self) -> None:
        self.segments: list[tuple[str, int, int]] = []
        self.length = 0
        self.swallows_space = True

    def put(self, text: str, start: int, end: int) -> None:
        """Append a segment as it is."""
        self.segments.append((text, start, end))
        self.length += len(text)
        self.swallows_space = False

    def put_collapsed(self, text: str, start: int, end: int) -> None:
        """Append a segment, white space in a row as one space, and none at the start of a line."""
        if len(text) == end - start and text.isprintable() and "  " not in text:
            if self.swallows_space and text[0] == " ":
                text = text[1:]
                start += 1
            if text:
                self.segments.append((text, start, end))
                self.length += len(text)
                self.swallows_space = text[-1] == " "
        else:
            self._put_white(text.translate(_TO_SPACE), start, end)

    def _put_white(self, text: str, start: int, end: int) -> None:
        """Append a segment that holds white space in a row, or came from a character reference."""
        if not text.strip(" "):
            self._put_space(start, end)
        elif len(text) != end - start:
            self.put(text, start, end)
        else:
            if self.swallows_space:
                text = text.lstrip(" ")
                start = end - len(text)
            parts = _SURPLUS_SPACES.split(text)
            offsets = list(accumulate(map(len, parts), initial=start))
            segments = list(zip(parts[::2], offsets[::2], offsets[1::2], strict=True))
            if not segments[-1][0]:
                segments.pop()
            self.segments.extend(segments)
            self.length += sum(map(len, parts[::2]))
            self.swallows_space = text[-1] == " "

    def _put_space(self, start: int, end: int) -> None:
        if not self.swallows_space:
            self.put(" ", start, end)
            self.swallows_space = True

    def finish(self) -> TextMap:
        """Give what was collected."""
        if not self.segments:
            return TextMap("", (), (), ())
        texts, starts, ends = zip(*self.segments, strict=True)
        text_starts = tuple(accumulate(map(len, texts), initial=0))[:-1]
        return TextMap("".join(texts), text_starts, starts, ends)


class _Renderer:
    """Walks the document once and writes shown and hidden text."""

    def __init__(self) -> None:
        self._shown = _Writer()
        self._hidden_writer: _Writer | None = None
        self._lines: list[Line] = []
        self._hidden: list[TextMap] = []
        self._nodes: list[tuple[int, int, TextNode]] = []
        self._line_start = 0
        self._unrendered = 0
        self._plain: ComputedStyle | None = None

    def render(self, document: Document) -> VisibleText:
        """Visit every element and text."""
        shown = self._shown
        for step, node in document.walk:
            if isinstance(node, TextNode):
                if not self._unrendered:
                    self._text(node)
            elif node.tag in _SPECIAL:
                self._special(step, node)
            elif shown.length > self._line_start or self._hidden_writer is not None:
                display = node.style.display
                if display != "inline" and not node.style.is_inline:
                    self._end_block(node.parent or node if step is _OPEN else node)
        self._end_block(document.root)
        return VisibleText(
            shown.finish(), tuple(self._lines), tuple(self._hidden), tuple(self._nodes)
        )

    def _text(self, node: TextNode) -> None:
        style = node.parent.style
        if style is not self._plain:
            if style.is_hidden or style.keeps_white_space:
                self._special_text(node, style)
                return
            self._plain = style
        writer = self._shown
        start = writer.length
        if node.mapped is None:
            text = node.text
            if text[0] <= " " and writer.swallows_space:
                text = text.lstrip(_WHITE)
                if not text:
                    return
            writer.put_collapsed(text, node.end - len(text), node.end)
        else:
            for piece in node.mapped:
                writer.put_collapsed(*piece)
        if writer.length > start:
            self._nodes.append((start, writer.length, node))

    def _special(self, step: Step, element: Element) -> None:
        """Begin or end what is not rendered, or break the line."""
        if element.tag != "br":
            self._unrendered += 1 if step is _OPEN else -1
        elif step is _OPEN and not element.style.is_hidden:
            end = self._last_source()
            start = element.start if element.start is not None else end
            self._end_line(element.parent or element, start, element.start_end or end)

    def _special_text(self, node: TextNode, style: ComputedStyle) -> None:
        """Write text that is hidden or keeps its white space."""
        if style.is_hidden:
            if self._hidden_writer is None:
                self._hidden_writer = _Writer()
            for piece in node.pieces:
                self._hidden_writer.put_collapsed(*piece)
            return
        writer = self._shown
        start = writer.length
        for piece in node.pieces:
            writer.put(*piece)
        writer.swallows_space = node.text[-1] == "\n"
        self._nodes.append((start, writer.length, node))

    def _end_block(self, block: Element) -> None:
        if self._hidden_writer is not None:
            text = self._hidden_writer.finish()
            if text.text.strip():
                self._hidden.append(text)
            self._hidden_writer = None
        if self._shown.length > self._line_start:
            place = self._last_source()
            self._end_line(block, place, place)

    def _end_line(self, block: Element, start: int, end: int) -> None:
        writer = self._shown
        length = writer.length
        self._lines.append(Line(self._line_start, length, block))
        writer.segments.append(("\n", start, end))
        writer.length = self._line_start = length + 1
        writer.swallows_space = True

    def _last_source(self) -> int:
        segments = self._shown.segments
        return segments[-1][2] if segments else 0


def render(document: Document) -> VisibleText:
    """Write out the text that a buyer sees, blocks and breaks on lines of their own."""
    return _Renderer().render(document)
