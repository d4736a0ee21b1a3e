"""The turn of the year in a browser: change, look at what changes, do it."""

from playwright.sync_api import expect

from indicators.models import Indicator
from tests.browser.conftest import PHONE


def test_a_section_is_handed_over_after_a_look_at_what_changes(
    guideline, administrator, open_page, enter, barriers
):
    page = open_page()
    enter(page, administrator)
    page.goto("/staff/handover/")
    page.locator("main input[type=text]").first.fill("地域支援課")
    page.get_by_role("button", name="変わるところを確かめる").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("引き継ぎの確認")
    expect(page.locator("main")).to_contain_text("地域支援課")
    assert barriers(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert Indicator.objects.filter(responsible_section="地域支援課").count() == 0

    page.get_by_role("button", name="この内容で引き継ぐ").click()
    page.wait_for_load_state()
    assert [i.code for i in Indicator.objects.filter(responsible_section="地域支援課")] == ["1-1"]
