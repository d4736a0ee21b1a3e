"""The four questions of a direction's text, offered as headings, with and without JavaScript."""

import pytest

from reports.drafts.texts import with_outline
from reports.models import Report
from reports.models.report import MAX_LENGTH
from tests.reports.making import posted, saved

EDIT = "/staff/reports/2026/"
QUESTIONS = ["何をしたか", "課題"]
OUTLINE = "# 何をしたか\n\n# 何が変わったか\n\n# 課題\n\n# 次の一歩"


@pytest.mark.parametrize(
    ("text", "outlined"),
    [
        ("", "# 何をしたか\n\n# 課題"),
        ("書いた。\n", "書いた。\n\n# 何をしたか\n\n# 課題"),
        ("# 課題\n人手。", "# 課題\n人手。\n\n# 何をしたか"),
        ("## 何をしたか\n\n#課題", "## 何をしたか\n\n#課題"),
        ("課題", "課題\n\n# 何をしたか\n\n# 課題"),
    ],
)
def test_an_outline_adds_the_headings_that_a_text_lacks(text, outlined):
    assert with_outline(text, QUESTIONS) == outlined


def test_an_outline_asked_for_twice_is_there_once():
    once = with_outline("書いた。", QUESTIONS)

    assert with_outline(once, QUESTIONS) == once


@pytest.mark.usefixtures("guideline", "summer_2027")
class TestWithoutJavaScript:
    """The button posts the form, which comes back with the headings and all that was typed."""

    def test_nothing_is_saved_and_nothing_typed_is_lost(self, center_client):
        data = posted(0, introduction="書きかけ", section_2="相談が増えた。")

        response = center_client.post(EDIT, data | {"outline": "section-2"})

        form = response.context["form"]
        assert form["section-2"].value() == f"相談が増えた。\n\n{OUTLINE}"
        assert form["introduction"].value() == "書きかけ"
        assert "autofocus" in str(form["section-2"])
        assert "data-unsaved" in response.text
        assert Report.objects.count() == 0

    @pytest.mark.parametrize("part", ["introduction", "voices", "seen_version", "section-9", ""])
    def test_no_other_part_has_an_outline(self, center_client, part):
        response = center_client.post(EDIT, posted(0) | {"outline": part})

        assert "何をしたか\n" not in str(response.context["form"].data)
        assert response.status_code == 200

    def test_what_others_have_saved_meanwhile_is_still_noticed(self, center_client, administrator):
        form = center_client.post(EDIT, posted(0) | {"outline": "section-1"}).context["form"]
        saved(administrator, sections={1: "先の人"})

        written = {name: text for name, text in form.data.items() if name != "outline"}
        refused = center_client.post(EDIT, written)

        clashes = [part.clash.theirs for part in refused.context["parts"] if part.clash]
        assert clashes == ["先の人"]

    def test_a_text_that_grows_too_long_says_so(self, center_client):
        response = center_client.post(
            EDIT, posted(0, section_1="あ" * MAX_LENGTH) | {"outline": "section-1"}
        )

        assert list(response.context["form"].errors) == ["section-1"]
