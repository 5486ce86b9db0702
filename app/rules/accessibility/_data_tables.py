"""Telling tables that hold data from those that arrange a message."""

from typing import Final

from app.message.style import is_blank
from app.message.tree import Element, TextNode
from app.rules.accessibility._names import role_of
from app.rules.accessibility._tables import Grid

TABLE_ROLES: Final = frozenset(("table", "grid", "treegrid"))
_MANY_CELLS: Final = 10
_SHORT_TEXT: Final = 60
_BLOCKS: Final = frozenset(
    ("p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "img", "form", "hr", "center", "blockquote")
)
_NO_FRAME: Final = ("none", "hidden", "0")
_NOT_A_FRAME: Final = frozenset(
    ("border-collapse", "border-spacing", "border-radius", "border-color")
)


def is_data(grid: Grid) -> bool:
    """Tell whether a table without header cells holds data, not the parts of a layout."""
    if len(grid.rows) <= 1 or grid.columns <= 1:
        return False
    attrs = grid.table.attrs
    if role_of(grid.table) in TABLE_ROLES:
        return True
    if any(isinstance(n, Element) and n.tag == "table" for n in grid.table.descendants()):
        return False
    if (
        grid.caption is not None
        or "thead" in grid.sections
        or not is_blank(attrs.get("summary", ""))
    ):
        return True
    return _is_framed(grid) or _is_regular(grid)


def _is_framed(grid: Grid) -> bool:
    stated = grid.table.attrs.get("border")
    if stated is not None and stated.strip().rstrip("px").strip() != "0":
        return True
    return all(_has_border(cell.element) for cell in grid.cells)


def _has_border(element: Element) -> bool:
    own = element.own_style
    if own is None:
        return False
    return any(
        name.startswith("border") and not stated.value.startswith(_NO_FRAME)
        for name, stated in own.winners.items()
        if name not in _NOT_A_FRAME
    )


def _is_regular(grid: Grid) -> bool:
    """Tell whether many short texts stand in rows that are all alike."""
    cells = list(grid.cells)
    if len(cells) <= _MANY_CELLS or len({len(row) for row in grid.rows}) != 1:
        return False
    return all(_is_short_text(cell.element) for cell in cells)


def _is_short_text(element: Element) -> bool:
    length = 0
    for node in element.descendants():
        if isinstance(node, TextNode):
            length += len(node.text.strip())
        elif node.tag in _BLOCKS:
            return False
    return length <= _SHORT_TEXT
