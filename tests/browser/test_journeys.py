"""The portal's three journeys in a real browser, from the first page to the last."""

import pytest
from playwright.sync_api import Page, expect

from indicators.models import Entry
from tests.figures import confirmed, draft

INTRODUCTION = "協働のまちづくりの一年目を報告します。"


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def either_page(request, open_page) -> Page:
    """A page with JavaScript, then the same journey without."""
    return open_page(java_script_enabled=request.param == "with JavaScript")


def test_a_resident_finds_the_way_from_home_to_a_figure(guideline, city_staff, page):
    confirmed("5-2", 4, city_staff)

    page.goto("/")
    page.get_by_role("link", name="学校").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("学校")
    page.get_by_role("link", name="ユースワーカーが支援した市内の学校数").first.click()

    expect(page.locator("main")).to_contain_text("令和8年度の実績は4校です。")
    expect(page.get_by_role("row", name="令和8年度（2026年度）")).to_contain_text("4")


def test_city_staff_enter_review_and_confirm_a_years_figures(
    guideline, city_staff, either_page, sign_in, open_page
):
    page = either_page
    sign_in(page, city_staff)
    page.get_by_role("link", name="年度入力シートを開く").click()
    page.get_by_label("1-1 市民協働センターによる交流機会の創出事業の実施回数の実績値（回）").fill(
        "１２"
    )
    page.get_by_label("1-2 市民協働センターによるコーディネート件数の実績値（件）").fill("1,234件")
    page.get_by_label("2-1 市民協働センターによる情報発信件数の実績値（件）").fill("未集計")
    page.get_by_role("button", name="保存して確認へ進む").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "令和8年度（2026年度）の実績値を確認して確定する"
    )
    expect(page.locator("main")).to_contain_text("令和8年度の実績は1,234件です。")
    page.get_by_label("2-1 市民協働センターによる情報発信件数").uncheck()
    page.get_by_role("button", name="選んだ値を確定して公開する").click()
    expect(page.get_by_text("2件の実績値を確定しました。")).to_be_visible()

    resident = open_page()
    resident.goto("/progress/2026/")
    expect(resident.locator("main")).to_contain_text("令和8年度の実績は1,234件です。")
    resident.goto("/indicators/2-1/")
    expect(resident.locator("main")).not_to_contain_text("未集計です")
    assert {e.indicator.code for e in Entry.objects.latest_confirmed()} == {"1-1", "1-2"}


def test_a_typing_error_is_explained_and_nothing_is_lost(guideline, city_staff, page, enter):
    enter(page, city_staff)
    page.goto("/staff/entry/2026/")
    page.locator("[name='1-1-value']").fill("12.5.1")
    page.locator("[name='1-2-note']").fill("備考はどこへも行かない")
    page.locator("[name='1-2-value']").fill("3")
    page.get_by_role("button", name="下書きとして保存").click()

    expect(page.locator("#error-summary")).to_be_focused()
    page.locator("#error-summary a").first.click()
    expect(page.locator("[name='1-1-value']")).to_be_focused()
    expect(page.locator("[name='1-1-value']")).to_have_value("12.5.1")
    expect(page.locator("[name='1-1-value']")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[name='1-2-note']")).to_have_value("備考はどこへも行かない")


def test_the_sheet_is_filled_by_keyboard_alone(guideline, city_staff, page, enter):
    enter(page, city_staff)
    page.goto("/staff/entry/2026/")
    page.locator("[name='1-1-value']").focus()
    for typed in ("12", "3", "40"):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")

    values = [
        page.locator(f"[name='{code}-value']").input_value() for code in ("1-1", "1-2", "2-1")
    ]
    assert values == ["12", "3", "40"]
    expect(page.locator("[name='2-2-value']")).to_be_focused()
    assert Entry.objects.count() == 0


def test_the_sheet_counts_what_is_still_owed_while_one_types(guideline, city_staff, page, enter):
    draft("5-2", 4, city_staff)
    enter(page, city_staff)
    page.goto("/staff/entry/2026/")
    owed = page.locator("output")

    expect(owed).to_have_text("まだ値のない指標は、あと9件です。")
    page.locator("[name='1-1-value']").fill("0")
    expect(owed).to_have_text("まだ値のない指標は、あと8件です。")
    for cell in page.locator("[name$='-value']").all():
        cell.fill("1")
    expect(owed).to_have_text("すべての指標に値があります。")


def test_two_people_at_one_figure_choose_whose_stays(
    guideline, city_staff, second_city_staff, page, enter
):
    enter(page, city_staff)
    page.goto("/staff/entry/2026/")
    draft("1-1", 20, second_city_staff, note="相手の備考")
    page.locator("[name='1-1-value']").fill("12")
    page.get_by_role("button", name="下書きとして保存").click()

    expect(page.locator(".merge")).to_contain_text("堀内 二郎さんが")
    expect(page.locator(".merge")).to_contain_text("相手の備考")
    page.get_by_label("わたしの入力を残す").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("ほかの人の内容を残す")).to_be_checked()
    page.keyboard.press("Enter")  # sends nothing from within the sheet
    page.get_by_role("button", name="下書きとして保存").click()
    expect(page.locator("[name='1-1-value']")).to_have_value("20")
    assert Entry.objects.count() == 1


