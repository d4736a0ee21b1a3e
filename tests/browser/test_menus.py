"""Menus, skip link and error summary in the hand: by touch, by keyboard, without JavaScript."""

import pytest
from playwright.sync_api import expect

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
