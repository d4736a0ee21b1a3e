"""Menus, skip link and error summary in the hand: by touch, by keyboard, without JavaScript."""

import pytest
from playwright.sync_api import expect

from indicators.models import Entry
from tests.browser.conftest import once

pytestmark = once

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def drawer(open_page, db):
    """Open the about page on a phone: the page, the drawer's button, a link in the drawer."""

    def open_it(**options):
        page = open_page(viewport=PHONE, **options)
        page.goto("/about/")
        return page, page.locator("summary.drawer__button"), page.locator(".drawer a").first

    return open_it


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_drawer_opens_by_its_button_and_the_button_stays_in_place(drawer, scripts):
    _page, button, link = drawer(java_script_enabled=scripts)
    expect(link).to_be_hidden()
    before = button.bounding_box()

    button.click()

    expect(link).to_be_visible()
    assert button.bounding_box() == before
    button.click()
    expect(link).to_be_hidden()


def test_drawer_leads_on_without_scripts(drawer):
    page, button, link = drawer(java_script_enabled=False)

    button.click()
    link.click()

    assert page.url.endswith("/guideline/")


def test_drawer_closes_on_escape_and_gives_the_focus_back(drawer):
    page, button, link = drawer()
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()

    page.keyboard.press("Escape")

    expect(link).to_be_hidden()
    expect(button).to_be_focused()


def test_drawer_closes_when_the_focus_or_a_touch_goes_elsewhere(drawer):
    page, button, link = drawer()

    button.click()
    page.locator("main a").first.focus()
    expect(link).to_be_hidden()

    button.click()
    expect(link).to_be_visible()
    page.locator("h1").click()
    expect(link).to_be_hidden()


def test_row_of_the_menu_needs_no_drawer_on_a_desktop(page, db):
    page.goto("/about/")

    expect(page.locator(".site-nav a").first).to_be_visible()
    expect(page.locator(".drawer")).to_be_hidden()


def test_skip_link_comes_first_and_leads_to_the_content(page, db):
    page.goto("/about/")
    skip = page.locator(".skip-link")

    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    assert skip.bounding_box()["width"] > 100
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_error_summary_has_the_focus_when_the_page_comes_back(open_page, db, scripts):
    page = open_page(java_script_enabled=scripts)
    page.goto("/accounts/login/")

    page.locator("main form button").click()

    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    summary.locator("a").first.click()
    expect(page.locator("input[name=username]")).to_be_focused()


def tab_to(page, name: str) -> None:
    """Press Tab until what is called `name` has the focus."""
    for _step in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText?.trim()") == name:
            return
    raise AssertionError(f"no way to {name} by Tab")


def test_indicators_are_filtered_by_keyboard_alone(page, guideline):
    page.goto("/indicators/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the skip link
    for _field in range(3):
        page.keyboard.press("Tab")
    page.keyboard.type("学校")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("条件に合う指標は1件です。")).to_be_visible()
    tab_to(page, "条件をすべて外す")
    page.keyboard.press("Enter")
    expect(page.get_by_text("指標10件をすべて示しています。")).to_be_visible()


def test_a_figure_is_entered_and_confirmed_by_keyboard_alone(page, guideline, city_staff, enter):
    enter(page, city_staff)
    page.goto("/staff/entry/2026/")
    page.locator("[name='1-1-value']").focus()
    page.keyboard.type("１２")
    tab_to(page, "保存して確認へ進む")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("令和8年度の実績は12回です。")
    tab_to(page, "選んだ値を確定して公開する")
    page.keyboard.press("Enter")

    expect(page.get_by_text("1件の実績値を確定しました。")).to_be_visible()
    assert Entry.objects.latest_confirmed().get().value == 12
