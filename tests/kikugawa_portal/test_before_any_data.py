"""A portal whose text nobody has loaded yet: pages say so instead of failing."""

import pytest
from django.urls import reverse

from tests.pages import addresses, main_of, parsed, text_of


@pytest.mark.parametrize("name", ["guideline", "actors:list", "principles:list", "directions:list"])
def test_page_of_text_says_that_the_text_is_not_there_yet(client, db, name):
    page = main_of(parsed(client.get(reverse(name))))

    assert "指針の文章は、まだ掲載していません" in text_of(page)
    assert reverse("about") in addresses(page)


@pytest.mark.parametrize(
    "name", ["home", "about", "accessibility", "indicators:progress", "reports:list", "sitemap"]
)
def test_page_that_needs_no_text_is_shown(client, db, name):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("address", ["/actors/schools/", "/directions/1/", "/indicators/1-1/"])
def test_page_of_something_not_loaded_is_not_there(client, db, address):
    assert client.get(address).status_code == 404
