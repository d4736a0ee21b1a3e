"""What a file is, its bytes say: a table, or a sentence on what to do; soon, in little memory."""

import contextlib
import datetime as dt
import io
import re
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from indicators.importing.files.grid import Grid, UnusableFile, column_letters
from indicators.importing.files.opening import MAX_BYTES, read_file, refuse_size
from indicators.importing.files.xlsx_files import FIGURES
from indicators.importing.tables.proposals import read_block
from tests.indicators.importing.made_tables import FY2026, SHEET, found, refusals, saved, xlsx

ROWS: list[list[object]] = [
    ["指標ID", "実績値", "備考"],
    ["1-1", 12, ""],
    ["1-2", "約３件", "十二月末"],
]
CSV = "指標ID,実績値,備考\r\n1-1,12,\r\n1-2,約３件,十二月末\r\n"
FOUND = {"1-1/2026": "12", "1-2/2026": "約３件"}


def of_file(data: bytes):
    """What a file proposes for FY2026."""
    return read_block(read_file(data), SHEET, [FY2026])


def refusal(data: bytes) -> str:
    """What a person is told of a file that cannot be read."""
    with pytest.raises(UnusableFile) as refused:
        read_file(data)
    assert refused.value.message.endswith("ください。")
    return refused.value.message


def with_part(data: bytes, name: str, text: str | bytes) -> bytes:
    """Return a workbook with one more part, or another one in its place."""
    return repacked(data, lambda parts: parts | {name: text})


def repacked(data: bytes, change) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in change(parts).items():
            archive.writestr(name, text)
    return target.getvalue()


def with_sheet_xml(data: bytes, pattern: str, replacement: str) -> bytes:
    """Return a workbook whose first sheet's XML is changed."""
    name = "xl/worksheets/sheet1.xml"

    def change(parts):
        text, count = re.subn(pattern, replacement, parts[name].decode(), count=1)
        assert count == 1
        return parts | {name: text}

    return repacked(data, change)


# Text -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("cp932"),
        lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: b"\xff\xfe" + text.replace(",", "\t").encode("utf-16-le"),
        lambda text: text.replace(",", ";").encode(),
        lambda text: text.replace("\r\n", "\n").encode(),
        lambda text: text.replace("\r\n", "\r").encode("cp932"),
        lambda text: (text + "\r\n,,\r\n\r\n").encode(),
    ],
    ids=["UTF-8", "BOM", "CP932", "UTF-16 LE", "UTF-16 BE", "Unicode text", "semicolons", "LF",
         "CR", "blank rows"],
)  # fmt: skip
def test_a_csv_file_is_read_in_each_encoding_that_people_have(encode):
    read = of_file(encode(CSV))

    assert found(read) == FOUND
    assert read.proposals[1].note == "十二月末"


def test_characters_that_only_windows_has_are_read():
    read = of_file("指標ID,実績値,備考\r\n1-1,△3,①～髙\r\n".encode("cp932"))

    assert (read.proposals[0].text, read.proposals[0].note) == ("△3", "①～髙")


def test_a_cell_of_a_csv_file_is_named_as_spreadsheets_do():
    assert list(refusals(of_file("指標ID,実績値\n1-1,1\n9-9,3\n".encode()))) == ["B3"]


def test_quoted_line_ends_do_not_disturb_the_row_numbers():
    read = of_file('指標ID,実績値,備考\n1-1,"1,234","二\n行"\n9-9,3,\n'.encode())

    assert found(read) == {"1-1/2026": "1,234"}
    assert list(refusals(read)) == ["B3"]


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "ファイルが空です"),
        (b"1-1,12\x00", "表の入ったファイルとして読めません"),
        ("1-1,12".encode("utf-16-le"), "表の入ったファイルとして読めません"),
        (b"\xff\xfe1", "表の入ったファイルとして読めません"),
        (b"\x81\xff\xfd\xfc", "表の入ったファイルとして読めません"),
        (b"1-1,12\x1b[2J", "表の入ったファイルとして読めません"),
        (b"<html><table><tr><td>1-1</td></tr></table></html>", "ウェブページかXML"),
        (b"\n <?xml version='1.0'?><Workbook/>", "ウェブページかXML"),
        (b'1-1,"12\n1-2,3', '「"」の対応が崩れている'),
        (b"%PDF-1.7\n...", "PDFファイル"),
        (b"\x89PNG\r\n\x1a\n...", "画像ファイル"),
        (b"\xff\xd8\xff\xe0...", "画像ファイル"),
        (b"{\\rtf1 ...}", "文書ファイル"),
        (b"\x1f\x8b\x08...", "圧縮ファイル"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "古い形式のファイル"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "パスワードのかかったファイル",
        ),
        (b"PK\x03\x04 broken", "壊れている"),
        (b"PK\x05\x06" + b"\0" * 18, "圧縮ファイル"),
    ],
)
def test_what_is_no_table_is_refused_by_its_bytes(data, complaint):
    assert complaint in refusal(data)


