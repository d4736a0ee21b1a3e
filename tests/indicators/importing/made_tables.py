"""Tables as people have them, for the tests of reading, comparing and importing."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import Workbook

from indicators.importing.files.pasted import read_paste
from indicators.importing.tables.proposals import Block, read_block
from records.fiscal_year import GUIDELINE_YEARS, FiscalYear

FY2026, FY2027 = FiscalYear(2026), FiscalYear(2027)


@dataclass(frozen=True)
class Known:
    """An indicator, as far as a table can name it."""

    code: str
    name: str
    unit: str


SHEET = (
    Known("1-1", "交流機会の創出事業の実施回数", "回"),
    Known("1-2", "コーディネート件数", "件"),
    Known("2-1", "情報発信件数", "件"),
)
"""Three indicators in the order of their sheet."""


def block(
    text: str,
    years: Sequence[FiscalYear] = (FY2026,),
    sheet: Sequence[Known] = SHEET,
) -> Block:
    """Return what a pasted `text` proposes."""
    return read_block(read_paste(text), sheet, years)


def found(read: Block) -> dict[str, str]:
    """Return what a block proposes in short: 1-1/2026 -> the text of the cell."""
    return {f"{p.code}/{p.year.year}": p.text for p in read.proposals if not p.refusal}


def refusals(read: Block) -> dict[str, str]:
    """Return what a block refuses, by place."""
    return {p.place: p.refusal for p in read.proposals if p.refusal}


def tsv(rows: Iterable[Iterable[str]]) -> str:
    """Return `rows` as Excel puts them on the clipboard."""
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def xlsx(rows: Iterable[Iterable[object]], title: str = "Sheet1") -> bytes:
    """Return a workbook with one sheet of `rows`."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook."""
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


ALL_YEARS = GUIDELINE_YEARS
