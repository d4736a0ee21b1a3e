"""The PDFs that are kept: made once, made later, and never in the way of publishing."""

from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from documents import pdf_engine
from documents.pdf_engine import NoEngine, Pdf
from reports.editions import pdf as pdf_files
from reports.editions.pdf import LONGEST_AT_ONCE, make_pdf
from reports.models import Edition, EditionPdf
from tests.figures import FY2027
from tests.reports.editions.test_archive import findings, tamper
from tests.reports.making import published, said, saved

pytestmark = pytest.mark.usefixtures("guideline", "summer_2028")

DRAWN = Pdf(b"%PDF-1.7 drawn", 12)


@pytest.fixture
def press(monkeypatch):
    """Stands in for what draws: the list of documents that it was asked for."""
    asked = []

    def draw(html, **rest):
        asked.append(html)
        return DRAWN

    monkeypatch.setattr(pdf_files, "render_pdf", draw)
    monkeypatch.setattr("kikugawa_portal.booklet.drawing.render_pdf", draw)
    return asked


@pytest.fixture
def no_engine(monkeypatch):
    """Nothing can draw here."""

    def refuse(html, **rest):
        raise NoEngine("Pangoがありません。")

    monkeypatch.setattr(pdf_files, "render_pdf", refuse)
    monkeypatch.setattr("kikugawa_portal.booklet.drawing.render_pdf", refuse)
    monkeypatch.setattr("reports.templatetags.pdfs.why_no_engine", lambda: "Pangoがありません。")


