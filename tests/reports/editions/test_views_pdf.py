"""The address of a PDF: its name, its validator, parts of it, and what is said where it waits."""

import re
from urllib.parse import unquote

import pytest

from documents.pdf_engine import Pdf
from reports.editions import pdf as pdf_files
from reports.editions.pdf import make_pdf
from reports.models import EditionPdf
from tests.reports.making import published

pytestmark = pytest.mark.usefixtures("guideline", "summer_2028")

DATA = b"%PDF-1.7 0123456789"
SIZE = len(DATA)
FIRST = "/reports/2026/editions/1/report.pdf"
SECOND = "/reports/2026/editions/2/report.pdf"


@pytest.fixture
def pdf(monkeypatch, center_staff) -> EditionPdf:
    """The PDF of the first of two editions; the second has none."""
    monkeypatch.setattr(pdf_files, "render_pdf", lambda html, **rest: Pdf(DATA, 12))
    edition = published(center_staff)
    published(center_staff, closing="直した。", change_note="直しました。")
    return make_pdf(edition)


def test_pdf_is_handed_out_for_good(client, pdf):
    response = client.get(FIRST)

    assert response.status_code == 200
    assert response.content == DATA
    assert {name: response[name] for name in response.headers if name in WANTED} == {
        "Content-Type": "application/pdf",
        "Content-Length": str(SIZE),
        "Content-Disposition": (
            'inline; filename="kikugawa-progress-report-2026-edition-1.pdf"; '
            "filename*=UTF-8''%E8%8F%8A%E5%B7%9D%E5%B8%82%E5%8D%94%E5%83%8D%E3%81%AE%E6%8C%87"
            "%E9%87%9D_%E9%80%B2%E6%8D%97%E5%A0%B1%E5%91%8A%E6%9B%B8_%E4%BB%A4%E5%92%8C8"
            "%E5%B9%B4%E5%BA%A6.pdf"
        ),
        "Accept-Ranges": "bytes",
        "ETag": f'"{pdf.sha256}"',
        "Cache-Control": "public, max-age=31536000, immutable",
    }
    assert response.cookies == {}


WANTED = {
    "Content-Type",
    "Content-Length",
    "Content-Disposition",
    "Accept-Ranges",
    "ETag",
    "Cache-Control",
}


def test_name_is_that_of_report_and_edition(client, pdf, center_staff):
    make_pdf(pdf.edition.report.editions.get(number=2))

    names = [
        unquote(re.search(r"filename\*=UTF-8''(.*)", client.get(address)["Content-Disposition"])[1])
        for address in (FIRST, SECOND)
    ]

    assert names == [
        "菊川市協働の指針_進捗報告書_令和8年度.pdf",
        "菊川市協働の指針_進捗報告書_令和8年度_第2版.pdf",
    ]


def test_head_tells_the_same_without_the_file(client, pdf):
    response, whole = client.head(FIRST), client.get(FIRST)

    assert response.content == b""
    assert dict(response.headers) == dict(whole.headers)


@pytest.mark.parametrize("method", ["get", "head"])
def test_known_pdf_is_not_sent_again(client, pdf, method):
    response = getattr(client, method)(FIRST, headers={"if-none-match": f'"{pdf.sha256}"'})

    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == f'"{pdf.sha256}"'
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-3", 0, 4),
        ("bytes=4-", 4, SIZE),
        ("bytes=-5", SIZE - 5, SIZE),
        ("bytes=-999", 0, SIZE),
        ("bytes=10-999", 10, SIZE),
        ("Bytes= 0-0", 0, 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE),
    ],
)
def test_part_of_a_pdf_is_sent(client, pdf, asked, start, stop):
    response = client.get(FIRST, headers={"range": asked})

    assert response.status_code == 206
    assert response.content == DATA[start:stop]
    assert response["Content-Range"] == f"bytes {start}-{stop - 1}/{SIZE}"
    assert response["Content-Length"] == str(stop - start)
    assert response["ETag"] == f'"{pdf.sha256}"'


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=999-1000", "bytes=-0"])
def test_part_outside_of_the_pdf_is_refused(client, pdf, asked):
    response = client.get(FIRST, headers={"range": asked})

    assert (response.status_code, response.content) == (416, b"")
    assert response["Content-Range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=5-2",
        "bytes=0-1,4-5",
        "bytes=a-b",
        "bytes=-",
        "lines=0-3",
        "bytes=０-３",
        "",
        pytest.param(f"bytes={'9' * 5000}-", id="from beyond every number"),
        pytest.param(f"bytes=0-{'9' * 5000}", id="to beyond every number"),
        pytest.param(f"bytes=-{'9' * 5000}", id="the last beyond every number"),
    ],
)
def test_range_that_is_none_is_answered_with_the_whole(client, pdf, asked):
    response = client.get(FIRST, headers={"range": asked})

    assert (response.status_code, response.content) == (200, DATA)


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        ('"{sha256}"', 206),
        ('"another"', 200),
        ('W/"{sha256}"', 200),
        ("Sun, 01 Aug 2027 10:00:00 GMT", 200),
    ],
)
def test_part_belongs_to_the_version_that_the_reader_has(client, pdf, condition, status):
    headers = {"range": "bytes=0-3", "if-range": condition.format(sha256=pdf.sha256)}

    response = client.get(FIRST, headers=headers)

    assert response.status_code == status
    assert response.content == (DATA[:4] if status == 206 else DATA)


def test_head_knows_no_parts(client, pdf):
    assert client.head(FIRST, headers={"range": "bytes=0-3"}).status_code == 200


def test_precondition_goes_before_the_range(client, pdf):
    headers = {"range": "bytes=999-", "if-none-match": f'"{pdf.sha256}"'}

    assert client.get(FIRST, headers=headers).status_code == 304


def test_precondition_that_fails_is_told(client, pdf):
    assert client.get(FIRST, headers={"if-match": '"another"'}).status_code == 412


def test_pdf_that_waits_says_where_to_read_the_same(client, pdf):
    response = client.get(SECOND)

    assert response.status_code == 503
    assert response["Cache-Control"] == "no-store"
    assert "PDFは準備中です" in response.content.decode()
    assert 'href="/reports/2026/editions/2/"' in response.content.decode()


def test_edition_that_does_not_exist_has_no_pdf(client, pdf):
    assert client.get("/reports/2026/editions/9/report.pdf").status_code == 404
    assert client.get("/reports/2027/editions/1/report.pdf").status_code == 404


def test_pages_link_to_a_pdf_that_is_there_with_size_and_pages(client, pdf):
    page = client.get("/reports/2026/editions/1/").content.decode()

    assert f'href="{FIRST}"' in page
    assert "PDF（19\xa0バイト、12ページ）" in page


@pytest.mark.parametrize("address", ["/reports/", "/reports/2026/", "/reports/2026/editions/2/"])
def test_pages_link_to_no_pdf_that_waits(client, pdf, address):
    assert "report.pdf" not in client.get(address).content.decode()


def test_file_stays_in_the_database_until_it_is_asked_for(
    client, pdf, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10) as queries:
        client.get("/reports/")
        client.get("/reports/2026/editions/1/")

    assert [q["sql"] for q in queries if '"reports_editionpdf"."data"' in q["sql"]] == []
