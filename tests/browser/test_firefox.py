"""A second engine shows the main pages as well: no barrier, nothing beside the page, menus work."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.conftest import RUN_AXE, once
from tests.browser.firefox import Firefox, firefox

pytestmark = once

PAGES = ["/", "/guideline/", "/progress/", "/indicators/1-1/", "/reports/2026/", "/accounts/login/"]
SIZES = [{"width": 1280, "height": 900}, {"width": 500, "height": 800}]
"""The narrowest window that Firefox opens is 500 wide."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Firefox]:
    with firefox() as window:
        if window is None:
            pytest.skip("No Firefox here: apt-get install firefox-esr.")
        yield window


def test_main_pages_have_no_barrier_in_firefox(sample_figures, live_server, browser):
    found: dict[str, object] = {}
    for page in PAGES:
        browser.open(f"{live_server.url}{page}")
        for size in SIZES:
            browser.command("WebDriver:SetWindowRect", **size)
            wrong = browser.run(f"{AXE_SCRIPT}; return await ({RUN_AXE})(false);")
            wide = browser.run("return document.documentElement.scrollWidth > innerWidth;")
            if wrong or wide:
                found[f"{page} {size}"] = (wrong, wide)

    assert found == {}


def test_menu_opens_and_closes_in_firefox(db, live_server, browser):
    browser.command("WebDriver:SetWindowRect", **SIZES[1])
    browser.open(f"{live_server.url}/about/")
    states = browser.run("""
        const menu = document.querySelector("details.drawer");
        const states = [menu.open];
        menu.querySelector("summary").click();
        states.push(menu.open);
        menu.querySelector("a").focus();
        menu.querySelector("a").dispatchEvent(
          new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
        states.push(menu.open, document.activeElement === menu.querySelector("summary"));
        return states;
    """)

    assert states == [False, True, False, True]
