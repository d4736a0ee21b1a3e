"""An xlsx file is inspected before a library opens it.

An xlsx file is a zip of XML. Zips can unpack to a thousand times their size, XML can name
entities, and workbooks can hold macros, links to other files and hidden cells. Each is refused
with what to do about it. Opening a file that passes takes bounded time and memory.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from django.utils.translation import gettext as _

from indicators.importing.files.grid import UnusableFile

MAX_PARTS = 500
MAX_UNPACKED = 40 * 1024 * 1024
MAX_RATIO = 250
"""XML packs well, ten to forty times; bombs pack a thousand times."""

MAX_TAGS = 1_200_000
"""Of all parts together; a hundred thousand cells have some four hundred thousand."""

_HIDDEN = re.compile(rb"<(?:\w+:)?(?:row|col)\s[^>]*\bhidden\s*=\s*[\"'](?:1|true)[\"']")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def inspect(data: bytes) -> list[str]:
    """Raise UnusableFile unless `data` is a plain workbook; return what the person should know."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bombs(archive.infolist())
            _refuse_other_kinds(archive)
            has_merged = _read_parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise UnusableFile(broken_file_message()) from error
    if not has_merged:
        return []
    return [
        _("結合されたセルがあります。結合したセルの値は、左上のセルだけのものとして読みました。")
    ]


def broken_file_message() -> str:
    """Return what to do about a file that cannot be opened."""
    return _("ファイルが壊れているようです。表計算ソフトで開いて、保存し直してください。")


def _refuse_bombs(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > 1024 * 1024 and part.file_size > MAX_RATIO * part.compress_size
        for part in parts
    )
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or swollen:
        raise UnusableFile(
            _(
                "展開すると大きくなりすぎるファイルです。"
                "指標と実績値の表だけを、新しいブックに写して保存してください。"
            )
        )
    if any(part.flag_bits & 0x1 for part in parts):
        raise UnusableFile(
            _("パスワードのかかった圧縮ファイルです。Excelのファイル（.xlsx）を選んでください。")
        )


def _refuse_other_kinds(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if "mimetype" in names:
        raise UnusableFile(
            _(
                "LibreOfficeの形式（.odsなど）のファイルです。"
                "「名前を付けて保存」で「Excel（.xlsx）」を選んでください。"
            )
        )
    if "xl/workbook.bin" in names:
        raise UnusableFile(
            _(
                "バイナリ形式（.xlsb）のファイルです。"
                "「名前を付けて保存」で「Excelブック（.xlsx）」を選んでください。"
            )
        )
    if "[Content_Types].xml" not in names or not any(n.startswith("xl/") for n in names):
        raise UnusableFile(
            _("Excelのファイルではありません。.xlsxのファイルか、CSVファイルを選んでください。")
        )
    types = archive.read("[Content_Types].xml")
    if b"macroEnabled" in types or any(name.endswith("vbaProject.bin") for name in names):
        raise UnusableFile(
            _(
                "マクロの入ったファイルです。"
                "「名前を付けて保存」で、マクロのない「Excelブック（.xlsx）」を選んでください。"
            )
        )
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise UnusableFile(
            _(
                "ほかのファイルを参照しているブックです。"
                "実績値を「値の貼り付け」で新しいブックに写して保存してください。"
            )
        )


def _read_parts(archive: zipfile.ZipFile) -> bool:
    """Look through the XML of every part; return whether a sheet has merged cells."""
    tags, has_merged = 0, False
    for name in archive.namelist():
        if not name.endswith((".xml", ".rels")):
            continue
        xml = archive.read(name)
        tags += xml.count(b"<")
        if tags > MAX_TAGS:
            raise UnusableFile(
                _(
                    "中身が多すぎるファイルです。"
                    "指標と実績値の表だけを、新しいブックに写して保存してください。"
                )
            )
        if _DECLARED.search(xml) or xml.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise UnusableFile(broken_file_message())
        if name.startswith("xl/worksheets/"):
            has_merged = has_merged or _MERGED.search(xml) is not None
            if _HIDDEN.search(xml):
                raise UnusableFile(
                    _(
                        "見えない行か列のあるファイルです。フィルターや「非表示」を解除し、"
                        "すべての行と列が見える状態で保存し直してください。"
                    )
                )
    return has_merged
