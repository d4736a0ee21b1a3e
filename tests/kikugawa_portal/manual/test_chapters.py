"""The staff manual: every chapter is there, tells the truth about the pages, and shows them."""

import re
from pathlib import Path

import pytest

from kikugawa_portal.manual.chapters import FOLDER, PICTURES, chapters
from tests.pages import addresses, main_of, parsed

PROJECT = Path(__file__).parents[3]
SOURCES = [*(PROJECT / "templates").rglob("*.html"), *PROJECT.glob("*/**/*.py")]
DJANGO_WORDS = {"パスワード"}
"""Labels that Django itself writes on our pages."""

CHAPTERS = chapters()
named = pytest.mark.parametrize("chapter", CHAPTERS, ids=[chapter.slug for chapter in CHAPTERS])


@pytest.fixture(scope="module")
def said_by_the_portal() -> str:
    """Everything that templates and code say, without the tests."""
    return "\n".join(
        path.read_text() for path in SOURCES if not {"tests", ".venv"} & set(path.parts)
    )


def test_every_file_of_the_folder_is_a_chapter_with_a_title():
    assert len(CHAPTERS) == len(list(FOLDER.glob("*.md")))
    assert [chapter.slug for chapter in CHAPTERS if not chapter.title or not chapter.source] == []


@named
def test_every_name_of_a_button_in_the_manual_is_on_a_page(chapter, said_by_the_portal):
    labels = set(re.findall(r"\*\*(.+?)\*\*", chapter.source)) - DJANGO_WORDS

    assert [label for label in labels if label not in said_by_the_portal] == []


@named
def test_every_picture_of_the_manual_is_there_and_told_in_words(chapter):
    pictures = re.findall(r"!\[(.*?)\]\((.*?)\)", chapter.source)

    assert [name for words, name in pictures if len(words) < 10] == []
    assert [name for _words, name in pictures if not (PICTURES / name).exists()] == []


def test_no_picture_is_left_over():
    used = {
        name for chapter in CHAPTERS for name in re.findall(r"\]\((.*?\.webp)\)", chapter.source)
    }

    assert {path.name for path in PICTURES.glob("*")} == used


@named
def test_a_chapter_is_read_by_staff(chapter, guideline, city_client, center_client):
    pages = [browser.get(chapter.url).content.decode() for browser in (city_client, center_client)]

    for page in pages:
        assert f"<h1>{chapter.title}</h1>" in page
        assert page.count("<img ") == chapter.source.count("![")
        assert page.count(' loading="lazy" width="') == chapter.source.count("![")


def test_a_chapter_that_does_not_exist_is_not_found(db, city_client):
    assert city_client.get("/staff/help/no-such-chapter/").status_code == 404


def test_the_list_leads_to_every_chapter(db, city_client):
    found = addresses(main_of(parsed(city_client.get("/staff/help/"))))

    assert [each for each in found if each.startswith("/staff/help/")] == [c.url for c in CHAPTERS]
