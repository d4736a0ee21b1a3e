"""An edition of schema 1, written before there were voices and pictures, is read for good."""

import json
from pathlib import Path

import pytest

from records.canonical import digest
from records.refusals import Refusal
from reports.editions.content import EditionContent
from reports.editions.snapshot import next_edition, substance
from reports.models import Citation, Edition, Report
from tests.figures import FY2026, moment
from tests.reports.making import published, saved

STORED = json.loads((Path(__file__).parents[2] / "data" / "edition-schema-1.json").read_text())
SHA256 = "07b092b64dccbe866f7e5fee763506ead1874a7643274ab34460f829d74fc294"


def test_its_hash_is_what_it_was():
    assert STORED["schema"] == 1
    assert digest(STORED) == SHA256


def test_it_says_what_it_said():
    content = EditionContent.from_json(STORED)

    assert (content.year, content.number) == (FY2026, 2)
    assert content.part_texts["closing"] == "以上です。直しました。"
    assert content.chapters[0].text == "# 何をしたか\n\n交流会を**3回**開いた。"
    assert next(content.indicators).verdict == (
        "令和8年度の実績は13回です。めやす（12回）を1回上回り、順調です。"
    )
    assert (content.part_texts["voices"], content.pictures) == ("", ())


@pytest.mark.parametrize("schema", [0, 3, None, "2"])
def test_a_schema_that_never_was_is_not_guessed_at(schema):
    with pytest.raises(ValueError, match="is not known"):
        EditionContent.from_json(STORED | {"schema": schema})


@pytest.fixture
def old_edition(guideline, center_staff):
    """A first edition in schema 1 of what the draft still says."""
    saved(center_staff, closing="以上です。")
    upcoming = next_edition(FY2026, by=center_staff, at=moment(2027, 8, 1))
    content = {
        key: value for key, value in upcoming.data.items() if key not in ("voices", "pictures")
    } | {"schema": 1}
    return Edition.objects.create(
        report=Report.objects.get(),
        number=1,
        published_at=moment(2027, 8, 1),
        published_by=center_staff,
        content=content,
        sha256=digest(content),
    )


def test_its_page_is_shown(old_edition, client):
    page = client.get("/reports/2026/editions/1/")

    assert page.status_code == 200
    assert "以上です。" in page.text
    assert "声と事例" not in page.text
    assert Citation.objects.count() == 0


def test_the_same_texts_in_the_new_schema_are_nothing_new(old_edition, center_staff):
    upcoming = next_edition(FY2026, by=center_staff, at=moment(2027, 9, 1))

    assert upcoming.data["schema"] == 2
    assert substance(old_edition.content) == upcoming.substance
    with pytest.raises(Refusal, match="第1版から変わったところがない"):
        published(center_staff, change_note="形だけ")


def test_the_next_edition_follows_it_in_the_new_schema(old_edition, center_staff):
    second = published(center_staff, voices="声です。", change_note="声を加えました。")

    assert (second.number, second.content["schema"]) == (2, 2)
