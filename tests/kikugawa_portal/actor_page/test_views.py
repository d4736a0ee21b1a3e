"""The pages of actors: what the guideline says of each, computed from its text."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from actors.models import Actor
from tests.pages import addresses, main_of, parsed, plain, section, text_of

DIRECTIONS, INDICATORS, CHAPTERS = "/directions/", "/indicators/", "/guideline/#"

NAMED = {
    "residents": ["/directions/3/"],
    "community-groups": ["/directions/1/", "/directions/3/", "/indicators/3-2/"],
    "youth-groups": ["/directions/5/"],
    "npos": [],
    "schools": ["/directions/5/", "/indicators/5-2/"],
    "businesses": [],
    "government": ["/directions/1/", "/directions/2/", "/directions/3/", "/directions/4/"],
    "potential": [],
}
"""The directions and indicators that name each actor, as read by hand in the booklet."""


def page_of(client, slug: str) -> BeautifulSoup:
    return parsed(client.get(reverse("actors:detail", args=[slug])))


@pytest.mark.parametrize("slug", NAMED)
def test_actor_page_leads_to_where_the_guideline_names_the_actor(client, guideline, slug):
    named = section(page_of(client, slug), "named")

    assert addresses(named) == NAMED[slug]


@pytest.mark.parametrize("slug", NAMED)
def test_actor_page_says_what_the_guideline_says_and_offers_a_way_on(client, guideline, slug):
    actor = Actor.objects.get(slug=slug)
    page = page_of(client, slug)

    assert actor.description in text_of(main_of(page))
    ways = addresses(section(page, "next"))
    assert {reverse("principles:list"), reverse("indicators:progress")} <= set(ways)
    assert actor.get_absolute_url() not in ways
    assert sum(url.startswith("/actors/") for url in ways) == 7


@pytest.mark.parametrize("slug", NAMED)
def test_actor_page_shows_what_is_said_to_all_of_them(client, guideline, slug):
    common = section(page_of(client, slug), "all")

    assert addresses(common) == [
        "/directions/1/",
        "/directions/2/",
        "/directions/3/",
    ]


def test_actor_page_quotes_the_sentence_and_marks_the_name(client, guideline):
    named = section(page_of(client, "residents"), "named")

    assert {plain(mark) for mark in named.select("mark")} == {"市民"}
    quoted = [plain(mark.parent) for mark in named.select("mark")]
    assert "市民への啓発及び身近な活動情報の発信の充実 等" in quoted
    assert "市民協働センター" not in text_of(named)


def test_actor_page_lists_the_chapters_that_name_the_actor(client, guideline):
    chapters = section(page_of(client, "businesses"), "chapters")

    assert addresses(chapters) == [
        "/guideline/",
        "/guideline/#role",
        "/guideline/#what",
    ]


def test_actor_page_follows_the_text_when_the_city_changes_it(client, guideline):
    direction = Actor.objects.get(slug="businesses")
    direction.name = "事業者"
    direction.save()

    assert "「事業者」という言葉は出てきません" in text_of(
        section(page_of(client, "businesses"), "named")
    )


def test_list_of_actors_leads_to_all_eight(client, guideline):
    found = addresses(main_of(parsed(client.get(reverse("actors:list")))))

    assert [url for url in found if url.startswith("/actors/") and url != "/actors/"] == [
        actor.get_absolute_url() for actor in Actor.objects.all()
    ]
