"""The files of an edition: the figures that it holds, in the form that others can compute with."""

import csv
import datetime as dt
import hashlib
import io
import json

import pytest
from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.figures import confirmed, corrected, draft, moment
from tests.libreoffice import in_libreoffice, once, saved_as
from tests.pages import addresses, links, parsed
from tests.reports.making import published

pytestmark = pytest.mark.usefixtures("guideline", "summer_2028")

HEADER = [
    "全国地方公共団体コード", "自治体名", "指標ID", "方向性", "指標名", "年度（西暦）",
    "年度（和暦）", "実績値", "単位", "状態", "目標値", "備考", "更新日",
]  # fmt: skip
NAME = "市民協働センターによる交流機会の創出事業の実施回数"
DIRECTION = "1. 多様な主体をつなぐコーディネート"


@pytest.fixture
def edition(city_staff, center_staff):
    """An edition with a corrected figure, one with a note like a formula, and two kinds of none."""
    at = moment(2027, 5, 10)
    confirmed("1-1", 12, city_staff, at=at)
    corrected("1-1", 1234, city_staff, "数え直しました。", at=moment(2027, 6, 1))
    confirmed("1-2", 0, city_staff, at=at, note='=HYPERLINK("x")')
    confirmed("2-1", None, city_staff, at=at, absence="pending")
    confirmed("2-2", None, city_staff, at=at, absence="not_applicable")
    draft("3-1", 777, city_staff)
    return published(center_staff)


def fetch(client, kind: str):
    response = client.get(f"/reports/2026/editions/1/data.{kind}")
    assert response.status_code == 200
    return response


def test_the_csv_holds_a_row_a_figure_and_year(edition, client):
    content = fetch(client, "csv").content
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 81
    assert rows[0] == HEADER
    place = ["222241", "菊川市", "1-1", DIRECTION, NAME]
    assert rows[1] == [
        *place, "2026", "令和8年度", "1234", "回", "確報（訂正）", "", "", "2027-06-01",
    ]  # fmt: skip
    assert rows[2] == [*place, "2027", "令和9年度", "", "回", "年度終了前", "", "", ""]
    assert [
        (row[2], *row[7:12]) for row in rows if row[5] == "2026" and row[2] in {"1-2", "2-1", "3-1"}
    ] == [
        ("1-2", "0", "件", "確報", "", '\'=HYPERLINK("x")'),
        ("2-1", "", "件", "未集計", "", ""),
        ("3-1", "", "講座", "未公表", "", ""),
    ]


def test_the_excel_file_holds_typed_cells_and_no_formula(edition, client):
    content = fetch(client, "xlsx").content
    sheet = load_workbook(io.BytesIO(content)).active
    rows = list(sheet.iter_rows())
    first = [cell.value for cell in rows[1]]

    assert [cell.value for cell in rows[0]] == HEADER
    assert [*first[:-1], first[-1].date()] == [
        "222241", "菊川市", "1-1", DIRECTION, NAME, 2026, "令和8年度", 1234, "回", "確報（訂正）",
        None, None, dt.date(2027, 6, 1),
    ]  # fmt: skip
    assert (rows[9][11].value, rows[9][11].data_type) == ('=HYPERLINK("x")', "s")
    assert rows[1][2].data_type == "s"
    assert sheet.merged_cells.ranges == set()


def test_an_excel_file_is_the_same_bytes_every_time(edition, client, clock):
    first = fetch(client, "xlsx")
    clock(2031, 1, 1)

    assert fetch(client, "xlsx").content == first.content


def test_the_json_is_what_the_hash_was_computed_from(edition, client):
    content = fetch(client, "json").content

    assert hashlib.sha256(content).hexdigest() == edition.sha256
    assert json.loads(content) == edition.content


def test_later_corrections_change_no_file(edition, client, city_staff):
    before = {kind: fetch(client, kind).content for kind in ["csv", "xlsx", "json"]}
    corrected("1-1", 999, city_staff, "もう一度数え直しました。")

    assert {kind: fetch(client, kind).content for kind in before} == before


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_a_file_has_its_name_and_may_be_cached(edition, client, kind):
    response = fetch(client, kind)

    assert response.headers["Content-Disposition"] == (
        f"attachment; filename=\"kikugawa-report-2026-edition-1.{kind}\"; filename*=UTF-8''"
        "%E8%8F%8A%E5%B7%9D%E5%B8%82%E5%8D%94%E5%83%8D%E3%81%AE%E6%8C%87%E9%87%9D_"
        "%E9%80%B2%E6%8D%97%E5%A0%B1%E5%91%8A%E6%9B%B8_"
        f"%E4%BB%A4%E5%92%8C8%E5%B9%B4%E5%BA%A6_%E7%AC%AC1%E7%89%88.{kind}"
    )
    etag = response.headers["ETag"]
    assert not etag.startswith("W/")
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.cookies == {}
    again = client.get(f"/reports/2026/editions/1/data.{kind}", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_a_file_takes_one_query(edition, client, kind):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        fetch(client, kind)

    assert len(queries) == 1


@pytest.mark.parametrize("address", ["2026/editions/2", "2027/editions/1"])
def test_an_edition_that_does_not_exist_has_no_file(edition, client, address):
    assert client.get(f"/reports/{address}/data.csv").status_code == 404


def test_the_page_of_an_edition_leads_to_its_files(edition, client):
    page = parsed(client.get("/reports/2026/"))

    assert [address for address in addresses(page) if "/data." in address] == [
        f"/reports/2026/editions/1/data.{kind}" for kind in ("xlsx", "csv", "json")
    ]


def test_the_page_of_an_edition_tells_how_large_its_files_are(edition, client):
    texts = dict(links(parsed(client.get("/reports/2026/"))))

    for kind in ["xlsx", "csv", "json"]:
        size = filesizeformat(len(fetch(client, kind).content)).replace("\xa0", " ")
        assert texts[f"/reports/2026/editions/1/data.{kind}"].endswith(f"、{size}）"), kind


@in_libreoffice
@once
@pytest.mark.parametrize(("kind", "read_as"), [("csv", "CSV:44,34,76,1,3/2"), ("xlsx", "")])
def test_libreoffice_reads_the_figures_as_they_are(edition, client, tmp_path, kind, read_as):
    file = tmp_path / f"data.{kind}"
    file.write_bytes(fetch(client, kind).content)
    as_text = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
    rows = list(csv.reader(saved_as(file, as_text, read_as=read_as).read_text().splitlines()))

    assert rows[0] == HEADER
    assert (rows[1][2], rows[1][7], rows[1][9]) == ("1-1", "1234", "確報（訂正）")
    assert rows[9][11] in {'=HYPERLINK("x")', '\'=HYPERLINK("x")'}
