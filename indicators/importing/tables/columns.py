"""Which columns name the indicators, and which hold the figures where no heading says so. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from indicators.importing.files.grid import Cell, Grid
from indicators.importing.tables.headings import Heading, Role
from indicators.importing.tables.matching import Names, plain
from indicators.notation.reading import read_figure
from records.refusals import Refusal

LOOKED_AT = 200
"""How many rows are enough to tell what a column without a heading holds."""


def key_columns(
    grid: Grid, first: int, names: Names, headings: Mapping[int, Heading | None]
) -> tuple[int, ...]:
    """Return the columns that name indicators by code or by name, the best one first.

    A column whose heading says that it holds something else names none, whatever its figures
    look like. Without headings, a second column counts where it mostly agrees with the first.
    """
    found: dict[int, dict[int, frozenset[str]]] = {}
    for column in range(grid.width):
        heading = headings.get(column)
        if heading is not None and heading.role is not Role.KEY:
            continue
        hits = {
            row: codes
            for row in range(first, len(grid.rows))
            if (codes := names.find(grid.at(row, column).text))
        }
        if hits:
            found[column] = hits
    ranked = sorted(found, key=lambda column: (-len(found[column]), column))
    if not ranked:
        return ()
    if headings:
        said = (column for column, heading in headings.items() if heading and column not in found)
        return (*ranked, *(c for c in said if headings[c] == Heading(Role.KEY)))
    best = found[ranked[0]]
    return tuple(column for column in ranked if _agree(best, found[column]))


def _agree(best: Mapping[int, frozenset[str]], other: Mapping[int, frozenset[str]]) -> bool:
    """Return whether two columns name the same indicators in most of the rows where both do."""
    common = best.keys() & other.keys()
    return sum(bool(best[row] & other[row]) for row in common) * 2 > len(common)


@dataclass(frozen=True)
class Guess:
    """What the columns of a table without headings hold; `passed_over` are those left aside."""

    value: int
    note: int | None = None
    unit: int | None = None
    passed_over: tuple[int, ...] = ()


def guessed_columns(grid: Grid, keys: Sequence[int], names: Names) -> Guess | None:
    """Return what the columns of a table without headings hold, None where that is not certain.

    Certain is the only column with figures; a single column of words right of it is the note.
    """
    texts = _texts_by_column(grid, keys)
    units = [column for column, found in texts.items() if _are_units(found, names)]
    rest = {column: found for column, found in texts.items() if column not in units}
    value = _value_column(rest)
    if value is None:
        return None
    right_of_it = [column for column in rest if column > value]
    if len(right_of_it) > 1 or len(units) > 1:
        return None
    return Guess(
        value=value,
        note=next(iter(right_of_it), None),
        unit=next(iter(units), None),
        passed_over=tuple(column for column in rest if column < value),
    )


def _texts_by_column(grid: Grid, keys: Sequence[int]) -> dict[int, list[str]]:
    """Return what stands in each column that holds anything and names no indicator."""
    texts = {
        column: [text for row in grid.rows if (text := _text(row, column))]
        for column in range(grid.width)
        if column not in keys
    }
    return {column: found for column, found in texts.items() if found}


def _value_column(texts: Mapping[int, Sequence[str]]) -> int | None:
    """Return the only column with figures, else the only column; None where neither is."""
    figures = [column for column, found in texts.items() if _are_figures(found)]
    for candidates in (figures, list(texts)):
        if len(candidates) == 1:
            return candidates[0]
    return None


def _text(row: Sequence[Cell], column: int) -> str:
    return row[column].text.strip() if column < len(row) else ""


def _are_units(texts: Sequence[str], names: Names) -> bool:
    """Return whether `texts` are units in which indicators count, and nothing else."""
    return names.units >= set(map(plain, texts))


def _are_figures(texts: Sequence[str]) -> bool:
    """Return whether most of `texts` can be read as figures."""
    looked_at = list(islice(texts, LOOKED_AT))
    return sum(map(_is_figure, looked_at)) * 2 > len(looked_at)


def _is_figure(text: str) -> bool:
    try:
        return not read_figure(text).is_blank
    except Refusal:
        return False
