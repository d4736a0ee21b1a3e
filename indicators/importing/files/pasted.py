"""The text that Excel and LibreOffice put on the clipboard -> a grid. Pure."""

from __future__ import annotations

import csv
import io
from typing import Literal

from django.utils.translation import gettext as _

from indicators.importing.files.grid import Grid, UnclearTable

MAX_LENGTH = 200_000
"""Characters; ten indicators over eight years take some two thousand."""


def read_paste(text: str) -> Grid:
    """Return the table in `text`: columns by tabs, rows by line ends of any kind.

    A cell that begins with a quote and ends with one may hold line ends and tabs, as spreadsheets
    write them. A quote that nothing closes is an ordinary character. Blank rows at the end are
    dropped. Raises UnclearTable for what is too long.
    """
    if len(text) > MAX_LENGTH:
        raise UnclearTable(
            _(
                "貼り付けた文字が多すぎます（%(limit)s字まで）。"
                "必要な行と列だけを写すか、ファイルで取り込んでください。"
            )
            % {"limit": f"{MAX_LENGTH:,}"}
        )
    lines = text.removeprefix("\ufeff").replace("\x00", "")
    try:
        rows = _rows(lines, csv.QUOTE_MINIMAL)
    except csv.Error:
        rows = _rows(lines, csv.QUOTE_NONE)
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return Grid.of(rows)


def _rows(text: str, quoting: Literal[0, 3]) -> list[list[str]]:
    return list(
        csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=quoting, strict=True)
    )
