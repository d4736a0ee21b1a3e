"""Where the heading of a table is, and what it says of each column. Pure."""

from __future__ import annotations

from indicators.importing.files.grid import Grid, UnclearTable, message_at
from indicators.importing.tables.headings import Heading, read_heading
from indicators.importing.tables.matching import Names
from records.refusals import Refusal

HEADING_WITHIN = 10
"""In how many rows at the top a heading is looked for."""


def heading_row(grid: Grid, names: Names) -> int | None:
    """Return the row of the heading: of those above the first indicator, the one that says most."""
    best, most = None, 0
    for index, row in enumerate(grid.rows[:HEADING_WITHIN]):
        if any(names.find(cell.text) for cell in row):
            break
        count = sum(_is_heading(cell.text) for cell in row)
        if count and count >= most:
            best, most = index, count
    return best


def _is_heading(text: str) -> bool:
    try:
        return read_heading(text) is not None
    except Refusal:
        return True


def headings_of(grid: Grid, row: int) -> dict[int, Heading | None]:
    """Return what each column says it is. Raises UnclearTable with every doubtful one."""
    found: dict[int, Heading | None] = {}
    doubtful = []
    for column, cell in enumerate(grid.rows[row]):
        try:
            found[column] = read_heading(cell.text)
        except Refusal as refusal:
            doubtful.append(message_at(grid.place(row, column), refusal.message))
        if cell.refusal:
            doubtful.append(message_at(grid.place(row, column), cell.refusal))
    if doubtful:
        raise UnclearTable(*doubtful)
    return found
