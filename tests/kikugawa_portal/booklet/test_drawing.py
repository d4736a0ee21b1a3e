"""The booklet as a PDF: drawn once for every text, however many ask for it."""

import re

import pytest
from django.core.cache import cache

from documents.pdf_engine import NoEngine, Pdf
from guideline.models import BookletPdf, Chapter
from kikugawa_portal.booklet import drawing
from kikugawa_portal.booklet.drawing import Booklet, current_booklet, draw

ADDRESS = "/guideline/guideline.pdf"


@pytest.fixture(autouse=True)
def fresh_cache():
    """No test hears of what another has drawn."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def press(monkeypatch):
    """Stands in for what draws: the list of documents that it was asked for."""
    asked = []

    def render(html, **rest):
        asked.append(html)
        return Pdf(f"%PDF-1.7 {len(asked)}".encode(), 6)

    monkeypatch.setattr(drawing, "render_pdf", render)
    return asked


def current() -> Booklet:
    """The booklet as its text stands."""
    found = current_booklet()
    assert found is not None
    return found


def test_booklet_is_drawn_at_the_first_request_and_then_kept(guideline, client, press):
    first, second = client.get(ADDRESS), client.get(ADDRESS)

    assert (first.status_code, first.content) == (200, b"%PDF-1.7 1")
    assert (second.status_code, second.content) == (200, b"%PDF-1.7 1")
    assert first["Content-Type"] == "application/pdf"
    assert first["Content-Disposition"] == (
        'inline; filename="kikugawa-collaboration-guideline.pdf"; '
        "filename*=UTF-8''%E8%8F%8A%E5%B7%9D%E5%B8%82%E5%8D%94%E5%83%8D%E3%81%AE%E6%8C%87"
        "%E9%87%9D_%E6%A6%82%E8%A6%81%E7%89%88.pdf"
    )
    assert first["Cache-Control"].startswith("public, max-age=0, s-maxage=60")
    assert len(press) == 1


def test_a_change_of_any_stylesheet_of_the_booklet_is_another_booklet(guideline):
    linked = re.findall(r'href="/static/(css/[^"]+)"', current().html)

    assert linked == list(drawing.STYLES)


def test_another_text_is_another_pdf_in_place_of_the_old_one(guideline, client, press):
    before = client.get(ADDRESS)
    Chapter.objects.filter(code="what").update(body="協働とは、力を合わせることです。")

    after = client.get(ADDRESS, headers={"if-none-match": before["ETag"]})

    assert (after.status_code, after.content) == (200, b"%PDF-1.7 2")
    assert "力を合わせることです" in press[1]
    assert BookletPdf.objects.count() == 1


def test_text_that_comes_back_is_drawn_again(guideline, client, press):
    for body in ["甲", "乙", "甲"]:
        Chapter.objects.filter(code="what").update(body=body)
        assert client.get(ADDRESS).status_code == 200

    assert len(press) == 3


def test_known_booklet_is_not_sent_again(guideline, client, press):
    etag = client.get(ADDRESS)["ETag"]
    part = client.get(ADDRESS, headers={"range": "bytes=0-3", "if-range": etag})

    assert client.get(ADDRESS, headers={"if-none-match": etag}).status_code == 304
    assert (part.status_code, part.content, part["ETag"]) == (206, b"%PDF", etag)
    assert etag == f'"{BookletPdf.objects.get().sha256}"'


def test_booklet_that_cannot_be_drawn_is_not_tried_again_by_every_reader(
    guideline, client, monkeypatch
):
    tries = []

    def refuse(html, **rest):
        tries.append(html)
        raise NoEngine("Pangoがありません。")

    monkeypatch.setattr(drawing, "render_pdf", refuse)

    responses = [client.get(ADDRESS) for _ in range(3)]

    assert [response.status_code for response in responses] == [503, 503, 503]
    assert "PDFは準備中です" in responses[0].content.decode()
    assert 'href="/guideline/"' in responses[0].content.decode()
    assert len(tries) == 1


def test_who_asks_while_it_is_drawn_is_asked_to_come_back(guideline, client, press):
    assert drawing.may_draw(current())

    response = client.get(ADDRESS)

    assert response.status_code == 503
    assert response["Cache-Control"] == "no-store"
    assert press == []


def test_of_two_processes_that_draw_the_same_text_one_wins(guideline, press):
    first = draw(current())

    assert draw(current()) == first
    assert BookletPdf.objects.count() == 1


def test_there_is_no_booklet_before_any_text(db, client, press):
    assert client.get(ADDRESS).status_code == 404
    assert press == []


@pytest.mark.parametrize(("has_engine", "links"), [(True, 1), (False, 0)])
def test_page_offers_the_pdf_only_where_it_can_be_drawn(
    guideline, client, monkeypatch, has_engine, links
):
    monkeypatch.setattr("kikugawa_portal.booklet.views.has_engine", lambda: has_engine)

    assert client.get("/guideline/").content.decode().count(f'href="{ADDRESS}"') == links


def test_page_tells_size_and_pages_of_a_booklet_that_is_drawn(guideline, client, press):
    client.get(ADDRESS)

    page = " ".join(client.get("/guideline/").content.decode().split())

    assert "概要版をPDFで開く PDF（10 バイト、6ページ）" in page


def test_layout_and_program_are_part_of_what_a_pdf_was_drawn_from(guideline, monkeypatch):
    before = current()
    monkeypatch.setattr(drawing, "maker", lambda: "WeasyPrint 99")

    after = current()

    assert after.html == before.html
    assert after.source != before.source
