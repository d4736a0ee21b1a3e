"""No link of the portal leads nowhere, for residents and staff alike."""

import pytest

from tests.crawl import walk


def test_no_public_link_is_broken(sample_figures, client):
    found = walk(client, ["/", "/sitemap.xml", "/robots.txt", "/healthz"])

    assert found.broken == []
    assert len(found.pages) > 40


@pytest.mark.parametrize("role", ["city_client", "center_client", "admin_client"])
def test_no_link_of_a_staff_page_is_broken(sample_figures, request, role):
    found = walk(request.getfixturevalue(role), ["/staff/"], within="/staff/")

    assert found.broken == []
    assert len(found.pages) > 10
