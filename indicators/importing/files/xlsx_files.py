"""A workbook of Excel or LibreOffice -> a grid of the one sheet with figures.

Formulas are refused. Nothing calculates them here, and the results that a file keeps of them may be
old or missing.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from indicators.importing.files.cells import cell_text, display_text
from indicators.importing.files.grid import BLANK, Cell, Grid, UnusableFile, refuse_too_large
from indicators.importing.files.xlsx_safety import broken_file_message, inspect
from indicators.notation.complaints import complaint, excerpt_of
from records.refusals import Refusal

FIGURES = "実績値"
"""The name of the sheet with the figures in the portal's template; it is read before others."""

MAX_SHEETS = 50
MAX_PADDED = 4 * 1024 * 1024
"""The most cells of all rows, with the blank ones left of a cell far to the right."""


def read_xlsx(data: bytes) -> Grid:
    """Return the table in a workbook. Raises UnusableFile where it holds none, or several."""
    remarks = inspect(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheets = book.worksheets
        _refuse_hidden(sheets)
        rows = _rows(_chosen(sheets))
    except Refusal:
        raise
    except Exception as error:  # openpyxl lets through whatever a malformed part makes it meet
        raise UnusableFile(broken_file_message()) from error
    while rows and all(cell.is_blank for cell in rows[-1]):
        rows.pop()
    return Grid(tuple(rows), is_file=True, remarks=tuple(remarks))


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
        refuse_too_large(len(rows) + 1, filled)
        rows.append(cells)
    return rows


def _bounded(sheet: ReadOnlyWorksheet) -> Iterator[tuple[ReadOnlyCell | EmptyCell, ...]]:
    """Yield the rows of a sheet, whatever size it claims to have, up to what may be read."""
    sheet.reset_dimensions()
    padded = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        padded += len(row)
        refuse_too_large(number, padded // 10 if padded > MAX_PADDED else 0)
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
        return Cell(cell_text(value, held.number_format))
    except Refusal as refusal:
        return Cell(display_text(value), refusal.message)
