"""Excel files made here: the same content is the same bytes, so that a file has a lasting hash."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

from openpyxl import Workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The media type of an Excel file."""

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The moment that every part of a file is said to be written at: the first that ZIP knows."""


def xlsx_bytes(workbook: Workbook, at: dt.datetime) -> bytes:
    """Return `workbook` as a file that says it was made at the moment `at`, whenever it is."""
    written = io.BytesIO()
    workbook.save(written)
    said = at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    lasting = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(lasting, "w") as target:
        for name in sorted(source.namelist()):
            data = source.read(name)
            if name == "docProps/core.xml":
                data = re.sub(
                    rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + said, data
                )
            part = zipfile.ZipInfo(name, ZIP_EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, data)
    return lasting.getvalue()
