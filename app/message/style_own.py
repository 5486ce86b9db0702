"""What is declared for one element, and where each declaration stands."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, Protocol

from app.domain.span import BODY, Span
from app.message.attribute_text import attribute_map
from app.message.css_text import Block, merged
from app.message.style_values import Declaration, Origin, Stated

_UNKNOWN: Final = -1
_ATTRIBUTE: Final = re.compile(
    r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>][^\s>]*))?"
)


class StyledElement(Protocol):
    """What a declaration's place needs to know of its element."""

    attrs: dict[str, str]

    @property
    def span(self) -> Span | None:
        """The start tag's place."""

    def attribute_span(self, name: str) -> Span | None:
        """Give the place of the whole attribute, name and value."""


class Layer(NamedTuple):
    """Declarations that were laid on an element together; `base` is where their text stands."""

    block: Block
    base: int = _UNKNOWN

    @property
    def is_from_sheet(self) -> bool:
        """Tell whether it stands in a style sheet, where more than one element may use it."""
        return self.base != _UNKNOWN


class OwnStyle:
    """What is declared for an element itself; elements with the same declarations share one.

    `winners` holds for every property the declaration that won, in the order in which they were
    laid down, so that a shorthand and its parts can be worked off one after the other.
    """

    __slots__ = ("layers", "source", "winners")

    def __init__(self, layers: tuple[Layer, ...], source: str) -> None:
        self.layers = layers
        self.source = source
        if len(layers) == 1:
            self.winners = layers[0].block.winners
        else:
            self.winners = merged(
                *(layer.block.normal for layer in layers),
                *(layer.block.important for layer in layers),
            )

    def strongest_first(self, names: Sequence[str]) -> Iterator[Stated]:
        """Yield the declarations of some properties, what won first, then what it beat."""
        for is_important in (True, False):
            for layer in reversed(self.layers):
                for stated in reversed(layer.block.stated):
                    if stated.is_important is is_important and stated.name in names:
                        yield stated

    def declarations(self, element: StyledElement) -> tuple[Declaration, ...]:
        """Give the declarations that won, with their places."""
        return tuple(self.declaration(element, stated) for stated in self.winners.values())

    def declaration(self, element: StyledElement, stated: Stated) -> Declaration:
        """Tie one of its declarations to an element."""
        return Declaration(
            stated.name,
            stated.value,
            stated.is_important,
            self.span(element, stated),
            stated.origin in (Origin.ATTRIBUTE, Origin.TAG),
        )

    def span(self, element: StyledElement, stated: Stated, end: int | None = None) -> Span | None:
        """Give the place of a declaration, up to `end` of its text where that is given.

        Where the source does not tell, that is the start tag.
        """
        if stated.origin is Origin.TAG:
            return element.span
        last = stated.end if end is None else end
        if stated.origin is Origin.SHEET:
            base = self.layer_of(stated).base
            return Span(BODY, base + stated.start, base + last)
        whole = self.attribute_place(element, stated)
        if whole is None or stated.origin is Origin.ATTRIBUTE:
            return whole or element.span
        places = attribute_map(element.attrs["style"], whole, self.source)
        return Span(BODY, *places.source_range(stated.start, last))

    def attribute_place(self, element: StyledElement, stated: Stated) -> Span | None:
        """Give the place of the attribute that holds a declaration or stands for it.

        The parser knows none for the copies it makes of misnested elements, which stand where the
        original does, and for attributes that a second `<body>` adds to the first.
        """
        name = stated.attribute or "style"
        whole, tag = element.attribute_span(name), element.span
        if whole is None or tag is None or whole != tag:
            return whole
        for found in _ATTRIBUTE.finditer(self.source, tag.start + 1, tag.end):
            if found[1].lower() == name:
                return Span(BODY, found.start(), found.end())
        return None

    def layer_of(self, stated: Stated) -> Layer:
        """Give the layer that holds one of its declarations."""
        return next(
            layer
            for layer in reversed(self.layers)
            if any(one is stated for one in layer.block.stated)
        )
