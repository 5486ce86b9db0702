"""The one door to the HTML parser: source in, tree with places out."""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, cast
from weakref import ref

import turbohtml

from app.message.html_names import END_IS_OPTIONAL, FORMATTING, VOID
from app.message.masks import place_by_masks
from app.message.reader import SourceReader
from app.message.tree import Document, Element, Step, TextNode, Walk

_OPEN: Final = Step.OPEN
_TEXT: Final = Step.TEXT
_CLOSE: Final = Step.CLOSE
_TEXT_NODE: Final = turbohtml.Text
_ELEMENT_NODE: Final = turbohtml.Element
_ROOT_TAG: Final = re.compile("<(?:html|body)[ \t\n\f/>]", re.IGNORECASE)
_LONGEST_ROOT: Final = 16_384
_FORMATTING_TAG: Final = re.compile(
    f"<(?:{'|'.join(sorted(FORMATTING))})[ \t\n\f/>]", re.IGNORECASE
)
_ORDINARY: Final = ("p", "td", "tr", "table", "b", "span", "a", "li", "div", "font", "i", "tbody")
_END_TAGS: Final = {tag: f"</{tag}>" for tag in _ORDINARY}
# Start tags as they are usually written; where this matches, it ends where the tokenizer's does.
_START_TAG: Final = re.compile(
    r"""<[a-zA-Z][^\s/>"'=<]*+"""
    r"""(?:[ \t\n\f]++[^\s"'<>/=]++(?:=(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+)*+"""
    r"""[ \t\n\f]*+/?>"""
)


class TooComplexError(Exception):
    """The markup holds more than a message is given time for."""


@dataclass(frozen=True, slots=True)
class HtmlLimits:
    """How much markup is looked at before the parse is refused.

    Each element has two tags at most; `other_tags` are comments and tags too many. `references`
    counts the signs that can begin one; `nodes` is what formatting elements that are never closed
    may multiply to, `moved` how long a walk may be if text was moved on it.
    """

    elements: int = 9_000
    other_tags: int = 2_000
    references: int = 20_000
    nodes: int = 500_000
    root_attributes: int = 400
    moved: int = 10_000


def parse_html(source: str, limits: HtmlLimits) -> Document:
    """Build the document of a newline-normalised body.

    Raises:
        TooComplexError: the markup exceeds `limits`.
    """
    _refuse_bombs(source, limits)
    tree = turbohtml.parse(source, source_locations=True, allow_declarative_shadow_roots=False)
    builder = _Builder(source, limits)
    document = builder.build(tree)
    if not document.is_in_order:
        if len(document.walk) > limits.moved:
            raise TooComplexError
        place_by_masks(source, document)
    return document


def _refuse_bombs(source: str, limits: HtmlLimits) -> None:
    """Refuse what takes the parser long, by counting what it would take: see the limits.

    A second `<body>` or `<html>` adds its attributes to the first, each compared with all; an open
    formatting element is opened again in every later block.
    """
    signs = source.count("<")
    if signs > 2 * limits.elements + limits.other_tags or source.count("&") > limits.references:
        raise TooComplexError
    attributes = 0
    for root in _ROOT_TAG.finditer(source):
        token = next(turbohtml.tokenize(source[root.start() : root.start() + _LONGEST_ROOT]), None)
        attributes += len(token.attrs or ()) if token is not None else limits.root_attributes
        attributes += 1
        if attributes > limits.root_attributes:
            raise TooComplexError
    if signs * signs > limits.nodes and signs * _open_formatting(source) > limits.nodes:
        raise TooComplexError


def _open_formatting(source: str) -> int:
    """Give how many formatting elements can be open at once: three of each kind, links apart."""
    kinds: set[str | int] = set()
    count = 0
    for tag in _FORMATTING_TAG.finditer(source):
        whole = _START_TAG.match(source, tag.start())
        kinds.add(whole.group() if whole is not None else tag.start())
        count += 1
    return min(count, 3 * len(kinds)) + 1