def test_a_sheet_that_could_not_be_saved_asks_before_one_leaves(guideline, city_staff, page, enter):
    enter(page, city_staff)
    page.goto("/staff/entry/2026/")
    page.locator("[name='1-1-value']").fill("12.5.1")
    page.get_by_role("button", name="下書きとして保存").click()
    asked = dialogs_of(page)
    page.locator("[name='1-1-value']").click()  # browsers ask only whoever has touched the page
    with page.expect_event("dialog"):
        page.get_by_role("link", name="職員用ホーム").click(no_wait_after=True)

    assert asked == ["beforeunload"]


def dialogs_of(page) -> list[str]:
    """Return the kinds of dialogs that `page` opens, as they come; each is dismissed."""
    kinds = []

    def dismiss(dialog):
        kinds.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", dismiss)
    return kinds


def test_leaving_the_sheet_with_unsaved_figures_asks_first(guideline, city_staff, page, enter):
    enter(page, city_staff)
    page.goto("/staff/entry/2026/")
    page.locator("[name='1-1-value']").fill("12")
    asked = dialogs_of(page)
    with page.expect_event("dialog"):
        page.get_by_role("link", name="職員用ホーム").click(no_wait_after=True)

    assert asked == ["beforeunload"]
    expect(page.locator("[name='1-1-value']")).to_have_value("12")


def test_a_correction_shows_residents_what_changed_and_why(
    guideline, city_staff, either_page, enter, open_page
):
    confirmed("1-1", 12, city_staff)
    page = either_page
    enter(page, city_staff)
    page.goto("/staff/indicators/1-1/2026/")
    page.get_by_role("link", name="この値を訂正する").click()
    page.get_by_label("訂正後の実績値（回）").fill("14")
    page.get_by_label("訂正の理由").fill("二重に数えていたため")
    page.get_by_role("button", name="確認画面へ進む").click()
    expect(page.locator("main")).to_contain_text("まだ訂正していません")
    page.get_by_role("button", name="訂正を確定して公開する").click()

    resident = open_page()
    resident.goto("/indicators/1-1/")
    expect(resident.locator("main")).to_contain_text("二重に数えていたため")
    expect(resident.locator("main")).to_contain_text("令和8年度の実績は14回です。")


def test_center_staff_write_and_publish_a_report_that_residents_read(
    guideline, city_staff, center_staff, either_page, sign_in, open_page
):
    confirmed("1-1", 12, city_staff)
    draft("1-2", 98765, city_staff)
    page = either_page
    sign_in(page, center_staff)
    page.goto("/staff/reports/2026/")
    page.get_by_role("textbox", name="はじめに").fill(INTRODUCTION)
    page.get_by_role("button", name="保存してプレビューへ進む").click()
    expect(page.locator("main")).to_contain_text(INTRODUCTION)
    page.goto("/staff/reports/2026/publish/")
    page.get_by_role("button", name="第1版をいま公表する").click()
    expect(page.get_by_text("第1版を公表しました").first).to_be_visible()

    resident = open_page()
    resident.goto("/reports/")
    resident.get_by_role("link", name="令和8年度").first.click()
    expect(resident.locator("main")).to_contain_text(INTRODUCTION)
    expect(resident.locator("main")).to_contain_text("令和8年度の実績は12回です。")
    expect(resident.locator("main")).not_to_contain_text("98,765")
