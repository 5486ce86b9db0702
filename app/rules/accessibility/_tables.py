"""Tables as grids: which cell stands in which rows and columns, and what heads it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from app.message.tree import Element
from app.rules.accessibility._names import role_of

_SECTIONS: Final = frozenset(("thead", "tbody", "tfoot"))
_HEADER_ROLES: Final = frozenset(("columnheader", "rowheader"))
_CELL_ROLES: Final = _HEADER_ROLES | {"cell", "gridcell"}
_MOST_SPANNED: Final = 50
_MOST_STEPS: Final = 50_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and the rows and columns it covers; offsets count from 0, ends are exclusive."""

    element: Element
    row: int
    row_end: int
    column: int
    column_end: int

    @property
    def is_header(self) -> bool:
        """Tell whether it heads other cells."""
        role = role_of(self.element)
        return role in _HEADER_ROLES or (self.element.tag == "th" and not role)

    @property
    def scope(self) -> str:
        """What a header cell says it heads: `row`, `col` or nothing."""
        role = role_of(self.element)
        if role in _HEADER_ROLES:
            return "row" if role == "rowheader" else "col"
        stated = self.element.attrs.get("scope", "").strip().lower()
        return (
            stated.removesuffix("group") if stated.removesuffix("group") in ("row", "col") else ""
        )


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's own cells, those of tables inside it left out."""

    table: Element
    caption: Element | None
    rows: tuple[tuple[Cell, ...], ...]
    sections: frozenset[str] = field(default_factory=frozenset)

    @property
    def cells(self) -> Iterator[Cell]:
        """All cells, row by row."""
        return (cell for row in self.rows for cell in row)

    @property
    def columns(self) -> int:
        """The number of columns."""
        return max((cell.column_end for cell in self.cells), default=0)


class Reach:
    """How far the cells of a grid reach that name no headers themselves."""

    def __init__(self, grid: Grid) -> None:
        self._rows: set[int] = set()
        self._lowest: dict[int, int] = {}
        for cell in grid.cells:
            if "headers" in cell.element.attrs:
                continue
            if not cell.is_header:
                self._rows.add(cell.row)
            for column in range(cell.column, cell.column_end):
                self._lowest[column] = cell.row

    def includes(self, header: Cell) -> bool:
        """Tell whether such a cell stands beside or below a header cell, as its scope wants."""
        scope = header.scope
        rows = range(header.row, header.row_end)
        columns = range(header.column, header.column_end)
        beside = scope != "col" and not self._rows.isdisjoint(rows)
        below = any(self._lowest.get(column, -1) >= header.row_end for column in columns)
        return beside or (scope != "row" and below)


def grid_of(table: Element) -> Grid:
    """Lay a `<table>` out."""
    caption = None
    sections: list[str] = []
    rows: list[Element] = []
    for child in table.each_child():
        if not isinstance(child, Element):
            continue
        if child.tag == "caption":
            caption = caption or child
        elif child.tag == "tr":
            rows.append(child)
        elif child.tag in _SECTIONS:
            sections.append(child.tag)
            rows.extend(_elements(child, "tr"))
    cells = [list(_elements(row, "td", "th")) for row in rows]
    return Grid(table, caption, _laid_out(cells), frozenset(sections))


def role_grid_of(table: Element) -> Grid:
    """Lay out what is a table by its roles alone."""
    rows: list[list[Element]] = []
    for element in table.descendants():
        role = role_of(element) if isinstance(element, Element) else ""
        if not isinstance(element, Element) or not role:
            continue
        if role == "row":
            rows.append([])
        elif role in _CELL_ROLES and rows:
            rows[-1].append(element)
    return Grid(table, None, _laid_out(rows))


def _elements(parent: Element, *tags: str) -> Iterator[Element]:
    for child in parent.each_child():
        if isinstance(child, Element) and child.tag in tags:
            yield child


def _laid_out(rows: list[list[Element]]) -> tuple[tuple[Cell, ...], ...]:
    """Place the cells as the table model of HTML does."""
    taken: dict[int, int] = {}  # column -> the row from which on it is free again
    steps_left = _MOST_STEPS
    grid = []
    for row, elements in enumerate(rows):
        column = 0
        cells = []
        for element in elements:
            while taken.get(column, 0) > row and steps_left:
                column += 1
                steps_left -= 1
            width = _span(element.attrs.get("colspan", ""))
            height = _span(element.attrs.get("rowspan", ""))
            cells.append(Cell(element, row, row + height, column, column + width))
            if height > 1:
                for covered in range(column, column + width):
                    taken[covered] = row + height
            column += width
        grid.append(tuple(cells))
    return tuple(grid)


def _span(stated: str) -> int:
    stated = stated.strip()
    is_number = stated.isascii() and stated.isdigit()
    return min(max(int(stated[:4]), 1), _MOST_SPANNED) if is_number else 1
