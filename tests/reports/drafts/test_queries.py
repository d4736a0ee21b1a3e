"""Every save of a draft can be looked at, and gone back to."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.drafts.queries import read_draft, saved_drafts
from reports.drafts.texts import Texts
from tests.figures import FY2026, FY2027
from tests.reports.making import posted, saved

pytestmark = pytest.mark.usefixtures("guideline", "summer_2027")

EDIT = "/staff/reports/2026/"
DRAFTS = "/staff/reports/2026/drafts/"


@pytest.fixture
def three_saves(center_staff, administrator):
    saved(center_staff, introduction="はじめの文章。")
    saved(administrator, introduction="書き直した文章。", sections={1: "方向性1のこと。"})
    saved(center_staff, sections={1: ""}, closing="おわりのことば。")


def test_each_save_says_which_parts_it_changed(three_saves):
    changed = [[(part.name, part.text) for part in save.changed] for save in saved_drafts(FY2026)]

    assert changed == [
        [("section-1", ""), ("closing", "おわりのことば。")],
        [("introduction", "書き直した文章。"), ("section-1", "方向性1のこと。")],
        [("introduction", "はじめの文章。")],
    ]


def test_a_part_keeps_its_place_and_its_heading(three_saves):
    headings = [part.heading for part in saved_drafts(FY2026)[1].parts]

    assert headings == ["はじめに", "方向性1. 多様な主体をつなぐコーディネート"]


def test_another_years_saves_are_its_own(three_saves, center_staff):
    saved(center_staff, FY2027)

    assert [save.draft.version for save in saved_drafts(FY2027)] == [1]


def test_the_list_names_who_saved_and_leads_to_each_save(three_saves, center_client):
    page = center_client.get(DRAFTS).text

    assert page.index("3回目") < page.index("2回目") < page.index("1回目")
    assert f'href="{DRAFTS}2/"' in page
    assert "方向性1. 多様な主体をつなぐコーディネート（文章を消した）" in page


def test_before_the_first_save_the_list_says_so(center_client):
    assert "まだ一度も保存されていません。" in center_client.get(DRAFTS).text


def test_a_save_is_shown_as_residents_would_read_it(center_staff, center_client):
    saved(center_staff, introduction="# 一年目\n\n**進んだ**<b>こと</b>")

    page = center_client.get(f"{DRAFTS}1/").text

    assert "<h3>一年目</h3>" in page
    assert "<strong>進んだ</strong>&lt;b&gt;こと&lt;/b&gt;" in page
    assert "いまの下書きと同じ文章です。" in page


@pytest.mark.parametrize("version", ["0", "4", "999999999999999999999"])
def test_a_save_that_never_was_is_not_found(three_saves, center_client, version):
    assert center_client.get(f"{DRAFTS}{version}/").status_code == 404


def test_writing_begins_again_from_an_earlier_save(three_saves, center_client):
    response = center_client.get(f"{EDIT}?from=2")

    form = response.context["form"]
    assert form["introduction"].value() == "書き直した文章。"
    assert form["section-1"].value() == "方向性1のこと。"
    assert form["closing"].value() is None
    assert "2回目の保存" in response.text
    assert read_draft(FY2026).version == 3

    center_client.post(
        f"{EDIT}?from=2",
        posted(
            form["seen_version"].value(),
            introduction="書き直した文章。",
            section_1="方向性1のこと。",
        ),
    )
    draft = read_draft(FY2026)
    assert (draft.version, draft.texts["closing"]) == (4, "")
    assert draft.texts.says_the_same_as(Texts(saved_drafts(FY2026)[2].draft.parts))


@pytest.mark.parametrize("version", ["0", "9", "x", "", "１", "-1", "9" * 5000])
def test_an_earlier_save_that_never_was_is_ignored(three_saves, center_client, version):
    response = center_client.get(EDIT, {"from": version})

    assert response.context["form"]["closing"].value() == "おわりのことば。"
    assert response.context["earlier"] is None


def test_the_pages_take_the_same_number_of_queries_however_often_was_saved(
    three_saves, center_client, center_staff
):
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            center_client.get(address)
        return len(asked)

    few = [queries(DRAFTS), queries(f"{DRAFTS}1/")]
    for number in range(5):
        saved(center_staff, closing=f"{number}")

    assert [queries(DRAFTS), queries(f"{DRAFTS}1/")] == few == [7, 8]
