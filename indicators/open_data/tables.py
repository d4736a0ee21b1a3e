"""Figures as tables that people take away: a row a figure, in CSV and XLSX.

The columns, and the rules behind them, are those of machine-readable data of Japanese
municipalities: one table a file, the header in row 1, no merged cells, one datum a cell, both
calendars, a fixed vocabulary, and a blank that is never a zero.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import TYPE_STRING
from openpyxl.styles import Font

from documents.workbooks import xlsx_bytes
from indicators.notation.absence import Absence
from indicators.notation.formatting import plain_digits
from indicators.progress.series import Figure, MeasuredWithSeries, Point, PointState
from records.fiscal_year import FiscalYear
from records.plain_text import plain_text

CITY_CODE = "222241"
"""全国地方公共団体コード of Kikugawa City, with its check digit."""

CSV = "text/csv; charset=utf-8"
FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet would take a text for a formula."""


class PublicationState(TextChoices):
    """The fixed vocabulary of the column 状態."""

    FINAL = "final", gettext_lazy("確報")
    FINAL_CORRECTED = "final_corrected", gettext_lazy("確報（訂正）")
    PROVISIONAL = "provisional", gettext_lazy("速報")
    PROVISIONAL_CORRECTED = "provisional_corrected", gettext_lazy("速報（訂正）")
    NOT_APPLICABLE = "not_applicable", gettext_lazy("該当なし")
    PENDING = "pending", gettext_lazy("未集計")
    AWAITED = "awaited", gettext_lazy("未公表")
    NOT_DUE = "not_due", gettext_lazy("年度終了前")


@dataclass(frozen=True)
class TableRow:
    """A figure of one indicator in one year; `value` and `target` are None where there are none."""

    code: str
    direction: str
    name: str
    year: FiscalYear
    value: Decimal | None
    unit: str
    state: PublicationState
    target: Decimal | None
    note: str
    updated_on: dt.date | None


def header() -> tuple[str, ...]:
    """Return the names of the columns, the same in every file and every year."""
    return (
        _("全国地方公共団体コード"),
        _("自治体名"),
        _("指標ID"),
        _("方向性"),
        _("指標名"),
        _("年度（西暦）"),
        _("年度（和暦）"),
        _("実績値"),
        _("単位"),
        _("状態"),
        _("目標値"),
        _("備考"),
        _("更新日"),
    )


def rows_of(indicator: MeasuredWithSeries, direction: str) -> Iterator[TableRow]:
    """Yield a row for each of the eight years of `indicator`, under its direction's heading."""
    for point in indicator.series.points:
        yield TableRow(
            code=indicator.code,
            direction=direction,
            name=indicator.name,
            year=point.fiscal_year,
            value=point.value,
            unit=indicator.unit,
            state=publication_state(point),
            target=point.target,
            note=point.figure.note if point.figure else "",
            updated_on=timezone.localdate(point.figure.confirmed_at) if point.figure else None,
        )


def publication_state(point: Point) -> PublicationState:
    """Return the word of the fixed vocabulary for a year."""
    if point.figure is None:
        return (
            PublicationState.AWAITED
            if point.state == PointState.AWAITED
            else PublicationState.NOT_DUE
        )
    if point.absence:
        absent = point.absence == Absence.NOT_APPLICABLE
        return PublicationState.NOT_APPLICABLE if absent else PublicationState.PENDING
    return _state_of_number(point.figure)


def _state_of_number(figure: Figure) -> PublicationState:
    if figure.is_final:
        return PublicationState.FINAL_CORRECTED if figure.is_corrected else PublicationState.FINAL
    return (
        PublicationState.PROVISIONAL_CORRECTED
        if figure.is_corrected
        else PublicationState.PROVISIONAL
    )


def csv_bytes(rows: Iterable[TableRow]) -> bytes:
    """Return `rows` as CSV (RFC 4180) in UTF-8 with BOM, by which Excel knows the encoding.

    A note that a spreadsheet would take for a formula begins with an apostrophe.
    """
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(header())
    for row in rows:
        value, target = (plain_digits(number) for number in (row.value, row.target))
        updated = row.updated_on.isoformat() if row.updated_on else ""
        writer.writerow(
            [
                *_identity(row),
                value,
                row.unit,
                row.state.label,
                target,
                without_formula(row.note),
                updated,
            ]
        )
    return written.getvalue().encode("utf-8-sig")


def xlsx_of(rows: Iterable[TableRow], *, sheet: str, at: dt.datetime) -> bytes:
    """Return `rows` as an Excel file of one plain sheet: numbers and dates typed, texts as texts.

    The same rows and moment give the same bytes.
    """
    workbook = Workbook(write_only=True)
    page = workbook.create_sheet(sheet)
    page.freeze_panes = "A2"
    for letter, width in zip("ABCDEFGHIJKLM", WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    page.append([_text(page, name, bold=True) for name in header()])
    for row in rows:
        page.append(
            [
                *(_text(page, c) if isinstance(c, str) else c for c in _identity(row)),
                row.value,
                _text(page, row.unit),
                _text(page, str(row.state.label)),
                row.target,
                _text(page, row.note),
                row.updated_on,
            ]
        )
    return xlsx_bytes(workbook, at)


WIDTHS = (12, 10, 8, 36, 44, 10, 12, 12, 8, 14, 12, 40, 12)
"""How wide the columns are, in characters."""


def without_formula(text: str) -> str:
    """Return `text` so that no spreadsheet runs it as a formula."""
    return f"'{text}" if text.startswith(FORMULA_BEGINNINGS) else text


def _identity(row: TableRow) -> list[str | int]:
    """Return the columns that say which figure it is."""
    year = row.year
    return [CITY_CODE, _("菊川市"), row.code, row.direction, row.name, year.year, year.label]


def _text(page: object, text: str, *, bold: bool = False) -> WriteOnlyCell:
    """Return a cell that is text whatever it looks like: 「1-1」 no date, 「=1+1」 no formula."""
    cell = WriteOnlyCell(page, value=plain_text(text))
    cell.data_type = TYPE_STRING
    if bold:
        cell.font = Font(bold=True)
    return cell
