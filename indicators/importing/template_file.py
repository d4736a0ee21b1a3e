"""The xlsx template: the present figures in a plain table, ready to be filled and brought back.

No macros, no merged cells, no protection: headings in row 1, one datum a cell. The same figures
make the same bytes, so that a copy kept elsewhere can be compared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from documents.workbooks import xlsx_bytes
from indicators.importing.files.grid import column_letters
from indicators.importing.files.xlsx_files import FIGURES
from indicators.ledger.standings import NOTHING, Standing
from indicators.models import Indicator
from indicators.notation.absence import Absence
from records.fiscal_year import FiscalYear
from records.plain_text import plain_text

TEXT = "@"
"""The number format under which a spreadsheet leaves 1-1 alone instead of making a date of it."""

LEFT = 3
"""Columns before the first figure: code, name, unit."""

TIMELESS = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
"""The moment that every template names as its own: the same figures give the same bytes."""


def template(
    indicators: Sequence[Indicator],
    stands: Mapping[tuple[int, FiscalYear], Standing],
    years: Sequence[FiscalYear],
) -> bytes:
    """Return a workbook with the present figures of `years`, drafts before confirmed ones.

    A single year has a column of notes. A cell left blank changes nothing when it is imported.
    """
    book = Workbook()
    book.properties.creator = ""
    sheet = book.active
    sheet.title = FIGURES
    _write_figures(sheet, indicators, stands, years)
    _write_instructions(book.create_sheet(_("入力のしかた")), years)
    return xlsx_bytes(book, TIMELESS)


def _write_figures(
    sheet: Worksheet,
    indicators: Sequence[Indicator],
    stands: Mapping[tuple[int, FiscalYear], Standing],
    years: Sequence[FiscalYear],
) -> None:
    has_notes = len(years) == 1
    headings = [_("指標ID"), _("指標名"), _("単位"), *(year.long_label for year in years)]
    for column, heading in enumerate([*headings, *([_("備考")] if has_notes else [])], start=1):
        cell = _write_text(sheet, 1, column, heading)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", start_color="E6F5EC")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for row, indicator in enumerate(indicators, start=2):
        for column, text in enumerate([indicator.code, indicator.name, indicator.unit], start=1):
            _write_text(sheet, row, column, text)
        for offset, year in enumerate(years, start=1):
            standing = stands.get((indicator.pk, year), NOTHING)
            _write_figure(sheet, row, LEFT + offset, indicator, standing)
            if has_notes:
                note = standing.current.note if standing.current else ""
                _write_text(sheet, row, LEFT + offset + 1, note)
    _offer_absences(sheet, len(indicators), len(years))
    widths = [10, 50, 8, *(16 for _year in years), *([40] if has_notes else [])]
    for column, width in enumerate(widths):
        sheet.column_dimensions[column_letters(column)].width = width
    sheet.freeze_panes = "D2"


def _write_text(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write `text` as text, whatever it looks like: never a formula, a number or a date."""
    cell = sheet.cell(row, column)
    cell.number_format = TEXT
    if text:
        cell.value = plain_text(text)
        cell.data_type = "s"
    return cell


def _write_figure(
    sheet: Worksheet, row: int, column: int, indicator: Indicator, standing: Standing
) -> None:
    cell = sheet.cell(row, column)
    places = indicator.decimal_places
    cell.number_format = "#,##0" + ("." + "0" * places if places else "")
    cell.alignment = Alignment(horizontal="right")
    current = standing.current
    if current is not None:
        cell.value = str(Absence(current.absence).label) if current.value is None else current.value


def _offer_absences(sheet: Worksheet, rows: int, years: int) -> None:
    """Offer the words for a missing figure in a list; numbers are typed as they are."""
    words = DataValidation(
        type="list",
        formula1='"' + ",".join(str(word) for word in Absence.labels) + '"',
        allow_blank=True,
        showErrorMessage=False,
        showInputMessage=True,
        promptTitle=_("実績値"),
        prompt=_(
            "数字を入れるか、一覧から「該当なし」「未集計」を選びます。空欄は何も変えません。"
        ),
    )
    if rows and years:
        words.add(f"{column_letters(LEFT)}2:{column_letters(LEFT + years - 1)}{rows + 1}")
        sheet.add_data_validation(words)


def _write_instructions(sheet: Worksheet, years: Sequence[FiscalYear]) -> None:
    lines = [
        _("シート「%(sheet)s」の年度の列に、実績値を入れて保存します。") % {"sheet": FIGURES},
        _("値がないときは「該当なし」、まだ集計できていないときは「未集計」と入れます。"),
        _("0は「実績が0」として扱います。空欄のままのセルは、何も変えません。"),
        _("指標IDと指標名は、どの指標の値かを見分けるためのものです。変えないでください。"),
        _("行や列は減らしてもかまいません。なくした行や列の値は、そのまま残ります。"),
        _("数式は使えません。計算した値は「値の貼り付け」で入れてください。"),
        _("できたファイルを、ポータルの「表から取り込む」のページで選びます。"),
        _("保存する前に、いまの値と新しい値を見比べる画面が出ます。"),
        _("確定した値を変えるときは、その画面で訂正の理由を入れます。"),
    ]
    if len(years) > 1:
        lines.append(_("備考は、年度ごとのひな形か、年度入力シートで入れます。"))
    for row, line in enumerate(lines, start=1):
        _write_text(sheet, row, 1, line)
    sheet.column_dimensions["A"].width = 90
