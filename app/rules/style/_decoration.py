"""Backgrounds and frames that can be seen."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Final

from app.domain.finding import Hit
from app.domain.fix import Fix
from app.message.css_text import split_values
from app.message.style_effect import MOST_PLACES, Override
from app.message.style_lengths import Basis, length_px
from app.message.style_own import OwnStyle
from app.message.style_values import Stated
from app.message.tree import Document, Element
from app.rules.contract import RuleContext
from app.rules.style._overrides import body_source
from app.rules.style_edits import removal
from app.text.colour import WHITE, Colour, parse_colour

_COLOURS: Final = ("background-color", "background")
_IMAGES: Final = ("background-image", "background")
_STYLES: Final = frozenset(
    ("solid", "dashed", "dotted", "double", "groove", "ridge", "inset", "outset")
)
_INVISIBLE: Final = frozenset(("none", "hidden"))
_WIDTHS: Final = {"thin": 1.0, "medium": 3.0, "thick": 5.0}
_SIDES: Final = ("top", "right", "bottom", "left")
# Which of one to four values belongs to the top, right, bottom and left side.
_SPREAD: Final = ((0, 0, 0, 0), (0, 1, 0, 1), (0, 1, 2, 1), (0, 1, 2, 3))
_OTHERS: Final = ("outline", "box-shadow")
_TABLE_PARTS: Final = frozenset(("td", "th", "tr", "tbody", "thead", "tfoot", "caption"))
_LINES: Final = frozenset(("hr", "fieldset", "input", "select", "textarea"))


def backgrounds(ctx: RuleContext) -> Iterator[Hit]:
    """Yield a hit for every background of another colour than what is behind, and every image."""
    styles = ctx.message.styles
    elements = dict.fromkeys(
        element
        for name in (*_COLOURS, "background-image")
        for element in styles.declared.get(name, ())
    )
    painted = (
        override
        for element in elements
        if not element.style.is_hidden and (override := _painted(element)) is not None
    )
    yield from _each_once(ctx, painted, "Paints a background.", "Delete the background")
    for mark in islice(ctx.message.document.all("mark"), MOST_PLACES):
        if mark.own_style is None and id(mark) in styles.text_counts:
            yield Hit("Marks text with a background colour.", mark.span)


def _painted(element: Element) -> Override | None:
    """Give the declaration that paints what can be told from what is behind."""
    own, style = element.own_style, element.style
    behind = element.parent.style if element.parent is not None else style
    if own is None:
        return None
    if style.background_image and style.background_image != behind.background_image:
        stated = _last(own, _IMAGES)
    elif style.background in (behind.background, WHITE):
        return None
    else:
        stated = _last(own, _COLOURS)
    return Override(element, own, stated) if stated is not None else None


def _last(own: OwnStyle, names: tuple[str, ...]) -> Stated | None:
    return next((own.winners[name] for name in reversed(own.winners) if name in names), None)


def frames(ctx: RuleContext) -> Iterator[Hit]:
    """Yield a hit for every frame that can be seen and does not belong to a data table."""
    declared = ctx.message.styles.declared
    names = [name for name in declared if name.startswith("border") or name in _OTHERS]
    elements = dict.fromkeys(element for name in names for element in declared[name])
    tables = _DataTables(ctx.message.document)
    drawn = (
        override
        for element in elements
        if not element.style.is_hidden
        and element.tag not in _LINES
        and (override := _drawn(element)) is not None
        and not tables.holds(element)
    )
    yield from _each_once(ctx, drawn, "Draws a frame.", "Delete the frame")


class _Side:
    """One side of a border while its declarations are worked off."""

    __slots__ = ("is_styled", "width_px")

    def __init__(self) -> None:
        self.is_styled = False
        self.width_px = _WIDTHS["medium"]

    @property
    def is_drawn(self) -> bool:
        return self.is_styled and self.width_px > 0

    def state(self, part: str, value: str, behind: Colour) -> None:
        """Take over a style, a width, or what a shorthand says of both."""
        words = split_values(value)
        if part == "style":
            self.is_styled = value in _STYLES
            return
        widths = [pixels for word in words if (pixels := _width_px(word)) is not None]
        self.width_px = widths[0] if widths else _WIDTHS["medium"]
        if part != "width":
            self.is_styled = not _STYLES.isdisjoint(words) and _is_visible(words, behind)


def _drawn(element: Element) -> Override | None:
    """Work off the border declarations of an element; give the one that draws a line last."""
    own = element.own_style
    behind = element.parent.style.background if element.parent is not None else WHITE
    sides = {name: _Side() for name in _SIDES}
    drawing: Stated | None = None
    for name, stated in own.winners.items() if own is not None else ():
        if name in _OTHERS:
            words = split_values(stated.value)
            drawing = stated if words != ["0"] and _is_visible(words, behind) else drawing
            continue
        if not name.startswith("border"):
            continue
        touched, part = _sides(name)
        for side, value in zip(touched, _values(stated.value, touched, part), strict=True):
            sides[side].state(part, value, behind)
        if any(sides[side].is_drawn for side in touched):
            drawing = stated
    if own is None or drawing is None:
        return None
    lines = [name for name, side in sides.items() if side.is_drawn]
    if drawing.name not in _OTHERS and (not lines or _is_quotation_bar(element, lines)):
        return None
    return Override(element, own, drawing)


def _is_quotation_bar(element: Element, lines: list[str]) -> bool:
    return element.tag == "blockquote" and len(lines) == 1 and lines[0] in ("left", "right")


def _sides(name: str) -> tuple[tuple[str, ...], str]:
    """Give the sides that a border property speaks of, and the part: a style, a width, or both."""
    words = name.split("-")[1:]
    sides: tuple[str, ...] = _SIDES
    if words and words[0] in _SIDES:
        sides, words = (words[0],), words[1:]
    part = words[0] if words else ""
    return (sides, part) if part in ("", "style", "width") and len(words) <= 1 else ((), part)


def _values(value: str, sides: tuple[str, ...], part: str) -> list[str]:
    """Give each side its part of a value: styles and widths come one to four at a time."""
    words = split_values(value)
    if not part or len(sides) <= 1 or not 0 < len(words) <= len(_SIDES):
        return [value] * len(sides)
    return [words[index] for index in _SPREAD[len(words) - 1]]


def _is_visible(words: list[str], behind: Colour) -> bool:
    """Tell whether a frame has a colour that can be told from what is behind it."""
    if not words or not _INVISIBLE.isdisjoint(words):
        return False
    colours = [colour for word in words if (colour := parse_colour(word)) is not None]
    return not colours or any(colour.a > 0 and colour != behind for colour in colours)


def _width_px(word: str) -> float | None:
    return _WIDTHS.get(word, length_px(word, Basis(16.0, 0.0)))


class _DataTables:
    """Tells tables of data from tables for layout; looks through a document when first asked."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _counts(self) -> dict[int, Counter[str]]:
        """How many rows, cells and headings each table has itself."""
        counts: dict[int, Counter[str]] = {}
        for part in self._document.all("tr", "td", "th", "caption"):
            table = _table_of(part)
            if table is not None:
                counts.setdefault(id(table), Counter())[part.tag] += 1
        return counts

    def holds(self, element: Element) -> bool:
        """Tell whether an element is a table of data, or a part of one."""
        table = element if element.tag == "table" else None
        if element.tag in _TABLE_PARTS:
            table = _table_of(element)
        if table is None:
            return False
        if table.attrs.get("role", "").strip().lower() in ("presentation", "none"):
            return False
        parts = self._counts.get(id(table), Counter())
        return bool(parts["th"] or parts["caption"]) or parts["td"] > parts["tr"] > 1


def _table_of(part: Element) -> Element | None:
    """Give the table to which a part belongs: at most a cell, a row and a group stand between."""
    node = part.parent
    while node is not None and node.tag in _TABLE_PARTS:
        node = node.parent
    return node if node is not None and node.tag == "table" else None


def _each_once(
    ctx: RuleContext, found: Iterator[Override], message: str, title: str
) -> Iterator[Hit]:
    source = body_source(ctx)
    places: dict[object, Hit] = {}
    for override in islice(found, MOST_PLACES):
        span = override.span
        if span not in places:
            edits = removal(override, source)
            fix = Fix.review(title, *edits) if edits else None
            places[span] = Hit(message, span, fix=fix)
    yield from places.values()
