"""The two PDFs themselves: what a screen reader, a search, a printer and an archive get."""

import re
from io import BytesIO

import pikepdf
import pytest
from pdfua import validate
from pikepdf import Name
from pypdf import PdfReader

from documents.pdf_engine import render_pdf
from reports.editions.pdf import make_pdf
from tests.pdf_checks import faults, outline, structure
from tests.reports.making import pictured, published

# The documents are drawn from the database, which pytest makes only where a test asks for it.
pytestmark = pytest.mark.django_db

HTML = """<!DOCTYPE html>
<html lang="ja"><head><title>題</title></head><body>
<h1>題</h1><h3>飛んだ見出し</h3>
<img src="/static/img/favicon.svg"><img src="/static/img/favicon.svg" alt="葉">
<dl><div><dt>語</dt><dd>説明</dd></div></dl>
<table><thead><tr><th>列</th></tr></thead><tbody><tr><th>行</th></tr></tbody></table>
</body></html>
"""


def words(data: bytes) -> str:
    """Return the text of a PDF without any blanks, which lines and letters set at will."""
    return re.sub(
        r"\s", "", "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    )


@pytest.mark.parametrize("name", ["edition", "booklet"])
def test_document_keeps_to_what_we_can_check_of_pdf_ua(drawn, name, tmp_path):
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(getattr(drawn, name).data)

    assert faults(path.read_bytes()) == []
    assert [finding.message for finding in validate(path).findings] == []


def test_faults_of_a_document_are_found(pdf_engine):
    assert faults(render_pdf(HTML).data) == ["H3 after H1", "figure without alternative text"]


def test_what_weasyprint_leaves_out_is_completed(pdf_engine, monkeypatch):
    monkeypatch.setattr("documents.pdf_tags.complete", lambda data: data)
    links = HTML.replace("<body>", '<body><a href="#x">先</a><p id="x">')
    footer = "<style>@page { @bottom-right { content: counter(page) } }</style></head>"

    left_out = set(faults(render_pdf(links.replace("</head>", footer)).data))

    assert left_out >= {
        "header cell without scope",
        "item of a list in Div",
        "Div in a list",
        "content outside of the structure on page 1",
        "link that is not printed on page 1",
    }


def test_outline_leads_through_the_report(drawn):
    content = drawn.content
    with pikepdf.open(BytesIO(drawn.edition.data)) as pdf:
        found = outline(pdf)

    assert found == [
        (1, content.title),
        (2, "目次"),
        (2, "はじめに"),
        (2, "令和8年度の実績値一覧"),
        *(
            entry
            for chapter in content.chapters
            for entry in [
                (2, chapter.heading),
                *((3, f"{indicator.code} {indicator.name}") for indicator in chapter.indicators),
            ]
        ),
        (2, "声と事例"),
        *(
            (3, heading)
            for heading in re.findall(r"^#+ (.*)$", content.part_texts["voices"], re.MULTILINE)
        ),
        (2, "おわりに"),
    ]


def test_charts_are_drawings_with_the_name_of_their_indicator(drawn):
    with_chart = [i for i in drawn.content.indicators if i.series.latest_number is not None]
    with pikepdf.open(BytesIO(drawn.edition.data)) as pdf:
        figures = [str(element.Alt) for kind, element, _above in structure(pdf) if kind == "Figure"]
        images = {
            name
            for page in pdf.pages
            for name, thing in page.Resources.get(Name.XObject, {}).items()
            if thing.Subtype == Name.Image
        }

    pictures = [picture.alt for picture in drawn.content.pictures]
    charts = [alt for alt in figures if alt not in pictures]
    assert [i.name for i, alt in zip(with_chart, charts, strict=True) if i.name not in alt] == []
    assert len(images) == len(pictures)


def test_japanese_can_be_searched_and_copied(drawn):
    text = words(drawn.edition.data)

    expected = [
        drawn.sha256,
        *(re.sub(r"\s", "", indicator.verdict) for indicator in drawn.content.indicators),
        *(re.sub(r"\s", "", chapter.heading) for chapter in drawn.content.chapters),
        "見本データ（実際の数値ではありません）",
    ]
    assert [sentence for sentence in expected if sentence not in text] == []
    assert f"{drawn.edition.page_count}/{drawn.edition.page_count}ページ" in text


def test_booklet_holds_the_whole_summary(drawn):
    text = words(drawn.booklet.data)

    for sentence in ["つながる力で、未来へ続くまちづくり", "潜在的な担い手", "評価・検証"]:
        assert sentence in text
    assert "市民協働センターによる交流機会の創出事業の実施回数" in text


def test_contents_tell_the_pages_of_the_chapters(drawn):
    reader = PdfReader(BytesIO(drawn.edition.data))
    lines = [re.sub(r"\s", "", line) for line in reader.pages[1].extract_text().splitlines()]

    for chapter in drawn.content.chapters:
        heading = re.sub(r"\s", "", chapter.heading)
        (line,) = (line for line in lines if line.startswith(heading))
        number = int(line.removeprefix(heading).strip("."))
        assert heading in re.sub(r"\s", "", reader.pages[number - 1].extract_text())


def test_fonts_are_those_of_universal_design(drawn):
    with pikepdf.open(BytesIO(drawn.edition.data)) as pdf:
        fonts = {
            str(font.BaseFont).partition("+")[2]
            for page in pdf.pages
            for font in page.Resources.get(Name.Font, {}).values()
        }

    assert {"BIZ-UDPGothic", "BIZ-UDPGothic-Bold"} <= fonts


def test_picture_of_an_edition_is_in_its_pdf_with_its_words(
    pdf_engine, guideline, center_staff, summer_2028
):
    pictured(center_staff, alt="机を囲む六人", caption="話す会")
    edition = published(center_staff, voices="話しました。\n\n【画像1】")

    pdf = bytes(make_pdf(edition).data)

    assert faults(pdf) == []
    assert "話す会" in words(pdf)
    with pikepdf.open(BytesIO(pdf)) as opened:
        figures = [str(element.Alt) for kind, element, _ in structure(opened) if kind == "Figure"]
    assert figures == ["机を囲む六人"]


def test_same_document_is_the_same_bytes(pdf_engine):
    assert render_pdf(HTML).data == render_pdf(HTML).data


def test_file_says_when_its_edition_was_published(drawn):
    with pikepdf.open(BytesIO(drawn.edition.data)) as pdf:
        created = str(pdf.docinfo.CreationDate)

    assert created == f"D:{drawn.content.published_at:%Y%m%d%H%M%S}+09'00"
