"""What was typed and not saved: kept by the browser, offered again, never forced upon anybody."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from indicators.models import Entry
from tests.browser.conftest import once
from tests.figures import FY2027, confirmed, draft, standing

pytestmark = once

SHEET = "/staff/entry/2026/"
OFFER = "前回、保存せずに終わった入力があります"
RESTORE, DISCARD = "入力を戻す", "捨てる"


@pytest.fixture
def sheet(guideline, city_staff, page, enter):
    """The year sheet in the hands of city staff, who never mind leaving it unsaved."""
    page.on("dialog", lambda dialog: dialog.accept())
    enter(page, city_staff)
    page.goto(SHEET)
    return page


def type_and_wait(page, field: str, text: str) -> None:
    page.locator(f"[name='{field}']").fill(text)
    for _attempt in range(100):
        if page.evaluate("localStorage.length"):
            return
        page.wait_for_timeout(50)
    pytest.fail("The browser kept nothing.")


def test_a_closed_sheet_comes_back_when_asked_for(sheet):
    type_and_wait(sheet, "1-1-value", "12")
    sheet.goto(SHEET)

    expect(sheet.locator("[name='1-1-value']")).to_have_value("")
    sheet.get_by_role("button", name=RESTORE).click()
    expect(sheet.locator("[name='1-1-value']")).to_have_value("12")
    expect(sheet.locator("[name='1-1-value']")).to_be_focused()
    expect(sheet.get_by_text(OFFER)).to_be_hidden()
    expect(sheet.locator("output")).to_have_text("まだ値のない指標は、あと9件です。")
    assert Entry.objects.count() == 0


def test_a_sheet_sent_after_the_session_ended_is_there_after_signing_in(sheet, sign_in, city_staff):
    type_and_wait(sheet, "1-1-value", "12")
    Session.objects.all().delete()
    sheet.get_by_role("button", name="下書きとして保存").click()
    expect(sheet.get_by_role("heading", level=1)).to_have_text("職員サインイン")
    sign_in(sheet, city_staff)
    sheet.goto(SHEET)

    sheet.get_by_role("button", name=RESTORE).click()
    sheet.get_by_role("button", name="下書きとして保存").click()
    expect(sheet.get_by_text("下書きとして保存しました").first).to_be_visible()
    assert [entry.value for entry in Entry.objects.all()] == [12]


def test_a_saved_sheet_offers_nothing(sheet):
    type_and_wait(sheet, "1-1-value", "１２")
    sheet.get_by_role("button", name="下書きとして保存").click()
    sheet.goto(SHEET)

    expect(sheet.locator("[name='1-1-value']")).to_have_value("12")
    expect(sheet.get_by_text(OFFER)).to_be_hidden()


def test_a_discarded_sheet_is_not_offered_again(sheet):
    type_and_wait(sheet, "1-1-value", "12")
    sheet.goto(SHEET)
    sheet.get_by_role("button", name=DISCARD).click()
    sheet.goto(SHEET)

    expect(sheet.get_by_text(OFFER)).to_be_hidden()
    assert sheet.evaluate("Object.keys(localStorage)") == []


def test_what_somebody_else_has_saved_meanwhile_is_not_overwritten(sheet, administrator):
    type_and_wait(sheet, "1-1-value", "12")
    draft("1-1", 15, administrator)
    sheet.goto(SHEET)
    sheet.get_by_role("button", name=RESTORE).click()
    sheet.get_by_role("button", name="下書きとして保存").click()

    expect(sheet.locator("main")).to_contain_text("15")
    expect(sheet.locator("[name='1-1-value']")).to_have_value("12")
    assert Entry.objects.latest().get().value == 15


def test_a_sheet_sent_after_the_session_ended_goes_through_the_sign_in_without_javascript(
    guideline, city_staff, open_page, enter
):
    page = open_page(java_script_enabled=False)
    enter(page, city_staff)
    page.goto(SHEET)
    page.locator("[name='1-1-value']").fill("１２件")
    page.locator("[name='1-1-note']").fill("11月末")
    Session.objects.all().delete()
    page.get_by_role("button", name="下書きとして保存").click()
    page.locator("input[name=username]").fill(city_staff.username)
    page.locator("input[name=password]").fill("password")
    page.locator("main form button[type=submit]").click()
    assert Entry.objects.count() == 0
    page.get_by_role("button", name="もう一度送る").click()

    expect(page.get_by_text("下書きとして保存しました").first).to_be_visible()
    expect(page.locator("[name='1-1-note']")).to_have_value("11月末")
    expect(page.locator("[name='1-1-assurance']")).to_be_visible()


def test_a_word_on_an_odd_figure_comes_back(guideline, sheet, city_staff):
    draft("1-1", 12, city_staff, doubts=("other_unit",))
    sheet.goto(SHEET)
    type_and_wait(sheet, "1-1-assurance", "件を回と数えるため")
    sheet.goto(SHEET)

    sheet.get_by_role("button", name=RESTORE).click()
    expect(sheet.locator("[name='1-1-assurance']")).to_be_focused()
    sheet.get_by_role("button", name="下書きとして保存").click()
    sheet.goto(SHEET)
    expect(sheet.get_by_text(OFFER)).to_be_hidden()
    assert standing("1-1").draft.assurance == "件を回と数えるため"


def test_answers_before_confirming_come_back_and_are_forgotten_once_kept(sheet, city_staff):
    confirmed("1-1", 12, city_staff)
    draft("1-1", 120, city_staff, FY2027)
    draft("1-2", 3, city_staff, FY2027)
    address = "/staff/entry/2027/confirm/"
    sheet.goto(address)
    sheet.locator("#entry-1-2").uncheck()
    sheet.get_by_label("はい、この値で正しい").check()
    type_and_wait(sheet, "1-1-assurance", "行事を含むため")
    sheet.goto(address)

    sheet.get_by_role("button", name=RESTORE).click()
    expect(sheet.locator("[name='1-1-assurance']")).to_have_value("行事を含むため")
    expect(sheet.get_by_label("はい、この値で正しい")).to_be_checked()
    sheet.locator("#entry-1-2").uncheck()
    sheet.get_by_role("button", name="選んだ値を確定して公開する").click()
    expect(sheet.get_by_text("1件の実績値を確定しました。")).to_be_visible()
    sheet.goto(address)
    expect(sheet.get_by_text(OFFER)).to_be_hidden()
    expect(sheet.locator("#entry-1-2")).to_have_value(str(standing("1-2", FY2027).draft.pk))
    assert standing("1-1", FY2027).confirmed.assurance == "行事を含むため"


def test_a_correction_comes_back_from_its_second_page_too(sheet, city_staff):
    confirmed("1-1", 12, city_staff)
    address = "/staff/indicators/1-1/2026/correct/"
    sheet.goto(address)
    sheet.locator("[name=value]").fill("14件")
    sheet.locator("[name=reason]").fill("数え直し")
    sheet.get_by_role("button", name="確認画面へ進む").click()
    sheet.evaluate("localStorage.clear()")
    type_and_wait(sheet, "assurance", "件を回と数えるため")
    sheet.goto(address)

    sheet.get_by_role("button", name=RESTORE).click()
    expect(sheet.locator("[name=value]")).to_have_value("14件")
    expect(sheet.locator("[name=reason]")).to_have_value("数え直し")
    sheet.get_by_role("button", name="確認画面へ進む").click()
    expect(sheet.locator("[name=assurance]")).to_have_value("件を回と数えるため")
    sheet.get_by_role("button", name="訂正を確定して公開する").click()
    expect(sheet.get_by_text("訂正しました。")).to_be_visible()
    sheet.goto(address)
    expect(sheet.get_by_text(OFFER)).to_be_hidden()


def test_an_undecided_conflict_comes_back_as_one(sheet, second_city_staff):
    sheet.locator("[name='1-1-value']").fill("12")
    draft("1-1", 20, second_city_staff)
    sheet.get_by_role("button", name="下書きとして保存").click()
    expect(sheet.locator(".merge")).to_be_visible()
    sheet.goto(SHEET)

    sheet.get_by_role("button", name=RESTORE).click()
    expect(sheet.locator("[name='1-1-value']")).to_have_value("12")
    sheet.get_by_role("button", name="下書きとして保存").click()
    expect(sheet.locator(".merge")).to_be_visible()
    assert [entry.value for entry in Entry.objects.all()] == [20]


def test_a_report_comes_back_as_well(guideline, center_staff, page, enter):
    enter(page, center_staff)
    page.goto("/staff/reports/2026/")
    page.locator("[name='introduction']").fill("書きかけの文章")
    type_and_wait(page, "voices", "書きかけの声")
    page.goto("/staff/reports/2026/")

    page.get_by_role("button", name=RESTORE).click()
    expect(page.locator("[name='introduction']")).to_have_value("書きかけの文章")
    expect(page.locator("[name='voices']")).to_have_value("書きかけの声")


def test_nobody_else_is_offered_what_one_person_typed(sheet, administrator, sign_in):
    type_and_wait(sheet, "1-1-value", "12")
    sheet.context.clear_cookies()
    sign_in(sheet, administrator)
    sheet.goto(SHEET)

    expect(sheet.get_by_text(OFFER)).to_be_hidden()
