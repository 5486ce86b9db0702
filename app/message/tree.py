"""The element tree of a message, as a browser would build it, with places in the source."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import NamedTuple, Protocol
from weakref import ref

from app.domain.span import BODY, Span
from app.message.style_own import OwnStyle
from app.message.style_values import ROOT_STYLE, ComputedStyle, Declaration


class SourceSpan(Protocol):
    """A stretch of source as the parser gives it."""

    @property
    def start_offset(self) -> int:
        """The first character's offset."""

    @property
    def end_offset(self) -> int:
        """The offset behind the last character."""


class SourceLocation(Protocol):
    """Where an element's parts stand in the source."""

    @property
    def start_tag(self) -> SourceSpan:
        """The start tag."""

    @property
    def end_tag(self) -> SourceSpan | None:
        """The end tag, None where it was left out."""

    @property
    def attrs(self) -> Mapping[str, SourceSpan]:
        """Each attribute, name and value, by its lower-case name."""


class SourceNode(Protocol):
    """What the parser's own element can still tell about places, asked for only when needed."""

    @property
    def source_location(self) -> SourceLocation | None:
        """The places of the element, None where the parser implied it."""


class Walk(list[tuple["Step", "Element | TextNode"]]):
    """The order in which everything in a document begins and ends."""

    __slots__ = ("__weakref__",)


