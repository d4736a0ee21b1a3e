"""What was typed and not saved: kept by the browser, offered again, never forced upon anybody."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from indicators.models import Entry
from tests.figures import draft

SHEET = "/staff/entry/2026/"
OFFER = "前回、保存せずに終わった入力があります"
RESTORE, DISCARD = "入力を戻す", "捨てる"


@pytest.fixture
def sheet(guideline, city_staff, page, sign_in):
    """The year sheet in the hands of city staff, who never mind leaving it unsaved."""
    page.on("dialog", lambda dialog: dialog.accept())
    sign_in(page, city_staff)
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


def test_a_report_comes_back_as_well(guideline, center_staff, page, sign_in):
    sign_in(page, center_staff)
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