class _Builder:
    """Turns the parser's tree into ours and reads the source along with it.

    The loop reads what an ordinary message has by itself and leaves the rest to the reader. The
    parser nests no deeper than 512 levels, as browsers do; what is deeper stands side by side.
    """

    def __init__(self, source: str, limits: HtmlLimits) -> None:
        self.reader = SourceReader(source)
        self._limits = limits
        self._lines = _line_starts(source)
        self._elements: list[Element] = []
        self._unclosed: list[Element] = []
        self._by_tag: dict[str, list[Element]] = defaultdict(list)
        self._walk = Walk()
        self._walk_ref = ref(self._walk)

    def build(self, tree: turbohtml.Document) -> Document:
        reader, walk = self.reader, self._walk
        source = reader.source
        root = parent = Element("#document", {}, None, self._walk_ref)
        above: turbohtml.Node = tree
        opened = [above]
        for node in tree.descendants:
            while node.parent is not above:
                self._close(parent)
                opened.pop()
                above = opened[-1]
                parent = parent.parent or root
            if isinstance(node, _TEXT_NODE):
                data = node.data
                start = reader.cursor
                if "&" not in data and source.startswith(data, start):
                    reader.cursor = end = start + len(data)
                    walk.append((_TEXT, TextNode(parent, data, start, end)))
                else:
                    walk.append((_TEXT, self._text(data, parent)))
            elif isinstance(node, _ELEMENT_NODE):
                parent = self._open(node, parent)
                above = node
                opened.append(node)
            elif isinstance(node, turbohtml.DocumentFragment):
                opened[-1] = above = node
            else:
                reader.skip()
        while parent is not root:
            self._close(parent)
            parent = parent.parent or root
        root.closed_at = len(walk)
        elements, unclosed = tuple(self._elements), tuple(self._unclosed)
        return Document(root, elements, walk, self._by_tag, unclosed, reader.is_at_end())

    def _open(self, node: turbohtml.Element, parent: Element) -> Element:
        tag = node.tag
        attrs = node.attrs
        elements, walk = self._elements, self._walk
        index = len(elements)
        element = Element(
            tag, _plain(attrs.copy()) if attrs else {}, parent, self._walk_ref, index, len(walk)
        )
        if index >= self._limits.elements:
            raise TooComplexError
        elements.append(element)
        self._by_tag[tag].append(element)
        walk.append((_OPEN, element))
        position = node.position
        if position is not None:
            self._place(element, node, self._lines[position[0] - 1] + position[1])
        return element

    def _place(self, element: Element, node: turbohtml.Element, start: int) -> None:
        """Give an element its place; one that a stray end tag made has none."""
        reader = self.reader
        end = start + len(element.tag) + 2
        if element.attrs or reader.source[end - 1 : end] != ">":
            tag = _START_TAG.match(reader.source, start)
            if tag is not None:
                end = tag.end()
            else:
                location = node.source_location
                if location is None:
                    return
                end = location.start_tag.end_offset
        element.source = node
        element.start = start
        element.start_end = end
        if start == reader.cursor:
            reader.cursor = end
        else:
            reader.start_tag(start, end)

    def _close(self, element: Element) -> None:
        walk = self._walk
        element.closed_at = len(walk)
        walk.append((_CLOSE, element))
        tag = element.tag
        if tag in VOID:
            return
        reader = self.reader
        end_tag = _END_TAGS.get(tag) or f"</{tag}>"
        if reader.source.startswith(end_tag, reader.cursor):
            reader.cursor += len(end_tag)
        elif not reader.end_tag(tag) and element.start is not None and tag not in END_IS_OPTIONAL:
            self._unclosed.append(element)

    def _text(self, data: str, parent: Element) -> TextNode:
        text = TextNode(parent, data, 0, 0)
        pieces = self.reader.text(data, parent.tag)
        if pieces:
            text.place(pieces)
        return text


def _line_starts(source: str) -> list[int]:
    return list(accumulate([len(line) + 1 for line in source.split("\n")], initial=0))


def _plain(attrs: dict[str, str | list[str] | None]) -> dict[str, str]:
    """Give the attributes as strings; the parser splits those that hold lists of words."""
    for name, value in attrs.items():
        if not isinstance(value, str):
            attrs[name] = " ".join(value or ())
    return cast("dict[str, str]", attrs)
