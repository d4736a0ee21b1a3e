"""The gallery of components: for developers alone, and complete."""

import re
from pathlib import Path

import pytest

from actors.models import Actor
from directions.models import Direction
from kikugawa_portal import styleguide
from tests.pages import links, parsed

PROJECT = Path(__file__).parents[2]
SPRITE = (PROJECT / "static/img/icons.svg").read_text()
TEMPLATES = [
    path.read_text()
    for folder in ("templates", "dads/templates")
    for path in (PROJECT / folder).rglob("*.html")
]


@pytest.fixture
def gallery(settings, client, db):
    """Ask for the gallery as on a developer's machine, and return its page."""
    settings.DEBUG = True
    return lambda **query: client.get("/styleguide/", query).content.decode()


def test_gallery_does_not_exist_in_production(client, db):
    assert client.get("/styleguide/").status_code == 404


def test_gallery_shows_every_icon_of_the_sprite(gallery):
    in_sprite = [str(symbol["id"]) for symbol in parsed(SPRITE).select("symbol")]

    assert sorted(in_sprite) == sorted(styleguide.ICONS)
    html = gallery()
    assert [name for name in in_sprite if f"icons.svg#{name}" not in html] == []


def test_every_icon_that_a_template_names_is_in_the_sprite():
    named = {
        name
        for text in TEMPLATES
        for name in re.findall(r'components/icon.html" with name="([^"]+)" ', text)
    }

    assert named - set(styleguide.ICONS) == set()


def test_every_actor_and_direction_has_an_icon(guideline):

    wanted = {actor.slug for actor in Actor.objects.all()}
    wanted |= {f"direction-{direction.number}" for direction in Direction.objects.all()}

    assert wanted - set(styleguide.ICONS) == set()


def test_form_sent_empty_shows_what_errors_look_like(gallery):
    assert "error-summary" not in gallery()
    assert "error-summary" in gallery(send="1")


def test_pages_of_a_list_keep_what_was_asked_for(gallery):
    page = parsed(gallery(word="a"))

    assert [(address, text) for address, text in links(page) if "page=" in address] == [
        ("?word=a&page=1", "前へ"),
        ("?word=a&page=1", "1"),
        ("?word=a&page=3", "3"),
        ("?word=a&page=3", "次へ"),
    ]