def test_a_million_rows_are_given_up_soon_with_a_sentence():
    data = b"1,2\n" * 1_000_000
    begun = time.perf_counter()

    assert "行が多すぎます（20,000行まで）" in refusal(data)
    assert time.perf_counter() - begun < 5


def test_too_many_cells_are_given_up():
    assert "セルが多すぎます" in refusal((b"1," * 250 + b"\n") * 1_700)


def test_a_cell_without_an_end_is_refused():
    assert "セルが長すぎます" in refusal(b'1-1,"' + b"x" * 200_000 + b'"')


def test_fifty_megabytes_are_refused_by_their_size_alone():
    with pytest.raises(UnusableFile, match="5MBまで"):
        refuse_size(50 * 1024 * 1024)
    assert "5MBまで" in refusal(b"1" * (MAX_BYTES + 1))


@settings(max_examples=60)
@given(st.binary(max_size=300) | st.text(max_size=100).map(lambda text: text.encode("utf-8")))
def test_any_bytes_are_a_grid_or_refused(data):
    for beginning in (b"", b"PK\x03\x04"):
        with contextlib.suppress(UnusableFile):
            assert isinstance(read_file(beginning + data), Grid)


# Workbooks ----------------------------------------------------------------------------------


def test_a_workbook_is_read_with_its_typed_cells():
    read = of_file(
        xlsx([
            ["指標ID", "2026", "備考"],
            ["1-1", 12.0, None],
            ["1-2", 0.1 + 0.2, "備考\nつき"],
            ["2-1", "該当なし"],
        ])
    )  # fmt: skip

    assert found(read) == {"1-1/2026": "12", "1-2/2026": "0.3", "2-1/2026": "該当なし"}
    assert [p.place for p in read.proposals] == ["B2", "B3", "B4"]


def test_a_heading_may_be_a_number():
    assert found(of_file(xlsx([["指標ID", 2026], ["1-1", 12]]))) == {"1-1/2026": "12"}


def test_cells_that_hold_no_figure_are_refused_one_by_one():
    book = Workbook()
    for row in (
        ["指標ID", "実績値"],
        ["1-1", "=SUM(1,2)"],
        ["1-2", dt.date(2026, 1, 1)],
        ["2-1", True],
        [dt.date(2026, 1, 1), 5],
        ["9-9", 5],
    ):
        book.active.append(row)

    told = refusals(of_file(saved(book)))

    assert "は数式です" not in told["B3"]
    assert {place: told[place].split("。")[0] for place in told} == {
        "B2": "「=SUM(1,2)」は数式です",
        "B3": "セルが日付か時刻（2026/1/1）になっています",
        "B4": "「TRUE」は、表計算ソフトの真偽値です",
        "B5": "「2026/1/1」は、日付に変わった指標IDのように見えます",
        "B6": "「9-9」という指標はありません",
    }


def test_a_formulas_remembered_result_is_not_trusted():
    data = xlsx([["指標ID", "実績値"], ["1-1", "=1+1"]])
    data = with_sheet_xml(data, r"<f>1\+1</f>.*?</c>", "<f>1+1</f><v>99</v></c>")

    assert list(refusals(of_file(data))) == ["B2"]


@pytest.mark.parametrize("formula", ['<f t="array" ref="B2">A1</f>', '<f t="shared" si="0"/>'])
def test_formulas_of_every_kind_are_refused(formula):
    data = xlsx([["指標ID", "実績値"], ["1-1", 7]])
    data = with_sheet_xml(data, r"<v>7</v>", f"{formula}<v>7</v>")

    assert "数式です" in refusals(of_file(data))["B2"]


def test_percentages_are_read_as_they_are_shown():
    book = Workbook()
    book.active.append(["指標ID", "実績値"])
    book.active.append(["1-1", 0.125])
    book.active["B2"].number_format = "0.0%"

    assert found(of_file(saved(book))) == {"1-1/2026": "12.5%"}


def test_the_sheet_with_figures_is_taken_among_several():
    book = Workbook()
    book.active.append(["説明"])
    sheet = book.create_sheet(FIGURES)
    sheet.append(["1-1", 12])

    assert found(of_file(saved(book))) == {"1-1/2026": "12"}


def test_empty_sheets_do_not_count():
    book = Workbook()
    book.create_sheet("集計").append(["1-1", 12])
    book.create_sheet("空")

    assert found(of_file(saved(book))) == {"1-1/2026": "12"}


def test_several_sheets_are_refused_by_name():
    book = Workbook()
    book.active.title = "本課"
    book.active.append(["1-1", 12])
    book.create_sheet("支所").append(["1-1", 13])

    told = refusal(saved(book))

    assert "シートが2枚（本課、支所）あり" in told


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_refused_by_name(state):
    book = Workbook()
    book.active.append(["1-1", 12])
    book.create_sheet("控え").sheet_state = state

    assert "見えないシート（控え）" in refusal(saved(book))


