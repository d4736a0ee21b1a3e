"""A workbook of Excel or LibreOffice -> a grid of the one sheet with figures.

Formulas are not calculated here, and what the file remembers of their results is not trusted: it
is as old as the last program that calculated it, and some programs write none. They are refused.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from indicators.importing.files.cells import spoken, written
from indicators.importing.files.grid import BLANK, Cell, Grid, UnusableFile, within_limits
from indicators.importing.files.xlsx_safety import broken, inspect
from indicators.notation.complaints import complaint, excerpt_of
from records.refusals import Refusal

FIGURES = "実績値"
"""The sheet with the figures in the portal's own template; it is taken where there are several."""

MAX_SHEETS = 50
MAX_PADDED = 4 * 1024 * 1024
"""Cells of all rows, with the blank ones that lie left of a cell far to the right."""


def read_xlsx(data: bytes) -> Grid:
    """Return the table in a workbook. Raises UnusableFile where it holds none, or several."""
    told = inspect(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheets = book.worksheets
        _refuse_hidden(sheets)
        rows = _rows(_chosen(sheets))
    except Refusal:
        raise
    except Exception as error:  # openpyxl lets through whatever a malformed part makes it meet
        raise UnusableFile(broken()) from error
    while rows and all(cell.is_blank for cell in rows[-1]):
        rows.pop()
    return Grid(tuple(rows), is_file=True, told=tuple(told))


def _refuse_hidden(sheets: list[ReadOnlyWorksheet]) -> None:
    hidden = [sheet.title for sheet in sheets if sheet.sheet_state != "visible"]
    if hidden:
        raise UnusableFile(
            _(
                "見えないシート（%(names)s）があります。"
                "再表示して中身を確かめ、要らないシートは削除してから保存し直してください。"
            )
            % {"names": "、".join(excerpt_of(name) for name in hidden[:5])}
        )


def _chosen(sheets: list[ReadOnlyWorksheet]) -> ReadOnlyWorksheet:
    """Return the sheet with the figures: the template's, or the only one that holds anything."""
    for sheet in sheets:
        if sheet.title.strip() == FIGURES:
            return sheet
    filled = [sheet for sheet in sheets[:MAX_SHEETS] if _holds_anything(sheet)]
    if not filled:
        raise UnusableFile(_("値の入ったシートがありません。値の入ったファイルを選んでください。"))
    if len(filled) > 1:
        raise UnusableFile(
            _(
                "シートが%(count)d枚（%(names)s）あり、どれを取り込むか分かりません。"
                "取り込むシートの名前を「%(wanted)s」にするか、ほかのシートを削除してください。"
            )
            % {
                "count": len(filled),
                "names": "、".join(excerpt_of(sheet.title) for sheet in filled[:5]),
                "wanted": FIGURES,
            }
        )
    return filled[0]


def _holds_anything(sheet: ReadOnlyWorksheet) -> bool:
    return any(cell.value is not None for row in _bounded(sheet) for cell in row)


def _rows(sheet: ReadOnlyWorksheet) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    filled = 0
    for row in _bounded(sheet):
        cells = tuple(map(_cell, row))
        filled += sum(cell is not BLANK for cell in cells)
        within_limits(len(rows) + 1, filled)
        rows.append(cells)
    return rows


def _bounded(sheet: ReadOnlyWorksheet) -> Iterator[tuple[ReadOnlyCell | EmptyCell, ...]]:
    """Yield the rows of a sheet, whatever size it claims to have, up to what may be read."""
    sheet.reset_dimensions()
    padded = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        padded += len(row)
        within_limits(number, padded // 10 if padded > MAX_PADDED else 0)
        yield row


def _cell(held: ReadOnlyCell | EmptyCell) -> Cell:
    """Return what a person sees in a cell."""
    value = held.value
    if value is None:
        return BLANK
    if held.data_type == "f":
        formula = value if isinstance(value, str) else "="
        return Cell(excerpt_of(formula), complaint("=", formula))
    try:
        return Cell(spoken(value, held.number_format))
    except Refusal as refusal:
        return Cell(written(value), refusal.message)
