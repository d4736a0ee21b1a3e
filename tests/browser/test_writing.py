"""Writing a report in a real browser: the toolbar, the outline, pictures, and other writers."""

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from reports.drafts.presence import note_presence
from reports.drafts.queries import read_draft
from reports.models import Edition
from tests.browser.conftest import once
from tests.figures import FY2026
from tests.reports.drawings import picture_file
from tests.reports.making import pictured, saved

pytestmark = once

EDIT = "/staff/reports/2026/"
COME_BACK = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.fixture
def editor(guideline, center_staff, page, enter):
    """The writer's page in the hands of center staff, with one picture at hand."""
    pictured(center_staff)
    enter(page, center_staff)
    page.goto(EDIT)
    return page


def select(area, text: str) -> None:
    """Select `text` in a field."""
    area.evaluate(
        """(area, text) => {
          area.focus();
          area.setSelectionRange(area.value.indexOf(text), area.value.indexOf(text) + text.length);
        }""",
        text,
    )


def press(page, name: str) -> None:
    """Press a button of the introduction's toolbar."""
    page.get_by_role("toolbar", name="はじめに").get_by_role("button", name=name).click()


def test_the_toolbar_writes_the_marks_and_undo_takes_them_back(editor):
    area = editor.locator("[name=introduction]")
    area.fill("市民の力\nつながり\n詳しくは市のページへ")

    select(area, "力")
    press(editor, "太字")
    expect(area).to_have_value("市民の**力**\nつながり\n詳しくは市のページへ")
    press(editor, "太字")
    expect(area).to_have_value("市民の力\nつながり\n詳しくは市のページへ")
    select(area, "民の力\nつな")
    press(editor, "箇条書き")
    expect(area).to_have_value("- 市民の力\n- つながり\n詳しくは市のページへ")
    select(area, "市のページ")
    press(editor, "リンク")
    editor.keyboard.type("/guideline/")
    expect(area).to_have_value("- 市民の力\n- つながり\n詳しくは[市のページ](/guideline/)へ")
    for _typed in range(40):
        editor.keyboard.press("Control+z")
    expect(area).to_have_value("")


def test_the_toolbar_is_used_by_keyboard_alone(editor):
    area = editor.locator("[name=introduction]")
    area.focus()
    editor.keyboard.press("Shift+Tab")
    expect(editor.locator(":focus")).to_have_text("見出し")
    editor.keyboard.press("ArrowLeft")
    expect(editor.locator(":focus")).to_have_text("画像")
    editor.keyboard.press("Home")
    editor.keyboard.press("Enter")

    expect(area).to_be_focused()
    editor.keyboard.type("一年目")
    expect(area).to_have_value("# 一年目")


def test_a_chosen_picture_stands_on_a_line_of_its_own(editor):
    area = editor.locator("[name=introduction]")
    area.fill("前の文。後の文。")
    area.evaluate("area => { area.focus(); area.setSelectionRange(4, 4); }")

    press(editor, "画像")
    editor.get_by_role("dialog").get_by_role("button", name="机を囲む六人").click()

    expect(area).to_have_value("前の文。\n【画像1】\n後の文。")
    expect(area).to_be_focused()
    press(editor, "画像")
    editor.keyboard.press("Escape")
    expect(area).to_have_value("前の文。\n【画像1】\n後の文。")


def test_the_outline_is_added_once_and_nothing_is_sent(editor):
    area = editor.locator("[name='section-2']")
    area.fill("# 課題\n人手が足りない。")
    button = editor.locator("button[value=section-2]")

    button.click()
    button.click()

    outline = "# 課題\n人手が足りない。\n\n# 何をしたか\n\n# 何が変わったか\n\n# 次の一歩"
    assert area.input_value().rstrip() == outline
    assert read_draft(FY2026).version == 0


def test_an_open_page_learns_of_others_and_of_the_end_of_its_sign_in(editor, administrator):
    expect(editor.get_by_text("この報告書を開いて")).to_have_count(0)
    note_presence(year=FY2026, by=administrator, at=timezone.now())
    editor.evaluate(COME_BACK)
    expect(editor.get_by_text("管理 太郎さんが、いま")).to_be_visible()

    expect(editor.get_by_text("サインインの時間が過ぎました")).to_be_hidden()
    Session.objects.all().delete()
    editor.evaluate(COME_BACK)
    expect(editor.get_by_text("サインインの時間が過ぎました")).to_be_visible()


def test_without_javascript_a_picture_gets_into_the_published_report(
    guideline, center_staff, open_page, enter
):
    saved(center_staff, introduction="前書き")
    page = open_page(java_script_enabled=False)
    enter(page, center_staff)
    page.goto(EDIT)
    expect(page.get_by_role("toolbar")).to_have_count(0)
    page.locator("button[value=section-1]").click()
    page.get_by_label("声と事例").fill("話す会を開いた。\n【画像1】")
    page.get_by_role("button", name="保存して画像を追加する").click()
    page.get_by_label("画像ファイル").set_input_files(
        {"name": "a.bin", "mimeType": "application/octet-stream", "buffer": picture_file()}
    )
    page.get_by_label("代替テキスト").fill("机を囲む六人")
    page.get_by_role("button", name="画像を追加").click()
    expect(page.locator(".card")).to_contain_text("声と事例")
    page.goto(f"{EDIT}publish/")
    expect(page.locator("main")).to_contain_text("見出し「課題」の下に文章がありません。")
    page.get_by_role("button", name="第1版をいま公表する").click()

    resident = open_page()
    resident.goto("/reports/2026/")
    image = resident.get_by_role("img", name="机を囲む六人")
    image.scroll_into_view_if_needed()
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") == 64
    assert Edition.objects.get().content["pictures"][0]["alt"] == "机を囲む六人"
