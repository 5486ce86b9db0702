"""The one door to the HTML parser: source in, tree with places out.

The parser tells where tags stand, not where text stands. So the tree is read along with the source:
a cursor moves over the source from token to token, and every text must stand where the cursor is.
As long as all of them do, and every start tag begins where the parser says, the places are proven.
Where they do not (text that the parser moved out of a table, misnested elements, stray tags), the
places come from a second parse with masked text.
"""

import re
from dataclasses import dataclass
from typing import Final

import turbohtml

from app.message.masks import place_by_masks
from app.message.references import decoded_pieces
from app.message.tree import Document, Element, Step, TextNode, TextPiece

_OPEN: Final = Step.OPEN
_TEXT: Final = Step.TEXT
_CLOSE: Final = Step.CLOSE
_WHITE: Final = " \t\n\f"
_SKIPS_LINE_FEED: Final = frozenset(("pre", "listing", "textarea"))
_RAW_TEXT: Final = frozenset(("script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"))
_END_TAG: Final = re.compile(r"</([a-zA-Z][^\s/>]*+)[ \t\n\f]*+>")
_END: Final = re.compile(
    r"(?:[ \t\n\f]++|</(?:body|html)[ \t\n\f]*+>|<!--(?!-?>)(?:[^-]++|-(?!-!?>))*+-->)*+\Z",
    re.IGNORECASE,
)
_LOST: Final = -1


class TooComplexError(Exception):
    """The markup holds more elements, text runs or levels than a message is given time for."""


@dataclass(frozen=True, slots=True)
class HtmlLimits:
    """How much markup is looked at before the parse is refused."""

    elements: int = 10_000
    depth: int = 1_000


def parse_html(source: str, limits: HtmlLimits) -> Document:
    """Build the document of a newline-normalised body.

    Raises:
        TooComplexError: the markup exceeds `limits`.
    """
    tree = turbohtml.parse(source, source_locations=True, allow_declarative_shadow_roots=False)
    builder = _Builder(source, limits)
    document = builder.build(tree)
    if not builder.is_at_end:
        place_by_masks(source, document)
    return document


class _Builder:
    """Turns the parser's tree into ours and reads the source along with it.

    There is no recursion: depth is the sender's choice.
    """

    def __init__(self, source: str, limits: HtmlLimits) -> None:
        self._source = source
        self._limits = limits
        self._lines = _line_starts(source)
        self._elements: list[Element] = []
        self._by_tag: dict[str, list[Element]] = {}
        self._cursor = 0

    @property
    def is_at_end(self) -> bool:
        """Tell whether all of the source was read, so that every place is proven."""
        return self._cursor == len(self._source)

    def build(self, tree: turbohtml.Document) -> Document:
        source = self._source
        root = parent = Element("#document", {}, None)
        above: turbohtml.Node = tree
        opened = [(above, root)]
        walk: list[tuple[Step, Element | TextNode]] = []
        for node in tree.descendants:
            while node.parent is not above:
                walk.append((_CLOSE, parent))
                self._close(parent.tag)
                opened.pop()
                above, parent = opened[-1]
            if type(node) is turbohtml.Text:
                data = node.data
                start = self._cursor
                if "&" not in data and source.startswith(data, start) and start >= 0:
                    self._cursor = end = start + len(data)
                    text = TextNode(parent, data, start, end)
                else:
                    text = self._text(data, parent)
                parent.children.append(text)
                walk.append((_TEXT, text))
            elif type(node) is turbohtml.Element:
                parent = self._open(node, parent)
                above = node
                opened.append((node, parent))
                walk.append((_OPEN, parent))
            elif type(node) is turbohtml.DocumentFragment:
                above = node
                opened[-1] = (node, parent)
        while len(opened) > 1:
            _, parent = opened.pop()
            walk.append((_CLOSE, parent))
            self._close(parent.tag)
        by_tag = {tag: tuple(found) for tag, found in self._by_tag.items()}
        return Document(root, tuple(self._elements), tuple(walk), by_tag)

    def _open(self, node: turbohtml.Element, parent: Element) -> Element:
        tag = node.tag
        attrs = node.attrs
        element = Element(tag, _plain(attrs) if attrs else {}, parent)
        element.index = index = len(self._elements)
        if index >= self._limits.elements or element.depth > self._limits.depth:
            raise TooComplexError
        parent.children.append(element)
        self._elements.append(element)
        if tag in self._by_tag:
            self._by_tag[tag].append(element)
        else:
            self._by_tag[tag] = [element]
        position = node.position
        if position is not None:
            line, column = position
            self._place(element, node, self._lines[line - 1] + column)
        return element

    def _place(self, element: Element, node: turbohtml.Element, start: int) -> None:
        element.source = node
        element.start = start
        end = start + len(element.tag) + 2
        if self._source[end - 1 : end] != ">":
            location = node.source_location
            end = location.start_tag.end_offset if location is not None else end
        element.start_end = end
        cursor = self._cursor
        if start == cursor or (start > cursor >= 0 and self._skip(start)):
            self._cursor = end
        elif start > cursor:
            self._cursor = _LOST

    def _close(self, tag: str) -> None:
        cursor = self._cursor
        end_tag = "</" + tag + ">"
        if self._source.startswith(end_tag, cursor):
            self._cursor = cursor + len(end_tag)
        elif self._source.startswith("</", cursor):
            match = _END_TAG.match(self._source, cursor)
            if match is not None and match.group(1).lower() == tag.lower():
                self._cursor = match.end()
