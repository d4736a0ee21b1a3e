"""/guideline/ is the booklet: every sentence of it, in its order, on one page."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from guideline.models import Chapter
from tests.pages import addresses, main_of, parsed, section, text_of

BOOKLET = Path(settings.BASE_DIR) / "tests" / "data" / "guideline-summary.txt"


def booklet_lines() -> list[str]:
    """Return every line and table cell of the booklet, without marks of layout and white space."""
    text = BOOKLET.read_text(encoding="utf-8").replace("一步踏み出す", "一歩踏み出す")
    cells = re.split(r"[\n\t]", text.replace("**", ""))
    return [re.sub(r"\s", "", re.sub(r"^\s*- ", "", cell)) for cell in cells if cell.strip()]


@pytest.fixture
def page(client, guideline):
    return parsed(client.get(reverse("guideline")))


def test_every_line_of_the_booklet_is_on_the_page(page):
    text = text_of(main_of(page))

    assert len(booklet_lines()) > 70
    assert [line for line in booklet_lines() if line not in text] == []


def test_lines_stand_in_the_order_of_the_booklet(page):
    page.select_one("nav.toc").decompose()
    text = text_of(main_of(page))
    position = 0

    for line in booklet_lines():
        assert line in text[position:], line
        position = text.index(line, position) + len(line)


def test_contents_lead_to_every_chapter_and_direction(page):
    anchors = addresses(section(page, "contents"))

    assert [anchor for anchor in anchors if not page.select(anchor)] == []
    assert len(anchors) == 8 + 5


def test_chapters_are_headed_as_in_the_booklet(page):
    headings = [text_of(heading) for heading in page.select("h2")]

    for chapter in Chapter.objects.exclude(number=0):
        assert headings.count(text_of(chapter.heading)) == 1


def test_text_that_the_city_adds_to_the_last_chapter_is_shown(client, guideline):
    chapter = Chapter.objects.get(code="structure")
    chapter.body += "\n\n- 協働推進会議を開きます。<script>"
    chapter.save()

    html = client.get(reverse("guideline")).content.decode()

    assert "<li>協働推進会議を開きます。&lt;script&gt;</li>" in html
