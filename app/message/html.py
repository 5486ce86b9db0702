"""The one door to the HTML parser: source in, tree with places out.

The parser tells where tags stand, not where text stands. So every run of text is replaced by a mask
of the same length before the parse: a private-use character that names the run, and fillers. The
tree is the one that the original gives, because tree construction looks at no text but white space;
wherever the parser then moves a run (out of a table, out of a misnested element), the mask still
says where it came from.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

import turbohtml
from turbohtml import TokenType

from app.message.tree import Document, Element, SourceNode, Step, TextNode, TextPiece

_MASK: Final = 0xF0000
_MASK_END: Final = 0xFFFFD
_FILLER: Final = "\U0010fffd"
_MASKS: Final = re.compile("[\U000f0000-\U000ffffd]")
_WHITE: Final = " \t\n\f"
_RAW_TEXT: Final = frozenset(
    ("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext")
)


class TooComplexError(Exception):
    """The markup holds more elements, text runs or levels than a message is given time for."""


@dataclass(frozen=True, slots=True)
class HtmlLimits:
    """How much markup is looked at before the parse is refused."""

    elements: int = 20_000
    depth: int = 1_000


@dataclass(frozen=True, slots=True)
class _Run:
    start: int
    end: int
    text: str


class _ParserNode(SourceNode):
    __slots__ = ("_node",)

    def __init__(self, node: turbohtml.Element) -> None:
        self._node = node

    def end_tag(self) -> tuple[int, int] | None:
        location = self._node.source_location
        if location is None or location.end_tag is None:
            return None
        return location.end_tag.start_offset, location.end_tag.end_offset

    def attribute(self, name: str) -> tuple[int, int] | None:
        location = self._node.source_location
        if location is None or name not in location.attrs:
            return None
        place = location.attrs[name]
        return place.start_offset, place.end_offset


def parse_html(source: str, limits: HtmlLimits) -> Document:
    """Build the document of a newline-normalised body.

    Raises:
        TooComplexError: the markup exceeds `limits`.
    """
    if source.count("<") > limits.elements * 3:
        raise TooComplexError
    masked, runs, tag_ends = _mask(source)
    tree = turbohtml.parse(masked, source_locations=True)
    return _Builder(masked, runs, tag_ends, limits).build(tree)


def _line_starts(text: str) -> list[int]:
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    return starts


def _mask(source: str) -> tuple[str, list[_Run], dict[int, int]]:
    """Mask the text runs; also give the end of every start tag by its start."""
    lines = _line_starts(source)
    tokens = [
        (lines[token.line - 1] + token.col, token)
        for token in turbohtml.tokenize(source, resolve_references=False)
    ]
    parts: list[str] = []
    runs: list[_Run] = []
    tag_ends: dict[int, int] = {}
    raw_tag: str | None = None
    following = [start for start, _ in tokens[1:]]
    following.append(len(source))
    for (start, token), end in zip(tokens, following, strict=False):
        kind = token.type
        if kind is TokenType.TEXT or kind is TokenType.CHARACTER_REFERENCE:
            if raw_tag is None:
                parts.append(_mask_run(source, start, end, token.data or "", runs))
                continue
        elif kind is TokenType.START_TAG:
            tag_ends[start] = end
            if token.tag in _RAW_TEXT:
                raw_tag = token.tag
        elif raw_tag is not None and kind is TokenType.END_TAG and token.tag == raw_tag:
            raw_tag = None
        parts.append(source[start:end])
    return "".join(parts), runs, tag_ends


def _mask_run(source: str, start: int, end: int, text: str, runs: list[_Run]) -> str:
    """Mask one run of text or one character reference; leading white space stays as it is."""
    if text == source[start:end]:
        solid = text.lstrip(_WHITE)
        white = len(text) - len(solid)
        start += white
        if not solid or len(runs) > _MASK_END - _MASK:
            return text
        runs.append(_Run(start, end, solid))
        return text[:white] + chr(_MASK + len(runs) - 1) + _FILLER * (end - start - 1)
    if not text.strip(_WHITE) or len(runs) > _MASK_END - _MASK:
        return source[start:end]
    runs.append(_Run(start, end, text))
    return chr(_MASK + len(runs) - 1) + _FILLER * (end - start - 1)


class _Builder:
    """Turns the parser's tree into ours, without recursion: depth is the sender's choice."""

    def __init__(
        self, masked: str, runs: list[_Run], tag_ends: dict[int, int], limits: HtmlLimits
    ) -> None:
        self._runs = runs
        self._tag_ends = tag_ends
        self._limits = limits
        self._lines = _line_starts(masked)
        self._elements: list[Element] = []
        self._walk: list[tuple[Step, Element | TextNode]] = []
        self._by_tag: dict[str, list[Element]] = defaultdict(list)
        self._last_offset = 0

    def build(self, tree: turbohtml.Document) -> Document:
        root = Element("#document", {}, None)
        stack: list[tuple[turbohtml.Node | None, Element]] = []
        self._push(stack, tree, root)
        walk = self._walk
        while stack:
            node, parent = stack.pop()
            if node is None:
                walk.append((Step.CLOSE, parent))
            elif type(node) is turbohtml.Element:
                element = self._element(node, parent)
                walk.append((Step.OPEN, element))
                stack.append((None, element))
                self._push(stack, node, element)
            elif type(node) is turbohtml.Text:
                text = self._text(node.data, parent)
                if text is not None:
                    walk.append((Step.TEXT, text))
        by_tag = {tag: tuple(found) for tag, found in self._by_tag.items()}
        return Document(root, tuple(self._elements), tuple(walk), by_tag)

    @staticmethod
    def _push(
        stack: list[tuple[turbohtml.Node | None, Element]], node: turbohtml.Node, parent: Element
    ) -> None:
        stack.extend((child, parent) for child in reversed(node.children))

    def _element(self, node: turbohtml.Element, parent: Element) -> Element:
        attrs = node.attrs
        element = Element(node.tag, _plain(attrs) if attrs else {}, parent)
        element.index = len(self._elements)
        if element.index >= self._limits.elements or element.depth > self._limits.depth:
            raise TooComplexError
        if node.source_line is not None:
            start = self._lines[node.source_line - 1] + (node.source_col or 0)
            element.start = start
            element.start_end = self._tag_ends.get(start)
            element.source = _ParserNode(node)
            self._last_offset = element.start_end or start
        parent.children.append(element)
        self._elements.append(element)
        self._by_tag[element.tag].append(element)
        return element

    def _text(self, data: str, parent: Element) -> TextNode | None:
        pieces: list[TextPiece] = []
        position = 0
        while position < len(data):
            mask = _MASKS.search(data, position)
            stop = mask.start() if mask is not None else len(data)
            run = self._run(mask.group()) if mask is not None else None
            if stop > position:
                self._loose(data[position:stop], run.start if run else None, pieces)
            if run is None:
                break
            pieces.append(TextPiece(run.text, run.start, run.end))
            self._last_offset = run.end
            position = stop + run.end - run.start
        if not pieces:
            return None
        text = TextNode(parent, pieces)
        parent.children.append(text)
        return text

    def _run(self, mask: str) -> _Run | None:
        index = ord(mask) - _MASK
        return self._runs[index] if index < len(self._runs) else None

    def _loose(self, text: str, before: int | None, pieces: list[TextPiece]) -> None:
        """Place unmasked text: white space before a run, after the last place seen, or raw text."""
        start = self._last_offset
        if before is not None and before - len(text) >= start:
            start = before - len(text)
        pieces.append(TextPiece(text, start, start + len(text)))
        self._last_offset = start + len(text)


def _plain(attrs: dict[str, str | list[str] | None]) -> dict[str, str]:
    return {
        name: value if isinstance(value, str) else " ".join(value or ())
        for name, value in attrs.items()
    }
