"""Used widths: how wide a container is, and how far its text stands from the message's edges.

Only what the horizontal rules need of CSS 2.2, "Visual formatting model": margins, paddings, widths
and maximum widths of blocks, tables and cells. A table without a width counts as wide as it may
become. Borders, cell spacing and the position of a cell within its row are no margins.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from app.message.style_defaults import PLAIN, TAG_DEFAULTS
from app.message.style_lengths import Basis, length_px
from app.message.style_values import Stated
from app.message.tree import Element

# Cells have paddings and no margins, the other parts of a table neither.
CELLS: Final = frozenset(("td", "th"))
TABLE_PARTS: Final = frozenset(("tbody", "thead", "tfoot", "tr", "colgroup", "col"))
_LISTS: Final = frozenset(("ul", "ol", "menu", "dir"))
_MOST_COLUMNS: Final = 100
AUTO: Final = "auto"

# Property, which of its values count for the left and the right side by the number of values.
_BOTH: Final = ((0, 0), (1, 1), (1, 1), (3, 1))
_INLINE_PAIR: Final = ((0, 0), (0, 1))


class Box(NamedTuple):
    """The inside of an element, in CSS pixels.

    `left_px` and `right_px` are the margins and paddings of the element and all around it.
    """

    width_px: float
    left_px: float
    right_px: float
    cell_padding_px: float = 0.0


class Sides(NamedTuple):
    """The horizontal margins and paddings of one element as written: lengths, `auto` or empty."""

    margin_left: str = ""
    margin_right: str = ""
    padding_left: str = ""
    padding_right: str = ""


def sides_of(declared: Mapping[str, Stated]) -> Sides:
    """Work off the margins and paddings of an element in the order in which they were laid down."""
    margin = ["", ""]
    padding = ["", ""]
    for name, stated in declared.items():
        target = margin if name.startswith("margin") else padding
        if not name.startswith(("margin", "padding")):
            continue
        picked = pick_sides(name, stated.value)
        if picked is not None:
            target[0] = picked[0] or target[0]
            target[1] = picked[1] or target[1]
    return Sides(*margin, *padding)


def pick_sides(name: str, value: str) -> tuple[str, str] | None:
    """Give what a margin or padding property says of the left and the right side."""
    _, _, side = name.partition("-")
    if side in ("left", "inline-start"):
        return value, ""
    if side in ("right", "inline-end"):
        return "", value
    if side not in ("", "inline"):
        return None
    parts = value.split() if "(" not in value else [value]
    picks = _INLINE_PAIR if side else _BOTH
    if not 0 < len(parts) <= len(picks):
        return None
    left, right = picks[len(parts) - 1]
    return parts[left], parts[right]


class Boxes:
    """Works out boxes on demand and remembers them; made for one document.

    `width_px` is the message's maximum width, in which `auto` margins of the outermost box are 0.
    """

    def __init__(self, width_px: float, cells: Iterable[Element]) -> None:
        self._root = Box(width_px, 0.0, 0.0)
        self._known: dict[int, Box] = {}
        self._rows: dict[int, list[Element]] = {}
        self._cell_widths: dict[int, float] = {}
        self._alike: dict[tuple[int, int, int, str, float], Box] = {}
        for cell in cells:
            self._rows.setdefault(id(cell.parent), []).append(cell)

    def box(self, element: Element) -> Box:
        """Give the inside of an element."""
        path = []
        node: Element | None = element
        while node is not None and id(node) not in self._known:
            path.append(node)
            node = node.parent
        box = self._known[id(node)] if node is not None else self._root
        for inner in reversed(path):
            own = inner.own_style
            if inner.tag in _SPECIAL or (
                own is not None and not _HORIZONTAL.isdisjoint(own.winners)
            ):
                box = self._remembered(inner, box)
            self._known[id(inner)] = box
        return box

    def around(self, element: Element) -> Box:
        """Give the inside of what holds an element."""
        return self.box(element.parent) if element.parent is not None else self._root

    def stated_width_px(self, element: Element) -> float | None:
        """Give the width that an image or graphic is given, None where its file decides."""
        around = self.around(element)
        declared = element.own_style.winners if element.own_style is not None else {}
        basis = Basis(element.style.font_size_px, around.width_px)
        width = _px(declared, "width", basis)
        if width is None and element.tag == "svg" and "viewBox" in element.attrs:
            width = around.width_px
        least, most = _px(declared, "min-width", basis), _px(declared, "max-width", basis)
        if width is None:
            return least
        if most is not None:
            width = min(width, most)
        return max(width, least) if least is not None else width

    def _remembered(self, element: Element, around: Box) -> Box:
        """Work out a box once for elements of one kind in the same surroundings."""
        width = self._cell_width(element, around) if element.tag in CELLS else around.width_px
        key = (id(element.own_style), id(element.style), id(around), element.tag, width)
        box = self._alike.get(key)
        if box is None:
            box = self._inside(element, around, width)
            self._alike[key] = box
        return box

    @staticmethod
    def _inside(element: Element, around: Box, width: float) -> Box:
        own = element.own_style
        tag = element.tag
        if tag in TABLE_PARTS:
            return around
        declared = own.winners if own is not None else _NOTHING
        sides = _with_defaults(element, sides_of(declared), around)
        basis = Basis(element.style.font_size_px, around.width_px)
        paddings = _length(sides.padding_left, basis), _length(sides.padding_right, basis)
        if tag in CELLS:
            left, right = paddings
            inner = max(width - left - right, 0.0)
            return Box(inner, around.left_px + left, around.right_px + right)
        if element.style.display in ("inline", "inline-block", "inline-table", "contents"):
            return _placed(declared, sides, basis, around, is_inline=True)
        return _placed(declared, sides, basis, around, is_inline=False)

    def _cell_width(self, cell: Element, around: Box) -> float:
        width = self._cell_widths.get(id(cell))
        if width is None:
            self._cell_widths |= _shared_out(self._rows[id(cell.parent)], around.width_px)
            width = self._cell_widths[id(cell)]
        return width


_HORIZONTAL: Final = frozenset(
    (
        *("margin", "margin-left", "margin-right", "margin-inline"),
        *("margin-inline-start", "margin-inline-end"),
        *("padding", "padding-left", "padding-right", "padding-inline"),
        *("padding-inline-start", "padding-inline-end"),
        *("width", "max-width"),
    )
)
_NOTHING: Final[Mapping[str, Stated]] = {}
_SPECIAL: Final = frozenset(
    (*CELLS, "table", *(tag for tag, default in TAG_DEFAULTS.items() if default.indent_px))
)


def _with_defaults(element: Element, sides: Sides, around: Box) -> Sides:
    """Fill in what the tag brings along where nothing is stated."""
    tag = element.tag
    if tag in CELLS:
        padding = f"{around.cell_padding_px}px"
        return sides._replace(
            padding_left=sides.padding_left or padding, padding_right=sides.padding_right or padding
        )
    default = TAG_DEFAULTS.get(tag, PLAIN)
    if not default.indent_px:
        return sides
    indent = f"{default.indent_px}px"
    if default.is_indented_right:
        return sides._replace(
            margin_left=sides.margin_left or indent, margin_right=sides.margin_right or indent
        )
    if element.style.direction == "rtl":
        return sides._replace(padding_right=sides.padding_right or indent)
    if tag in _LISTS:
        return sides._replace(padding_left=sides.padding_left or indent)
    return sides._replace(margin_left=sides.margin_left or indent)


def _placed(
    declared: Mapping[str, Stated], sides: Sides, basis: Basis, around: Box, *, is_inline: bool
) -> Box:
    """Lay a block or a line's part into what is around it."""
    padding_left = _length(sides.padding_left, basis)
    padding_right = _length(sides.padding_right, basis)
    margin_left = _length(sides.margin_left, basis)
    margin_right = _length(sides.margin_right, basis)
    paddings = padding_left + padding_right
    free = max(around.width_px - margin_left - margin_right - paddings, 0.0)
    inner = paddings if _is_border_box(declared) else 0.0
    width, most = _px(declared, "width", basis), _px(declared, "max-width", basis)
    content = max(width - inner, 0.0) if width is not None else free
    if most is not None:
        content = min(content, max(most - inner, 0.0))
    spare = free - content
    if spare > 0 and not is_inline:
        autos = (sides.margin_left == AUTO, sides.margin_right == AUTO)
        share = spare / max(sum(autos), 1)
        margin_left += share if autos[0] else 0.0
        margin_right += share if autos[1] else 0.0
    return Box(
        min(content, around.width_px) if is_inline else content,
        around.left_px + margin_left + padding_left,
        around.right_px + margin_right + padding_right,
        _px(declared, "cellpadding", basis) or 0.0,
    )