@pytest.mark.parametrize("what", ["row", "column"])
def test_hidden_rows_and_columns_are_refused(what):
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    if what == "row":
        book.active.row_dimensions[2].hidden = True
    else:
        book.active.column_dimensions["B"].hidden = True

    assert "見えない行か列" in refusal(saved(book))


def test_merged_cells_are_told():
    book = Workbook()
    for row in [["令和8年度", None], *ROWS]:
        book.active.append(row)
    book.active.merge_cells("A1:B1")

    read = of_file(saved(book))

    assert found(read) == FOUND
    assert read.remarks[0].startswith("結合されたセルがあります。")


def test_an_empty_workbook_is_refused():
    assert "値の入ったシートがありません" in refusal(xlsx([]))


def test_macros_are_refused():
    macros = with_part(xlsx(ROWS), "xl/vbaProject.bin", b"...")
    renamed = repacked(
        xlsx(ROWS),
        lambda parts: (
            parts
            | {
                "[Content_Types].xml": parts["[Content_Types].xml"].replace(
                    b"openxmlformats-officedocument.spreadsheetml.sheet.main",
                    b"ms-excel.sheet.macroEnabled.main",
                )
            }
        ),
    )

    assert "マクロの入ったファイル" in refusal(macros)
    assert "マクロの入ったファイル" in refusal(renamed)


def test_links_to_other_files_are_refused():
    data = with_part(xlsx(ROWS), "xl/externalLinks/externalLink1.xml", "<externalLink/>")

    assert "ほかのファイルを参照している" in refusal(data)


@pytest.mark.parametrize(
    ("parts", "complaint"),
    [
        ({"word/document.xml": "<w/>", "[Content_Types].xml": "<Types/>"}, "Excelのファイルでは"),
        ({"a.txt": "x"}, "Excelのファイルではありません"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "LibreOfficeの形式"),
        ({"xl/workbook.bin": b"..", "[Content_Types].xml": "<Types/>"}, "バイナリ形式"),
        ({"xl/workbook.xml": "<x/>", "[Content_Types].xml": "<Types/>"}, "壊れている"),
        ({"xl/workbook.xml": "<x", "[Content_Types].xml": "<Types"}, "壊れている"),
    ],
)
def test_other_zips_are_refused(parts, complaint):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)

    assert complaint in refusal(target.getvalue())


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    ],
)
def test_declared_entities_are_refused_before_any_parser_sees_them(xml):
    data = with_sheet_xml(xlsx(ROWS), "^", xml)

    assert "壊れている" in refusal(data)


def in_bounds(data: bytes) -> str:
    """Refuse `data` in little time and memory; return what is told."""
    tracemalloc.start()
    begun = time.perf_counter()
    told = refusal(data)
    seconds, (_now, peak) = time.perf_counter() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < 20
    assert peak < 120 * 1024 * 1024
    return told


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    data = with_part(xlsx(ROWS), "xl/media/bomb.bin", b"\0" * (60 * 1024 * 1024))

    assert len(data) < MAX_BYTES
    assert "展開すると大きくなりすぎる" in in_bounds(data)


def test_a_zip_that_lies_about_its_size_is_refused():
    data = with_part(xlsx(ROWS), "xl/media/x.xml", b"<a>" + b" " * 900_000 + b"</a>")
    told_size = (900_007).to_bytes(4, "little")
    assert data.count(told_size) == 2

    assert "壊れている" in refusal(data.replace(told_size, (10).to_bytes(4, "little")))


def test_a_zip_of_countless_parts_is_refused():
    data = repacked(xlsx(ROWS), lambda parts: parts | {f"x/{n}": b"" for n in range(600)})

    assert "展開すると大きくなりすぎる" in refusal(data)


def test_a_sheet_of_countless_elements_is_refused_before_it_is_parsed():
    cells = "".join(f"<c><v>{number}</v></c>" for number in range(400_000))
    data = with_sheet_xml(xlsx(ROWS), r"</row>", f"{cells}</row>")

    assert "中身が多すぎる" in in_bounds(data)


def test_a_cell_in_row_one_million_is_refused_with_what_to_do():
    data = with_sheet_xml(
        xlsx(ROWS),
        r"</sheetData>",
        '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>',
    )

    assert "行が多すぎます" in in_bounds(data)


def test_a_sheet_that_understates_its_size_loses_no_row():
    data = with_sheet_xml(xlsx(ROWS), r'<dimension ref="A1:C3"', '<dimension ref="A1:A1"')

    assert found(of_file(data)) == FOUND


def test_a_password_inside_a_zip_is_refused():
    data = bytearray(xlsx(ROWS))
    for marker in (b"PK\x03\x04", b"PK\x01\x02"):
        position = data.find(marker)
        data[position + (6 if marker[2] == 3 else 8)] |= 1

    assert "パスワードのかかった" in refusal(bytes(data))


def test_defined_names_and_comments_do_no_harm():
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    book.defined_names["範囲"] = DefinedName("範囲", attr_text="Sheet!$A$1")

    assert found(of_file(saved(book))) == FOUND


@pytest.mark.parametrize(
    ("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_named_by_letters(column, name):
    assert column_letters(column) == name
