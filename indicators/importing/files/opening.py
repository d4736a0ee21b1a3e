"""The bytes of a file -> a grid, or a refusal that says what to do instead.

The bytes decide what kind of file it is, not its name. Time and memory are bounded: nothing is
unpacked or parsed before its size is known.
"""

from __future__ import annotations

import hashlib

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.importing.files.csv_files import read_csv
from indicators.importing.files.grid import Grid, UnusableFile
from indicators.importing.files.xlsx_files import read_xlsx

MAX_MEGABYTES = 5
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""What Office names the part of a file that a password locks."""

OTHERS = (
    (b"%PDF", gettext_lazy("PDFファイル")),
    (b"\x89PNG", gettext_lazy("画像ファイル")),
    (b"\xff\xd8\xff", gettext_lazy("画像ファイル")),
    (b"GIF8", gettext_lazy("画像ファイル")),
    (b"{\\rtf", gettext_lazy("文書ファイル（RTF）")),
    (b"\x1f\x8b", gettext_lazy("圧縮ファイル")),
    (b"7z\xbc\xaf", gettext_lazy("圧縮ファイル")),
    (b"Rar!", gettext_lazy("圧縮ファイル")),
    (b"PK\x05\x06", gettext_lazy("空の圧縮ファイル")),
)
"""The first bytes of files that hold no table, and what people call such files."""


def sha256(data: bytes) -> str:
    """Return the SHA-256 by which the ledger names a file."""
    return hashlib.sha256(data).hexdigest()


def refuse_size(size: int) -> None:
    """Raise UnusableFile for an empty or too large file, before anything of it is read."""
    if size == 0:
        raise UnusableFile(_("ファイルが空です。値の入ったファイルを選んでください。"))
    if size > MAX_BYTES:
        raise UnusableFile(
            _(
                "ファイルが大きすぎます（%(limit)dMBまで）。指標と実績値の表だけを、"
                "新しいファイルに写して保存してください。"
            )
            % {"limit": MAX_MEGABYTES}
        )


def read_file(data: bytes) -> Grid:
    """Return the table in an xlsx or CSV file.

    Raises UnusableFile for any other file, and for a workbook with macros, links or hidden parts.
    """
    refuse_size(len(data))
    if data.startswith(ZIP):
        return read_xlsx(data)
    if data.startswith(OLE):
        raise UnusableFile(_locked_message() if ENCRYPTED in data else _old_office_message())
    for beginning, kind in OTHERS:
        if data.startswith(beginning):
            raise UnusableFile(
                _("これは%(kind)sです。Excelのファイル（.xlsx）か、CSVファイルを選んでください。")
                % {"kind": kind}
            )
    return read_csv(data)


def _locked_message() -> str:
    return _(
        "パスワードのかかったファイルです。Excelで開いてパスワードを解除し、保存し直してください。"
    )


def _old_office_message() -> str:
    return _(
        "古い形式のファイル（.xlsなど）です。"
        "Excelで開き、「名前を付けて保存」で「Excelブック（.xlsx）」を選んでください。"
    )
