"""A part of the report is named in one list, and appears wherever parts appear."""

import sys
from pathlib import Path

import pytest
from django.db import models

from reports.drafts.queries import saved_drafts
from reports.drafts.texts import PARTS, ReportPart, Texts
from reports.editions.pdf import edition_html
from reports.models import Report
from tests.figures import FY2026
from tests.reports.making import pictured, posted, published, saved

PROJECT = Path(__file__).parents[2]
EDIT = "/staff/reports/2026/"
HEADING, WORDS = "市長から", "一年を振り返ります。"


@pytest.fixture
def greeting(guideline, summer_2027, monkeypatch):
    """A fourth part, after the introduction. Its column is read from the newest save."""

    def column(report: Report) -> str:
        newest = report.saved_drafts.order_by("version").last()
        return newest.parts.get("greeting", "") if newest else ""

    added = ReportPart("greeting", HEADING, hint="市長のことばです。", is_before_sections=True)
    three = PARTS
    longer = (three[0], added, *three[1:])
    for module in list(sys.modules.values()):
        if getattr(module, "PARTS", None) is three:
            monkeypatch.setattr(module, "PARTS", longer)
    stand_in = property(column, lambda report, text: None)
    monkeypatch.setattr(Report, "greeting", stand_in, raising=False)


def test_writers_find_a_new_part_on_their_page(greeting, center_client):
    form = center_client.get(EDIT).context["form"]

    assert list(form.fields)[:4] == ["seen_version", "introduction", "greeting", "section-1"]
    assert (form.fields["greeting"].label, form.fields["greeting"].help_text) == (
        HEADING,
        "市長のことばです。",
    )


def test_a_new_part_is_saved_and_kept_in_the_history(greeting, center_client):
    center_client.post(EDIT, posted(0, introduction="報告", greeting=WORDS))

    assert center_client.get(EDIT).context["form"]["greeting"].value() == WORDS
    assert [(part.heading, part.text) for part in saved_drafts(FY2026)[0].changed] == [
        ("はじめに", "報告"),
        (HEADING, WORDS),
    ]


def test_publishers_are_told_of_a_new_part_that_is_empty(greeting, center_client, center_staff):
    saved(center_staff)
    assert f"「{HEADING}」が空です。" in center_client.get(f"{EDIT}publish/").context["warnings"]

    saved(center_staff, greeting="①つめ")
    assert (
        f"「{HEADING}」：「①」は機種依存文字です。「(1)」と書いてください。"
        in center_client.get(f"{EDIT}publish/").context["warnings"]
    )


def test_a_picture_in_a_new_part_is_placed(greeting, center_client, center_staff):
    picture = pictured(center_staff)
    saved(center_staff, greeting=picture.mark)

    (found,) = center_client.get(f"{EDIT}pictures/").context["listed"]
    assert found.places == [HEADING]


def test_readers_find_a_new_part_on_the_page_and_in_the_pdf(greeting, center_staff, client):
    edition = published(center_staff, greeting=WORDS)

    assert edition.content["greeting"] == WORDS
    for document in (client.get("/reports/2026/").text, edition_html(edition)):
        assert document.count(HEADING) == 2  # In the contents, and over its text.
        assert document.count(WORDS) == 1
        assert document.index("報告します。") < document.index(WORDS) < document.index("取組内容")


def test_a_new_part_is_compared_with_the_edition_before(greeting, center_staff, client):
    published(center_staff)
    published(center_staff, greeting=WORDS, change_note="市長のことばを加えました。")

    found = client.get("/reports/2026/editions/2/changes/").context["found"]
    assert [change.heading for change in found.texts] == [HEADING]


def test_every_part_has_its_column():
    columns = {
        field.name: field.verbose_name
        for field in Report._meta.get_fields()
        if isinstance(field, models.TextField)
    }

    assert columns == {part.name: part.heading for part in PARTS}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_no_other_file_knows_a_heading(part):
    files = [
        *(PROJECT / "templates").rglob("*.html"),
        *(path for path in (PROJECT / "reports").rglob("*.py") if "migrations" not in path.parts),
    ]
    knowing = [
        str(path.relative_to(PROJECT)) for path in files if str(part.heading) in path.read_text()
    ]

    assert sorted(knowing) == ["reports/drafts/texts.py", "reports/models/report.py"]


def test_a_text_of_an_unknown_part_is_an_error_of_the_caller():
    with pytest.raises(TypeError, match="no part named closng"):
        Texts.of(closng="おわり")
