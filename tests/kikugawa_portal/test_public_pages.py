"""What every public page promises: the same for everybody, cacheable, small, in Japanese."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import URLResolver, get_resolver

from tests.crawl import walk
from tests.kikugawa_portal.public_addresses import PUBLIC_PAGES
from tests.pages import parsed, text_of

pytestmark = pytest.mark.usefixtures("first_year")

every_page = pytest.mark.parametrize("page", PUBLIC_PAGES, ids=str)
every_html_page = pytest.mark.parametrize(
    "page", [page for page in PUBLIC_PAGES if page.is_html], ids=str
)

CACHING = {
    "public",
    "max-age=0",
    "s-maxage=60",
    "stale-while-revalidate=600",
    "stale-if-error=86400",
}
KEPT_FOR_GOOD = {"public", "max-age=31536000", "immutable"}
NOT_FOR_READERS = ("staff/", "admin/", "accounts/", "healthz", "styleguide/")
FILES_WITH_PROMISES_OF_THEIR_OWN = {"reports:picture", "reports:pdf", "guideline-pdf"}
"""tests/reports/test_picture_pages.py, tests/reports/test_pdf_address.py, test_booklet.py."""

LARGEST_TRANSFER = 30_000


def directives(response) -> set[str]:
    return set(response["Cache-Control"].split(", "))


def names(resolver: URLResolver, namespace: str = "", path: str = "") -> dict[str, str]:
    """Return every name of an address with its pattern."""
    found: dict[str, str] = {}
    for pattern in resolver.url_patterns:
        here = f"{path}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            found |= names(pattern, inner, here)
        elif pattern.name:
            found[f"{namespace}{pattern.name}"] = here
    return found


def test_every_public_address_is_in_the_table():
    public = {
        name for name, path in names(get_resolver()).items() if not path.startswith(NOT_FOR_READERS)
    }

    assert public - FILES_WITH_PROMISES_OF_THEIR_OWN == {page.name for page in PUBLIC_PAGES}


@every_page
def test_public_page_may_be_kept_by_shared_caches_and_asked_for_again(client, page):
    response = client.get(page.address)
    etag = response["ETag"]

    assert response.status_code == 200
    caching = KEPT_FOR_GOOD if page.is_immutable else CACHING
    assert directives(response) == caching
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert re.fullmatch(r'"[0-9a-f]{32}"', etag)

    again = client.get(page.address, headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert directives(again) == caching

    head = client.head(page.address)
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(response.headers)


@every_page
def test_public_page_is_the_same_for_staff(client, city_client, page):
    assert city_client.get(page.address).content == client.get(page.address).content


def test_public_pages_cannot_be_written_to(client):
    for page in PUBLIC_PAGES:
        for method in ["post", "put", "patch", "delete", "options"]:
            response = getattr(client, method)(page.address)

            assert response.status_code == 405, f"{method} {page}"
            assert response["Allow"] == "GET, HEAD"


def test_public_pages_without_their_closing_slash_lead_to_it(client):
    for page in PUBLIC_PAGES:
        if page.is_html and page.address != "/":
            response = client.get(page.address.removesuffix("/"))

            assert (response.status_code, response.url) == (301, page.address)


@every_html_page
def test_public_page_is_small_japanese_and_without_drafts(client, page):
    response = client.get(page.address)
    body, shown = response.content, parsed(response)

    sheets = [str(link["href"]) for link in shown.select('link[href$=".css"]')]
    styles = [
        Path(str(finders.find(sheet.removeprefix("/static/")))).read_bytes() for sheet in sheets
    ]
    assert sheets
    assert sum(len(gzip.compress(part)) for part in [body, *styles]) < LARGEST_TRANSFER

    assert shown.html["lang"] == "ja"
    assert len(shown.select("h1")) == 1
    assert [bool(text_of(title)) for title in shown.select("head > title")] == [True]
    assert len(shown.select('meta[name="description"][content]:not([content=""])')) == 1

    text = "".join(shown.find_all(string=True))
    assert re.findall(r"(?<![0-9a-f])777(?![0-9a-f])", text) == []


def test_every_link_leads_somewhere_and_every_page_can_be_reached_from_home(client):
    found = walk(client, ["/"])

    assert {page.address for page in PUBLIC_PAGES if page.is_html} - found.pages.keys() == set()
    assert found.broken == []


@pytest.mark.parametrize(
    "address",
    [
        "/actors/nobody/",
        "/directions/6/",
        "/directions/0/",
        "/directions/01/",
        "/directions/99/",
        "/indicators/9-9/",
        "/progress/2025/",
        "/progress/2034/",
        "/reports/2026/editions/3/",
        "/reports/2026/editions/1/changes/",
        "/nothing/",
    ],
)
def test_address_that_leads_nowhere_says_so_in_japanese(client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert "ページが見つかりません" in response.content.decode()
    assert directives(response) == {"no-store"}
