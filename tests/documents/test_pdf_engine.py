"""What a document may show, and what happens where nothing can draw one."""

import subprocess
import sys
from pathlib import Path

import pytest

from documents import pdf_engine
from documents.pdf_engine import NoEngine, RefusedAddress, Resource, find, render_pdf, static_file

OWN = "https://portal.example.jp"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


def document(body: str) -> str:
    return f'<html lang="ja"><head><title>題</title></head><body><h1>題</h1>{body}</body></html>'


@pytest.fixture(autouse=True)
def own_address(settings):
    settings.PUBLIC_ADDRESS = OWN


@pytest.fixture
def without_pango(monkeypatch):
    """WeasyPrint is installed, Pango is not."""

    def refuse(_name):
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf_engine, "_weasyprint", lambda: refuse("weasyprint"))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/picture.png",
        "http://portal.example.jp/static/img/favicon.svg",
        f"{OWN}.example.com/static/img/favicon.svg",
        f"{OWN}@example.com/static/img/favicon.svg",
        f"{OWN}/reports/2026/",
        f"{OWN}/static/../kikugawa_portal/settings.py",
        f"{OWN}/static/%2e%2e/kikugawa_portal/settings.py",
        f"{OWN}/static//etc/passwd",
        f"{OWN}/static/no-such-file.css",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "ftp://portal.example.jp/static/img/favicon.svg",
    ],
)
def test_nothing_but_static_files_is_found(address):
    with pytest.raises(RefusedAddress):
        find(address, (static_file,))


def test_static_files_are_found():
    found = find(f"{OWN}/static/img/favicon.svg", (static_file,))

    assert found == Resource(Path("static/img/favicon.svg").read_bytes(), "image/svg+xml")


def test_static_files_are_found_where_collectstatic_has_put_them(settings, tmp_path):
    settings.STATICFILES_DIRS = []
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "collected-0123.css").write_text("p {}")

    found = find(f"{OWN}/static/collected-0123.css", (static_file,))

    assert found == Resource(b"p {}", "text/css")


@pytest.mark.parametrize("address", ["https://example.com/x.png", "file:///etc/hostname"])
def test_document_that_shows_something_else_is_not_drawn(pdf_engine, address):
    with pytest.raises(RefusedAddress):
        render_pdf(document(f'<img src="{address}" alt="図">'))


def test_document_shows_what_a_finder_finds(pdf_engine):
    asked = []

    def picture(path):
        asked.append(path)
        return Resource(PIXEL, "image/png") if path.startswith("/reports/") else None

    pdf = render_pdf(
        document('<img src="/reports/2026/pictures/abc.png" alt="写真">'), finders=(picture,)
    )

    assert asked == ["/reports/2026/pictures/abc.png"]
    assert pdf.page_count == 1
    assert b"/Subtype /Image" in pdf.data


def test_missing_pango_is_told_with_the_packages_to_install(without_pango):
    assert pdf_engine.why_no_engine() == (
        "PDFを作る部品（Pango）がサーバーにありません。次のパッケージを入れてください："
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-morisawa-bizud-gothic"
    )
    with pytest.raises(NoEngine, match=r"libpango-1\.0-0"):
        render_pdf(document(""))


def test_pango_is_looked_for_under_every_name(monkeypatch):
    pdf_engine.has_engine.cache_clear()
    asked = []

    def refuse(name):
        asked.append(name)
        raise OSError

    monkeypatch.setattr(pdf_engine, "CDLL", refuse)
    try:
        assert pdf_engine.has_engine() is False
    finally:
        pdf_engine.has_engine.cache_clear()
    assert asked == list(pdf_engine.PANGO)


def test_portal_starts_without_loading_what_draws():
    program = (
        "import django, sys; django.setup(); from django.urls import get_resolver;"
        "get_resolver().url_patterns;"
        "print({'weasyprint', 'pikepdf'} & set(sys.modules))"
    )

    started = subprocess.run(
        [sys.executable, "-c", program],
        env={"DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert started.stdout == "set()\n"
