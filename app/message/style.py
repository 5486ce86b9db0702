"""The door to the cascade: a document in, the styles of all its elements out."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from app.message.style_attributes import STYLING_ATTRIBUTES, STYLING_TAGS
from app.message.style_boxes import Boxes
from app.message.style_cascade import Cascade, CascadeLimits
from app.message.style_compute import computed_style
from app.message.style_defaults import default_key
from app.message.style_lengths import Basis, length_px
from app.message.style_matching import RuleMatcher
from app.message.style_own import Layer, OwnStyle
from app.message.style_sheet import Sheet, sheet_of
from app.message.style_values import ComputedStyle, Stated
from app.message.tree import Document, Element, Step, TextNode

__all__ = ["CascadeLimits", "Sheet", "StyleResult", "apply_styles"]

# White space, and characters that take no room: zero-width ones, joiners, blanks of other scripts.
_BLANK: Final = (
    " \t\n\r\f\v\xa0\u034f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad\u2800\u3164\u2003"
)
_NO_WINNERS: Final[dict[str, Stated]] = {}
_DEFAULT_LIMITS: Final = CascadeLimits()


@dataclass(frozen=True)
class StyleResult:
    """The styles of a document, beside what `Element.style` and `Element.own_style` hold.

    `styled` are the elements for which something is declared, in document order; `conditionals`
    the declarations that hold in some views only. With `limit_reached` some styling was left out.
    """

    document: Document
    source: str
    sheets: tuple[Sheet, ...]
    styled: tuple[Element, ...]
    conditionals: tuple[tuple[Element, Layer], ...]
    limits: CascadeLimits
    limit_reached: bool

    @cached_property
    def texts(self) -> tuple[TextNode, ...]:
        """The text nodes that a buyer sees, and those that only their colour hides."""
        return tuple(
            node
            for step, node in self.document.walk
            if step is Step.TEXT
            and isinstance(node, TextNode)
            and (not (style := node.parent.style).is_hidden or style.is_camouflaged)
            and not is_blank(node.text)
        )

    @cached_property
    def text_parents(self) -> tuple[Element, ...]:
        """The elements that hold such a text themselves, in document order."""
        return tuple({id(node.parent): node.parent for node in self.texts}.values())

    @cached_property
    def text_counts(self) -> dict[int, int]:
        """How many such texts stand inside an element, by its `id()`; none where it is missing."""
        counts: dict[int, int] = {}
        for node in self.texts:
            counts[id(node.parent)] = counts.get(id(node.parent), 0) + 1
        for element in reversed(self.document.elements):
            count = counts.get(id(element))
            if count and element.parent is not None:
                parent = id(element.parent)
                counts[parent] = counts.get(parent, 0) + count
        return counts

    @cached_property
    def camouflages(self) -> frozenset[int]:
        """The elements, by their `id()`, with a text inside that only its colour hides."""
        found: set[int] = set()
        for holder in self.text_parents:
            element: Element | None = holder if holder.style.is_camouflaged else None
            while element is not None and id(element) not in found:
                found.add(id(element))
                element = element.parent
        return frozenset(found)

    @cached_property
    def declared(self) -> dict[str, list[Element]]:
        """The elements for which a property is declared, whether it wins or not, by property."""
        declared: dict[str, list[Element]] = {}
        for element in self.styled:
            if element.own_style is not None:
                for name in element.own_style.winners:
                    declared.setdefault(name, []).append(element)
        return declared

    @cached_property
    def max_width_px(self) -> float:
        """The message's maximum width: what the outermost element says that holds all its text."""
        total, counts = len(self.texts), self.text_counts
        width = self.limits.default_width_px
        for element in self.styled if total else ():
            if counts.get(id(element)) == total:
                stated = _stated_width_px(element, width)
                if stated is not None:
                    return stated
        return width

    @cached_property
    def boxes(self) -> Boxes:
        """The used widths of containers."""
        return Boxes(self.max_width_px, self.document.all("td", "th"))


def apply_styles(
    document: Document, source: str, limits: CascadeLimits = _DEFAULT_LIMITS
) -> StyleResult:
    """Set `style` and `own_style` of every element from its newline-normalised `source`."""
    sheets, is_cut = _sheets(document, source, limits)
    matcher = RuleMatcher(document.elements, sheets, limits.steps)
    cascade = Cascade(matcher, source, limits)
    styled: list[Element] = []
    known: dict[tuple[int, str, int], ComputedStyle] = {}
    has_rules = bool(matcher.layers)
    for element in document.elements:
        tag, attrs, parent = element.tag, element.attrs, element.parent
        own: OwnStyle | None = None
        if has_rules or (attrs and not STYLING_ATTRIBUTES.isdisjoint(attrs)) or tag in STYLING_TAGS:
            own = cascade.own_style(element)
            if own is not None:
                element.own_style = own
                styled.append(element)
        above = (parent or document.root).style
        key = (id(above), default_key(tag, attrs) if attrs else tag, id(own))
        style = known.get(key)
        if style is None:
            winners = own.winners if own is not None else _NO_WINNERS
            style = computed_style(
                above, key[1], winners, limits.hidden_font_px, limits.hidden_contrast
            )
            known[key] = style
        element.style = style
    return StyleResult(
        document,
        source,
        sheets,
        tuple(styled),
        tuple(matcher.conditionals),
        limits,
        limit_reached=is_cut or cascade.limit_reached or matcher.limit_reached,
    )


def is_blank(text: str) -> bool:
    """Tell whether a text shows nothing at all."""
    return not text.strip(_BLANK)


def _sheets(
    document: Document, source: str, limits: CascadeLimits
) -> tuple[tuple[Sheet, ...], bool]:
    """Read the sheets of a document; also tell whether there was more than is read."""
    sheets: list[Sheet] = []
    is_cut = False
    characters = limits.sheet_characters
    rules = limits.sheet.rules
    for element in document.all("style"):
        if characters <= 0 or rules <= 0:
            return tuple(sheets), True
        sheet = sheet_of(element, source, limits.sheet)
        if sheet is not None:
            characters -= sheet.span.end - sheet.span.start
            rules -= len(sheet.text.rules)
            sheets.append(sheet)
            is_cut = is_cut or sheet.text.limit_reached
    return tuple(sheets), is_cut


def _stated_width_px(element: Element, around_px: float) -> float | None:
    """Give the maximum width, else the width, that an element states in pixels."""
    if element.own_style is None or element.tag == "svg":
        return None
    winners = element.own_style.winners
    basis = Basis(element.style.font_size_px, around_px)
    for name in ("max-width", "width"):
        stated = winners.get(name)
        if stated is not None and "%" not in stated.value and "v" not in stated.value:
            pixels = length_px(stated.value, basis)
            if pixels:
                return pixels
    return None
