"""The gallery of components: for developers alone, and complete."""

import re
from pathlib import Path

import pytest

from actors.models import Actor
from directions.models import Direction
from kikugawa_portal import styleguide

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
    in_sprite = re.findall(r'<symbol id="([^"]+)"', SPRITE)

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
    html = gallery(word="a")

    assert re.findall(r'<a href="\?word=a&amp;page=(\d)"[^>]*>(.*?)</a>', html) == [
        ("1", "前へ"),
        ("1", "1"),
        ("3", "3"),
        ("3", "次へ"),
    ]