def _is_border_box(declared: Mapping[str, Stated]) -> bool:
    stated = declared.get("box-sizing")
    return stated is not None and stated.value == "border-box"


def _shared_out(cells: list[Element], table_px: float) -> dict[int, float]:
    """Share out a table's width among the cells of a row."""
    if len(cells) == 1:
        return {id(cells[0]): table_px}
    widths: dict[int, float] = {}
    columns: dict[int, int] = {}
    for cell in cells:
        declared = cell.own_style.winners if cell.own_style is not None else _NOTHING
        width = _px(declared, "width", Basis(cell.style.font_size_px, table_px))
        if width is None:
            span = cell.attrs.get("colspan", "1").strip()
            columns[id(cell)] = int(span) if span in _SPANS else 1
        else:
            widths[id(cell)] = width
    taken = sum(widths.values())
    if taken > table_px:
        widths = {cell: width * table_px / taken for cell, width in widths.items()}
    share = max(table_px - taken, 0.0) / max(sum(columns.values()), 1)
    return widths | {cell: share * number for cell, number in columns.items()}


_SPANS: Final = frozenset(str(number) for number in range(1, _MOST_COLUMNS))


def _length(value: str, basis: Basis) -> float:
    return length_px(value, basis) or 0.0 if value else 0.0


def _px(declared: Mapping[str, Stated], name: str, basis: Basis) -> float | None:
    stated = declared.get(name)
    return length_px(stated.value, basis) if stated is not None else None