def make_pdfs(*arguments: str) -> tuple[str, str]:
    """Return what the command prints, and its complaint."""
    out, err = StringIO(), StringIO()
    try:
        call_command("make_pdfs", *arguments, stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue() + err.getvalue(), str(error)
    return out.getvalue() + err.getvalue(), ""


def test_pdf_is_kept_with_its_hash_size_and_maker(press, center_staff):
    edition = published(center_staff)

    pdf = make_pdf(edition)

    pdf.refresh_from_db()
    assert bytes(pdf.data) == DRAWN.data
    assert (pdf.sha256, pdf.size, pdf.page_count) == (sha256(DRAWN.data).hexdigest(), 14, 12)
    assert pdf.maker.startswith("WeasyPrint ")


def test_document_is_the_edition_with_cover_and_proof(press, center_staff, settings):
    settings.PUBLIC_ADDRESS = "https://portal.example.jp"
    edition = published(center_staff, closing="おしまいの言葉")

    make_pdf(edition)

    (html,) = press
    assert "https://portal.example.jp/reports/2026/editions/1/" in html
    assert edition.sha256 in html
    assert "おしまいの言葉" in html
    assert "見本データ" not in html


def test_first_pdf_of_an_edition_stays(press, center_staff):
    edition = published(center_staff)

    assert make_pdf(edition) == make_pdf(edition)
    assert len(press) == 1


def test_of_two_who_make_the_same_pdf_one_wins(monkeypatch, center_staff):
    edition = published(center_staff)

    def draw(html, **rest):
        monkeypatch.setattr(pdf_files, "render_pdf", lambda html, **rest: Pdf(b"%PDF quicker", 3))
        make_pdf(edition)
        return DRAWN

    monkeypatch.setattr(pdf_files, "render_pdf", draw)

    pdf = make_pdf(edition)

    assert bytes(pdf.data) == b"%PDF quicker"
    assert EditionPdf.objects.count() == 1


def test_publishing_makes_the_pdf_once_all_is_committed(
    press, center_staff, settings, django_capture_on_commit_callbacks
):
    settings.PDF_AT_PUBLICATION = True
    with django_capture_on_commit_callbacks(execute=True):
        edition = published(center_staff)
        assert press == []

    assert EditionPdf.objects.get().edition == edition


@pytest.mark.parametrize("trouble", [NoEngine("Pangoがありません。"), RuntimeError("drawn wrong")])
def test_trouble_with_the_pdf_leaves_the_publication_alone(
    center_client,
    center_staff,
    settings,
    monkeypatch,
    trouble,
    django_capture_on_commit_callbacks,
):
    def fail(html, **rest):
        raise trouble

    settings.PDF_AT_PUBLICATION = True
    monkeypatch.setattr(pdf_files, "render_pdf", fail)
    monkeypatch.setattr("reports.templatetags.pdfs.why_no_engine", lambda: "")
    report = saved(center_staff)
    address = "/staff/reports/2026/publish/"
    form = center_client.get(address).context["form"]
    with django_capture_on_commit_callbacks(execute=True):
        response = center_client.post(
            address,
            {name: form[name].value() or "" for name in form.fields} | {"confirm": "on"},
            follow=True,
        )

    assert said(response) == ["令和8年度（2026年度）の進捗報告書 第1版を公表しました。"]
    assert Edition.objects.get().report == report
    assert EditionPdf.objects.count() == 0


@pytest.mark.parametrize(("length", "made"), [(LONGEST_AT_ONCE, 1), (LONGEST_AT_ONCE + 1, 0)])
def test_long_report_does_not_let_its_publisher_wait(
    press, center_staff, settings, django_capture_on_commit_callbacks, length, made
):
    settings.PDF_AT_PUBLICATION = True
    half = length // 2
    with django_capture_on_commit_callbacks(execute=True):
        published(center_staff, introduction="あ" * half, closing="い" * (length - half))

    assert len(press) == made


def test_staff_are_told_which_pdf_waits_and_what_to_install(no_engine, center_client, center_staff):
    published(center_staff)

    page = center_client.get("/staff/").content.decode()

    assert "PDFがまだできていない版があります" in page
    assert "令和8年度（2026年度） 進捗報告書 第1版" in page
    assert "Pangoがありません。" in page
    assert "manage.py make_pdfs" in page


def test_staff_are_told_nothing_where_no_pdf_waits(press, center_client, center_staff):
    make_pdf(published(center_staff))

    assert "PDFがまだできていない" not in center_client.get("/staff/").content.decode()


def test_command_makes_what_is_missing_and_says_which(press, center_staff):
    make_pdf(published(center_staff))
    published(center_staff, FY2027)

    assert make_pdfs() == (
        (
            "作りました：令和9年度（2027年度） 進捗報告書 第1版（0 KB、12ページ）\n"
            "作りました：協働の指針 概要版（0 KB、12ページ）\n"
        ),
        "",
    )
    assert make_pdfs() == ("待っているPDFはありません。\n", "")


def test_command_lists_what_waits(press, center_staff):
    published(center_staff)

    assert make_pdfs("--check") == (
        "待っています：令和8年度（2026年度） 進捗報告書 第1版\n待っています：協働の指針 概要版\n",
        "作成を待っているPDFが2件あります。",
    )
    assert press == []


def test_command_says_what_to_install(no_engine, center_staff):
    published(center_staff)

    assert make_pdfs() == ("", "Pangoがありません。")


def test_pdf_that_cannot_be_made_does_not_keep_others_waiting(monkeypatch, press, center_staff):
    first = published(center_staff)
    second = published(center_staff, FY2027)

    def draw(html, **rest):
        if first.sha256 in html:
            raise RuntimeError("drawn wrong")
        return DRAWN

    monkeypatch.setattr(pdf_files, "render_pdf", draw)

    printed, complaint = make_pdfs()

    assert "作れませんでした：令和8年度（2026年度） 進捗報告書 第1版（drawn wrong）" in printed
    assert complaint == "作れなかったPDFが1件あります。"
    assert EditionPdf.objects.get().edition == second


def test_archive_notices_a_changed_pdf(press, center_staff):
    make_pdf(published(center_staff))
    assert findings() == []

    tamper("UPDATE reports_editionpdf SET data = %s", b"%PDF-1.7 forged")

    assert findings() == [
        (1, "PDFのSHA-256が、作成したときの値と違います。PDFが書き換えられています。")
    ]


def test_engine_is_looked_for_only_while_a_pdf_waits(
    press, center_client, center_staff, monkeypatch
):
    monkeypatch.setattr(pdf_engine, "_weasyprint", lambda: pytest.fail("the engine was started"))
    make_pdf(published(center_staff))

    assert "manage.py make_pdfs" not in center_client.get("/staff/").content.decode()