class Element:
    """An element; offsets count the newline-normalised body.

    `start` and `start_end` enclose the start tag, both None where the parser implied the element.
    `attrs` holds decoded values under lower-case names. `own_style` is what is declared for the
    element itself, None where nothing is; `style` the values computed from it.

    An element knows what it holds as a stretch of the document's walk, and that only as long as the
    document lives: without references in a circle, a parsed message is freed as soon as it is done
    with, not whenever the garbage collector runs.
    """

    __slots__ = (
        "_walk",
        "attrs",
        "closed_at",
        "depth",
        "index",
        "opened_at",
        "own_style",
        "parent",
        "source",
        "start",
        "start_end",
        "style",
        "tag",
    )

    def __init__(
        self,
        tag: str,
        attrs: dict[str, str],
        parent: "Element | None",
        walk: "ref[Walk] | None" = None,
        index: int = 0,
        opened_at: int = -1,
    ) -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent is not None else 0
        self.index = index
        self.opened_at = self.closed_at = opened_at
        self.start: int | None = None
        self.start_end: int | None = None
        self.source: SourceNode | None = None
        self.style: ComputedStyle = ROOT_STYLE
        self.own_style: OwnStyle | None = None
        self._walk = walk

    def __repr__(self) -> str:
        return f"<{self.tag} at {self.start}>"

    @property
    def span(self) -> Span | None:
        """The start tag's place."""
        if self.start is None or self.start_end is None:
            return None
        return Span(BODY, self.start, self.start_end)

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """The style declarations that won the cascade here, with their places."""
        return self.own_style.declarations(self) if self.own_style is not None else ()

    @property
    def end_tag_span(self) -> Span | None:
        """The end tag's place, None where the source has none."""
        location = self.source.source_location if self.source is not None else None
        return _span(location.end_tag) if location is not None and location.end_tag else None

    @property
    def outer_span(self) -> Span | None:
        """The place from the start tag to the end tag, or to the end of the last thing inside."""
        if self.start is None or self.start_end is None:
            return None
        end_tag = self.end_tag_span
        end = end_tag.end if end_tag is not None else max(self.start_end, self._content_end())
        return Span(BODY, self.start, end)

    def attribute_span(self, name: str) -> Span | None:
        """Give the place of the whole attribute, name and value."""
        location = self.source.source_location if self.source is not None else None
        if location is None or name not in location.attrs:
            return self.span
        return _span(location.attrs[name])

    def ancestors(self) -> Iterator["Element"]:
        """Yield the parent, its parent and so on up to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    @property
    def children(self) -> "list[Element | TextNode]":
        """The elements and texts directly inside, in document order."""
        return list(self.each_child())

    def each_child(self) -> "Iterator[Element | TextNode]":
        """Yield the elements and texts directly inside, one by one."""
        walk = self._walk() if self._walk is not None else None
        position = self.opened_at + 1
        while walk is not None and position < self.closed_at:
            node = walk[position][1]
            yield node
            position = node.closed_at + 1 if isinstance(node, Element) else position + 1

    def descendants(self) -> "Iterator[Element | TextNode]":
        """Yield everything inside, in document order."""
        return (node for step, node in self._inside() if step is not Step.CLOSE)

    def text_content(self) -> str:
        """Join all text inside, hidden or not, as it is after decoding."""
        return "".join([node.text for _, node in self._inside() if isinstance(node, TextNode)])

    def _inside(self) -> "list[tuple[Step, Element | TextNode]]":
        walk = self._walk() if self._walk is not None else None
        return walk[self.opened_at + 1 : self.closed_at] if walk is not None else []

    def _content_end(self) -> int:
        """Find the end of the last thing inside that has a place."""
        for step, node in reversed(self._inside()):
            end = node.end if isinstance(node, TextNode) else node.start_end
            if step is not Step.CLOSE and end is not None:
                return end
        return 0


def _span(place: SourceSpan) -> Span:
    return Span(BODY, place.start_offset, place.end_offset)


class TextPiece(NamedTuple):
    """A stretch of decoded text; a character reference has another length in the source."""

    text: str
    source_start: int
    source_end: int


class TextNode:
    """Text between tags: `text` as it is after decoding, white space as it stands.

    `start` and `end` enclose it in the source. `mapped` holds the pieces in which the source has it
    where they are not one stretch, letter for letter; most text has None there.
    """

    __slots__ = ("end", "mapped", "parent", "start", "text")

    def __init__(self, parent: Element, text: str, start: int, end: int) -> None:
        self.parent = parent
        self.text = text
        self.start = start
        self.end = end
        self.mapped: Sequence[TextPiece] | None = None

    def __repr__(self) -> str:
        return f"{self.text!r} at {self.start}"

    @property
    def pieces(self) -> Sequence[TextPiece]:
        """The text in the pieces in which the source holds it."""
        if self.mapped is not None:
            return self.mapped
        return (TextPiece(self.text, self.start, self.end),)

    def place(self, pieces: Sequence[TextPiece]) -> None:
        """Say in which pieces the source holds the text."""
        self.mapped = pieces
        self.start = min([piece.source_start for piece in pieces])
        self.end = max([piece.source_end for piece in pieces])


class Step(Enum):
    """What happens next on a walk through the document."""

    OPEN = 1
    TEXT = 2
    CLOSE = 3


@dataclass(frozen=True)
class Document:
    """A parsed body: the root, all elements in document order, and the walk that visits everything.

    `elements[i].index == i`. `walk` holds (OPEN, element), (TEXT, text node), (CLOSE, element).
    `unclosed` are elements that may lack an end tag which they must have; where text was moved, so
    that the tree is not in the order of the source (`is_in_order`), some of them have one.
    """

    root: Element
    elements: tuple[Element, ...]
    walk: Sequence[tuple[Step, "Element | TextNode"]]
    by_tag: Mapping[str, Sequence[Element]] = field(repr=False)
    unclosed: Sequence[Element] = ()
    is_in_order: bool = True

    @cached_property
    def attribute_names(self) -> frozenset[str]:
        """The names of all attributes in the document."""
        return frozenset().union(*[element.attrs for element in self.elements])

    def all(self, *tags: str) -> Iterator[Element]:
        """Yield the elements of these tags, tag by tag, in document order within each."""
        for tag in tags:
            yield from self.by_tag.get(tag, ())

    def having(self, *names: str) -> Iterator[Element]:
        """Yield the elements with any of these attributes, in document order."""
        wanted = self.attribute_names.intersection(names)
        if wanted:
            for element in self.elements:
                if not wanted.isdisjoint(element.attrs):
                    yield element
