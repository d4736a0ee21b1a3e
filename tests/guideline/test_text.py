"""The text in content/guideline.toml is the booklet's, whole and word for word."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from actors.models import Actor
from directions.models import Direction, Initiative
from guideline.models import Chapter
from indicators.models import Indicator
from principles.models import Principle

pytestmark = pytest.mark.usefixtures("guideline")

BOOKLET = Path(settings.BASE_DIR) / "tests" / "data" / "guideline-summary.txt"
TABLE_HEAD = ["取組内容", "指標"]


def pieces_of_the_booklet() -> list[str]:
    """Return every heading, paragraph, bullet and table cell, in the order of the booklet."""
    text = BOOKLET.read_text(encoding="utf-8").replace("一步踏み出す", "一歩踏み出す")
    cells = [cell.strip() for line in text.splitlines() for cell in line.strip().split("\t")]
    return [
        cell.removeprefix("- ").replace("**", "")
        for cell in cells
        if cell and cell not in TABLE_HEAD
    ]


def pieces_of_the_database() -> list[str]:
    """Return the same pieces as the database holds them, in the order of the booklet."""
    pieces = []
    for chapter in Chapter.objects.all():
        pieces += [chapter.heading, *([chapter.lead] if chapter.code == "preface" else [])]
        pieces += [
            line.removeprefix("- ").replace("**", "") for line in chapter.body.split("\n") if line
        ]
        if chapter.code == "actors":
            pieces += [
                text for actor in Actor.objects.all() for text in (actor.name, actor.description)
            ]
        if chapter.code == "principles":
            pieces += [
                text
                for principle in Principle.objects.all()
                for text in (principle.name, principle.description)
            ]
        if chapter.code == "directions":
            for direction in Direction.objects.all():
                pieces += [direction.heading, direction.description]
                rows = zip(direction.initiatives.all(), direction.indicators.all(), strict=True)
                pieces += [text for row in rows for text in (row[0].text, row[1].name)]
    return pieces


def test_every_piece_of_the_booklet_is_in_the_database_in_its_order_and_nothing_else():
    assert pieces_of_the_database() == pieces_of_the_booklet()


def test_the_chapters_have_the_codes_of_their_addresses():
    assert list(Chapter.objects.values_list("number", "code")) == [
        (0, "preface"),
        (1, "role"),
        (2, "what"),
        (3, "why"),
        (4, "actors"),
        (5, "principles"),
        (6, "vision"),
        (7, "directions"),
        (8, "structure"),
    ]


def test_the_vision_is_what_chapter_six_shows_large():
    assert Chapter.objects.get(code="vision").lead == "つながる力で、未来へ続くまちづくり"


def test_the_bullets_and_the_bold_words_of_the_booklet_are_kept():
    marked = re.findall(r"^- |\*\*[^*]+\*\*", BOOKLET.read_text(encoding="utf-8"), re.MULTILINE)
    kept = [
        mark
        for chapter in Chapter.objects.all()
        for mark in re.findall(r"^- |\*\*[^*]+\*\*", chapter.body, re.MULTILINE)
    ]
    assert kept == marked


def test_the_actors_have_the_names_of_their_addresses_and_the_last_is_potential():
    assert list(Actor.objects.values_list("slug", "is_potential")) == [
        ("residents", False),
        ("community-groups", False),
        ("youth-groups", False),
        ("npos", False),
        ("schools", False),
        ("businesses", False),
        ("government", False),
        ("potential", True),
    ]


def test_the_principles_have_the_names_of_their_addresses():
    assert list(Principle.objects.values_list("slug", flat=True)) == [
        "equality",
        "sharing",
        "autonomy",
        "roles",
        "openness",
        "evaluation",
    ]


def test_each_direction_has_two_initiatives_and_two_indicators():
    codes = [f"{direction}-{number}" for direction in range(1, 6) for number in (1, 2)]
    assert list(Initiative.objects.values_list("code", flat=True)) == codes
    assert list(Indicator.objects.values_list("code", flat=True)) == codes
    assert list(Indicator.objects.values_list("direction__number", flat=True)) == [
        int(code[0]) for code in codes
    ]


def test_the_indicators_have_their_units_and_nothing_is_invented():
    assert [indicator.unit for indicator in Indicator.objects.all()] == (
        ["回", "件", "件", "回", "講座", "件", "件", "件", "件", "校"]
    )
    unset = Indicator.objects.filter(
        trend="", tolerance=None, baseline_value=None, baseline_year=None, targets=None
    )
    assert unset.filter(definition="", responsible_section="", data_source="").count() == 10
