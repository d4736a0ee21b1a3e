"""Figures from a spreadsheet in a browser: pasted into the sheet, or through the difference."""

import pytest
from playwright.sync_api import Page, expect

from indicators.importing.files.opening import sha256
from indicators.models import Entry
from tests.browser.conftest import once
from tests.figures import confirmed, draft
from tests.indicators.importing.made_tables import xlsx

pytestmark = once

SHEET = "/staff/entry/2026/"
IMPORT = "/staff/entry/2026/import/"

PASTE = """([selector, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const field = document.querySelector(selector);
  field.focus();
  return field.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def paste(page: Page, field: str, text: str) -> bool:
    """Paste `text` into a field; return whether the browser is left to do it itself."""
    return page.evaluate(PASTE, [f"[name='{field}']", text])


def value(page: Page, field: str) -> str:
    return page.locator(f"[name='{field}']").input_value()


@pytest.fixture
def sheet(guideline, city_staff, page, enter):
    """The year sheet in the hands of city staff, who never mind leaving it unsaved."""
    draft("2-1", 7, city_staff)
    page.on("dialog", lambda dialog: dialog.accept())
    enter(page, city_staff)
    page.goto(SHEET)
    return page


def test_a_block_pasted_into_the_sheet_fills_it_and_can_be_taken_back(sheet):
    sheet.locator("[name='1-1-value']").fill("99")
    block = '12\t"備考 ""あり"""\r\n３件\t\r\n\t残す\r\n40\t\r\n'

    assert paste(sheet, "1-1-value", block) is False

    assert [value(sheet, f"{code}-value") for code in ("1-1", "1-2", "2-1", "2-2")] == [
        "12", "３件", "7", "40",
    ]  # fmt: skip
    assert [value(sheet, f"{code}-note") for code in ("1-1", "1-2", "2-1")] == [
        '備考 "あり"', "", "残す",
    ]  # fmt: skip
    told = sheet.locator("[data-pasted]")
    expect(told).to_contain_text("5個の値を貼り付けました。まだ保存していません。")
    expect(sheet.locator("output")).to_have_text("まだ値のない指標は、あと6件です。")
    assert Entry.objects.count() == 1

    sheet.get_by_role("button", name="貼り付けを元に戻す").click()
    assert [value(sheet, f"{code}-value") for code in ("1-1", "1-2", "2-1", "2-2")] == [
        "99", "", "7", "",
    ]  # fmt: skip
    expect(told).to_be_hidden()
    expect(sheet.locator("[name='1-1-value']")).to_be_focused()


def test_what_does_not_fit_into_the_sheet_is_told_or_sent_on(sheet):
    told = sheet.locator("[data-pasted]")

    assert paste(sheet, "1-1-value", "12") is True
    assert paste(sheet, "1-1-value", "12\r\n") is True
    expect(told).to_be_hidden()

    assert paste(sheet, "5-2-value", "4\n5\n6") is False
    assert value(sheet, "5-2-value") == "4"
    expect(told).to_contain_text("1個の値を貼り付けました。入る欄のない値が2個あり")

    for block in ("1-1\t12\n1-2\t3", "1\t2\t3\n4\t5\t6"):
        assert paste(sheet, "1-1-value", block) is False
        assert value(sheet, "1-1-value") == ""
        expect(told).to_contain_text("ここには入れていません")
    told.get_by_role("link", name="表から取り込む").click()
    sheet.wait_for_url(f"**{IMPORT}")


@pytest.mark.parametrize("has_script", [True, False], ids=["with JavaScript", "without"])
def test_a_pasted_table_is_compared_mended_and_saved(
    has_script, guideline, city_staff, open_page, enter, violations
):
    confirmed("1-1", 12, city_staff)
    page = open_page(java_script_enabled=has_script, viewport={"width": 360, "height": 740})
    enter(page, city_staff)
    page.goto(SHEET)
    page.get_by_role("link", name="表から取り込む（貼り付け・ファイル）").click()
    page.get_by_label("表を貼り付ける欄").fill("指標ID\t実績値\n1-1\t13\n1-2\t約3\n9-9\t1")
    page.get_by_role("button", name="貼り付けた表を確かめる").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("取り込む値を確かめる")
    if has_script:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="貼り付けた表に戻って直す").click()
    table = page.get_by_label("表を貼り付ける欄")
    expect(table).to_have_value("指標ID\t実績値\n1-1\t13\n1-2\t約3\n9-9\t1")
    table.fill("指標ID\t実績値\n1-1\t13\n1-2\t約3")
    page.get_by_role("button", name="貼り付けた表を確かめる").click()
    page.get_by_role("button", name="チェックした値を下書きとして保存").click()

    expect(page.locator("#error-summary")).to_be_focused()
    if has_script:
        assert violations(page) == []
    page.get_by_label("訂正の理由（住民の方に公開されます）").fill("数え直し")
    page.get_by_role("button", name="チェックした値を下書きとして保存").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("確認して確定する")
    drafts = Entry.objects.open_drafts()
    assert [str(entry.value.normalize()) for entry in drafts] == ["13", "3"]
    assert [(entry.source, entry.reason) for entry in drafts] == [
        ("paste", "数え直し"),
        ("paste", ""),
    ]


def test_a_file_is_chosen_compared_and_saved(guideline, city_staff, page, enter, tmp_path):
    path = tmp_path / "実績.xlsx"
    path.write_bytes(xlsx([["指標ID", "実績値"], ["1-1", 12]]))
    enter(page, city_staff)
    page.goto(IMPORT)
    page.get_by_label("取り込むファイル").set_input_files(path)
    page.get_by_role("button", name="ファイルを確かめる").click()
    expect(page.locator("main")).to_contain_text("ファイル「実績.xlsx」から読み取りました。")
    page.get_by_role("button", name="チェックした値を下書きとして保存").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("確認して確定する")
    entry = Entry.objects.get()
    assert (entry.file_name, entry.file_sha256) == ("実績.xlsx", sha256(path.read_bytes()))
