"""What search engines are told."""

import re
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse

from tests.kikugawa_portal.public_addresses import PUBLIC_PAGES


@pytest.fixture
def listed(client, first_year):
    """The addresses in the sitemap."""
    sitemap = ET.fromstring(client.get(reverse("sitemap")).content)  # noqa: S314 (we wrote it)
    return [place.text for place in sitemap.iterfind(".//{*}loc")]


def test_sitemap_lists_every_public_page_at_the_host_that_was_asked(listed):
    expected = {f"http://testserver{page.address}" for page in PUBLIC_PAGES if page.is_html}

    assert expected <= set(listed)


def test_sitemap_lists_no_page_twice_and_none_that_is_not_there(client, listed):
    assert len(listed) == len(set(listed))
    # home, guideline, updates, about, accessibility and its test, 4 lists, corrections, progress
    # and its years, 8 actors, 5 directions, 10 indicators, reports, a report, its two editions,
    # what changed between them
    assert len(listed) == 6 + 5 + 9 + 8 + 5 + 10 + 5
    for address in listed:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200, address


def test_sitemap_keeps_staff_pages_to_itself(listed):
    assert not [url for url in listed if re.search("/(staff|admin|accounts)/", url)]


def test_robots_are_kept_out_of_staff_pages_and_shown_the_sitemap(client, db):
    assert client.get("/robots.txt").content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /staff/",
        "Disallow: /admin/",
        "Disallow: /accounts/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]
