"""A CSV file as people have them -> a grid: UTF-8, Shift_JIS (CP932) or UTF-16; commas or tabs."""

from __future__ import annotations

import codecs
import csv
import io
import re

from django.utils.translation import gettext as _

from indicators.importing.files.grid import Cell, Grid, UnusableFile, refuse_too_large

SEPARATORS = "\t,;"
"""Excel's Unicode text has tabs; some settings of Windows write semicolons."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read_csv(data: bytes) -> Grid:
    """Return the table in a text file. Raises UnusableFile where it is no text, or no table."""
    text = _decoded(data)
    if _CONTROLS.search(text):
        raise UnusableFile(_no_text_message())
    if text.lstrip().startswith("<"):
        raise UnusableFile(
            _(
                "ウェブページかXMLのファイルです。Excelで開き、「名前を付けて保存」で"
                "「Excelブック（.xlsx）」を選んでください。"
            )
        )
    rows: list[tuple[Cell, ...]] = []
    cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        for row in reader:
            cells += len(row)
            refuse_too_large(len(rows) + 1, cells)
            rows.append(tuple(map(Cell, row)))
    except csv.Error as error:
        raise UnusableFile(
            _(
                '%(row)d行目の近くで、CSVの「"」の対応が崩れているか、セルが長すぎます。'
                "表計算ソフトで開いて確かめ、保存し直してください。"
            )
            % {"row": len(rows) + 1}
        ) from error
    while rows and all(cell.is_blank for cell in rows[-1]):
        rows.pop()
    return Grid(tuple(rows), is_file=True)


def _decoded(data: bytes) -> str:
    """Return the text of `data`, by its byte order mark; without one, UTF-8 is tried first."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\x00" in data:
        raise UnusableFile(_no_text_message())
    else:
        encodings = ["utf-8-sig", "cp932"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnusableFile(_no_text_message())


def _separator(text: str) -> str:
    """Return what separates the columns: the most frequent mark in the first lines."""
    beginning = "".join(text[:4096].lstrip().splitlines(keepends=True)[:5])
    return max(SEPARATORS, key=lambda mark: (beginning.count(mark), mark == ","))


def _no_text_message() -> str:
    return _(
        "表の入ったファイルとして読めません。Excelのファイル（.xlsx）か、"
        "「CSV UTF-8」形式で保存したCSVファイルを選んでください。"
    )
