"""Table whose structure does not say what heads what.

Screen readers read a data table cell by cell, each with its header. A data table without header
cells (`<th>`) leaves bare numbers. A table that only arranges the message (`role="presentation"`)
has no headers and no caption: those turn it into data again. A `headers` attribute must name cells
of the same table, and a header cell must head some cell.

## What counts as data
A table with a caption, a summary or a `<thead>`; one with a frame around its cells; one of more
than ten short texts, row after row alike. It has at least two rows and two columns, and no other
table inside.

## Not flagged
Tables that only arrange the message and say so, and those that arrange it without saying so.
Hidden tables.

## How to fix
Make the cells of the first row, or those of the first column, `<th>`; take headers and caption out
of a table that only arranges; name the cells' ids.

## W3C test cases
Of the 35 cases of the ACT rules a25f45 and d0f69e, one is judged otherwise on purpose: a `<th>` in
a presentational table, which those rules do not look at.
"""

from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.severity import NotEvaluatedReason, Severity
from app.message.style_effect import MOST_PLACES
from app.message.tree import Element
from app.rules.accessibility._data_tables import TABLE_ROLES, is_data
from app.rules.accessibility._names import Names, is_presentational, role_of
from app.rules.accessibility._tables import Grid, Reach, grid_of, role_grid_of
from app.rules.contract import Example, RuleContext, rule

_MOST_ROLE_TABLES: Final = 10
_SIZES: Final = "<tr><td>Shelf</td><td>80 cm</td></tr><tr><td>Side</td><td>30 cm</td></tr>"
_HEADED: Final = "<tr><th>Part</th><th>Size</th></tr><tr><td>Shelf</td><td>80 cm</td></tr>"


@rule(
    severity=Severity.WARNING,
    clauses=("wcag-structure", "styling"),
    since="0.1.0",
    examples=(
        Example.flagged(f'⟦<table border="1">⟧{_SIZES}</table>'),
        Example.flagged(f'⟦<table summary="Sizes of the parts">⟧{_SIZES}</table>'),
        Example.flagged(
            '<table role="presentation"><tr>⟦<th>⟧Your sofa comes on Friday.</th></tr></table>'
        ),
        Example.flagged(
            '<table role="presentation">⟦<caption>⟧Day</caption><tr><td>Friday</td></tr></table>'
        ),
        Example.flagged(
            '<table><tr><th id="part">Part</th><th id="size">Size</th></tr>'
            '<tr><td headers="part">Shelf</td><td ⟦headers="length"⟧>80 cm</td></tr></table>'
        ),
        Example.flagged(
            "<table><tr><th>Part</th>⟦<th>⟧Size</th></tr><tr><td>Shelf</td></tr></table>"
        ),
        Example.allowed(f"<table>{_HEADED}</table>"),
        Example.allowed(f'<table role="presentation" border="1">{_SIZES}</table>'),
        Example.allowed(
            '<table width="100%" cellpadding="0"><tr><td>Hello Anna,</td></tr>'
            "<tr><td>your sofa comes on Friday.</td></tr></table>",
            why="it arranges the message",
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every fault of a table's structure."""
    document = ctx.message.document
    names = Names(document)
    by_roles = (
        element
        for element in document.having("role")
        if element.tag != "table" and role_of(element) in TABLE_ROLES
    )
    tables = (
        table
        for table in chain(document.all("table"), islice(by_roles, _MOST_ROLE_TABLES))
        if names.is_exposed(table)
    )
    yield from islice((hit for table in tables for hit in _hits(table, names)), MOST_PLACES)
    if names.is_exhausted:
        yield Unknown(NotEvaluatedReason.LIMIT_REACHED)


def _hits(table: Element, names: Names) -> Iterator[Hit]:
    if table.tag != "table":
        yield from _headless(role_grid_of(table), names)
    elif is_presentational(table):
        grid = grid_of(table)
        if grid.caption is not None:
            yield Hit("A table that only arranges has a caption.", grid.caption.span)
        for cell in grid.cells:
            if cell.is_header and names.is_exposed(cell.element):
                yield Hit("A table that only arranges has a header cell.", cell.element.span)
    elif role_of(table) in ("", *TABLE_ROLES):
        grid = grid_of(table)
        dangling = list(_dangling(grid, names))
        yield from dangling
        yield from _headless(grid, names, are_all_named=not dangling)


def _headless(grid: Grid, names: Names, *, are_all_named: bool = True) -> Iterator[Hit]:
    """Yield what is missing: any header cell, or cells for one that is there."""
    headers = [cell for cell in grid.cells if cell.is_header]
    if not headers and is_data(grid):
        yield Hit("The table has no header cells.", grid.table.span)
    if not are_all_named or all(cell.is_header for cell in grid.cells):
        return
    named = {name for cell in grid.cells for name in cell.element.attrs.get("headers", "").split()}
    reach = Reach(grid)
    for header in headers:
        element = header.element
        if element.attrs.get("id") in named or reach.includes(header):
            continue
        if names.is_exposed(element) and not names.is_nameless(element):
            yield Hit("The header cell heads no cell.", element.span)


def _dangling(grid: Grid, names: Names) -> Iterator[Hit]:
    """Yield the cells whose `headers` name something else than another cell of the table."""
    cells = {cell.element.attrs["id"] for cell in grid.cells if "id" in cell.element.attrs}
    for cell in grid.cells:
        element = cell.element
        stated = element.attrs.get("headers", "").split()
        own = element.attrs.get("id")
        if any(name == own or name not in cells for name in stated) and names.is_exposed(element):
            yield Hit(
                "The cell names a header that is not there.", element.attribute_span("headers")
            )
