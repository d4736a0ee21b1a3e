"""Writing a report beside one another, with what one needs at hand, and looking at it."""

import pytest

from reports.drafts.queries import read_draft
from reports.models import Edition, Report
from reports.models.report import MAX_LENGTH
from tests.figures import FY2026, FY2027, confirmed, draft
from tests.pages import parsed, plain
from tests.reports.making import INTRODUCTION, posted, said, saved

pytestmark = pytest.mark.usefixtures("guideline", "summer_2027")

EDIT = "/staff/reports/2026/"
PREVIEW = "/staff/reports/2026/preview/"


@pytest.mark.parametrize("browser", ["center_client", "admin_client"])
def test_draft_is_saved_and_shown_again(request, browser):
    client = request.getfixturevalue(browser)

    response = client.post(EDIT, posted(0, introduction="前書き", section_3="三"), follow=True)

    assert response.redirect_chain == [(EDIT, 302)]
    assert said(response) == ["下書きを保存しました。公表するまで、住民の方には見えません。"]
    assert response.context["form"].initial == {
        "seen_version": 1,
        "introduction": "前書き",
        "section-3": "三",
    }


def test_draft_can_be_saved_on_the_way_to_the_preview(center_client):
    response = center_client.post(EDIT, posted(0, introduction="前書き") | {"preview": ""})

    assert response["Location"] == PREVIEW


def test_save_without_a_change_says_so(center_client, center_staff):
    saved(center_staff)

    response = center_client.post(EDIT, posted(1, introduction=INTRODUCTION), follow=True)

    assert said(response) == ["変わったところがないため、保存するものはありませんでした。"]


def test_two_writers_of_different_parts_are_brought_together(center_client, administrator):
    center_client.post(EDIT, posted(0, introduction="前書き"))
    saved(administrator, sections={1: "一"})

    response = center_client.post(
        EDIT, posted(1, introduction="前書き", section_2="二"), follow=True
    )

    assert said(response)[-1] == (
        "ほかの人が保存した変更と合わせて、下書きを保存しました。文章を確かめてください。"
    )
    assert read_draft(FY2026).texts.sections == {1: "一", 2: "二"}


def test_second_writer_sees_both_texts_and_can_save_theirs(center_client, administrator):
    center_client.post(EDIT, posted(0, introduction="元"))
    saved(administrator, introduction="先の人の文章", closing="先の人の締め")

    refused = center_client.post(EDIT, posted(1, introduction="後の人の文章"))

    page = parsed(refused)
    typed = {area["name"]: plain(area) for area in page.select("textarea")}
    assert refused.status_code == 200
    assert "ほかの人が同じ箇所を保存しました" in plain(page)
    assert (typed["introduction"], typed["closing"]) == ("後の人の文章", "先の人の締め")
    assert [plain(saved) for saved in page.select("p.preserve-lines")] == ["先の人の文章"]
    assert read_draft(FY2026).texts["introduction"] == "先の人の文章"

    center_client.post(EDIT, refused.context["form"].data)

    assert read_draft(FY2026).texts.parts == {
        "introduction": "後の人の文章",
        "closing": "先の人の締め",
    }


def test_text_that_is_too_long_comes_back_whole_with_a_message(center_client):
    long = "あ" * (MAX_LENGTH + 1)

    response = center_client.post(EDIT, posted(0, introduction="前書き", section_2=long))

    assert response.status_code == 200
    assert "20000 文字以下" in response.content.decode()
    assert response.context["form"]["section-2"].value() == long
    assert Report.objects.count() == 0


def test_text_of_a_million_characters_is_refused_before_it_is_read(center_client):
    response = center_client.post(EDIT, posted(0, introduction="前書き", voices="あ" * 1_000_000))

    assert response.status_code == 400
    assert "読み取れない内容が送られました" in response.text
    assert Report.objects.count() == 0


def test_line_ends_of_the_browser_count_as_one_character(center_client):
    lines = "\r\n".join(["あ" * 99] * 200)
    assert len(lines) > MAX_LENGTH >= len(lines.replace("\r\n", "\n"))

    center_client.post(EDIT, posted(0, introduction=lines))

    assert read_draft(FY2026).texts["introduction"] == lines.replace("\r\n", "\n")


@pytest.mark.parametrize("seen", ["", "x", "-1", "99"])
def test_form_that_does_not_say_what_was_seen_saves_nothing(center_client, center_staff, seen):
    saved(center_staff)

    response = center_client.post(EDIT, posted(seen, introduction="書き換え"))

    assert response.status_code == 200
    assert response.context["form"].errors
    assert response.context["form"]["introduction"].value() == "書き換え"
    assert read_draft(FY2026).texts["introduction"] == INTRODUCTION


def test_writer_has_the_years_figures_and_last_years_texts_beside(
    center_client, center_staff, city_staff
):
    confirmed("1-1", 12, city_staff, FY2027)
    draft("1-2", 77777, city_staff, FY2027)
    saved(center_staff, sections={1: "昨年の方向性1"})

    html = center_client.get("/staff/reports/2027/").content.decode()

    assert "令和9年度の実績は12回です。" in html
    assert "77777" not in html
    assert "昨年の方向性1" in html
    assert "令和8年度の報告書の文章" in html


def test_script_in_a_draft_stays_text_on_staff_pages(center_client, center_staff):
    attack = "</textarea><script>alert(1)</script>"
    saved(center_staff, introduction=attack, voices=attack, closing=attack)
    saved(center_staff, FY2027)

    for address in (EDIT, PREVIEW, "/staff/reports/2027/"):
        assert "<script>alert" not in center_client.get(address).content.decode(), address


def test_preview_shows_the_draft_and_says_that_it_is_one(center_client, center_staff):
    saved(center_staff, closing="締めの言葉")

    html = center_client.get(PREVIEW).content.decode()

    assert "第1版のプレビューです。まだ公表していません。" in html
    assert "締めの言葉" in html
    assert Edition.objects.count() == 0
