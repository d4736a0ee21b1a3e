"""No page has a barrier: axe, narrow screens, large text, forced colours, paper, keyboard alone."""

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.conftest import DESKTOP, PHONE, once
from tests.browser.screenshots import PAGES

pytestmark = once

NARROWEST: ViewportSize = {"width": 320, "height": 640}
A4: ViewportSize = {"width": 680, "height": 960}
"""What a sheet has between its margins."""

PORTAL = {
    role: [address for address in pages.values() if not address.startswith("/admin/")]
    for role, pages in PAGES.items()
}
"""Every kind of page by role; the administration is Django's own."""

STATES = {
    "": [
        "/indicators/?q=ありません",
        "/indicators/?state=unknown",
        "/progress/2033/",
        "/reports/2028/",
    ],
    "city_staff": ["/staff/reports/2026/"],
    "center_staff": ["/staff/entry/2026/"],
    "administrator": ["/staff/log/?kind=edition&year=2033"],
}
"""The same pages when nothing was found, nothing has come yet, or somebody may not see them."""

EMPTY = {
    "": [
        *("/", "/progress/", "/progress/2026/", "/indicators/", "/indicators/1-1/"),
        *("/directions/1/", "/reports/", "/reports/2026/", "/updates/"),
    ],
    "city_staff": ["/staff/", "/staff/entry/2026/", "/staff/entry/2026/confirm/"],
    "center_staff": ["/staff/", "/staff/reports/2026/"],
    "administrator": ["/staff/", "/staff/log/", "/staff/handover/"],
}
"""Pages to visit before the first figure."""


@pytest.fixture(params=PORTAL, ids=lambda role: role or "resident")
def visit(request, open_page, enter):
    """Open a browser as somebody of the cast: a page, and who it is."""
    role = request.param
    page = open_page()
    if role:
        enter(page, request.getfixturevalue(role))
    return page, role


def test_axe_finds_nothing_before_the_first_figure(guideline, visit, barriers):
    page, role = visit
    found: dict[str, list[str]] = {}
    for address in EMPTY[role]:
        page.goto(address)
        if wrong := barriers(page):
            found[address] = wrong

    assert found == {}


SIDEWAYS = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const box = element.getBoundingClientRect();
  const region = element.closest(
    ".table-scroll, .chart, .visually-hidden, svg, details:not([open])");
  return !region && box.width && box.right > document.documentElement.clientWidth + 1;
}).map((element) => element.outerHTML.slice(0, 80))"""


def sideways(page: Page) -> list[str]:
    """Return on which screens, with which size of text, a page is wider than the window."""
    found = []
    for size, text in [(NARROWEST, "100%"), (PHONE, "200%"), (DESKTOP, "200%")]:
        page.set_viewport_size(size)
        page.evaluate("size => { document.documentElement.style.fontSize = size }", text)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > size["width"]:
            found.append(f"{size}, {text}: {width} wide: {page.evaluate(SIDEWAYS)[:3]}")
    return found


def test_no_page_has_a_barrier_or_scrolls_sideways(sample_figures, visit, barriers):
    page, role = visit
    found: dict[str, list[str]] = {}
    for address in PORTAL[role] + STATES[role]:
        page.goto(address)
        if wrong := barriers(page) + sideways(page):
            found[address] = wrong

    assert found == {}


CRUSHED = """() => [...document.querySelectorAll("main :is(th, td, dt, dd)")].filter((cell) => {
  const box = cell.getBoundingClientRect();
  const style = getComputedStyle(cell);
  const inner = box.width - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const letters = cell.innerText.trim().length;
  return box.height && letters > 3 && inner < 2.5 * parseFloat(style.fontSize);
}).map((cell) => cell.innerText.slice(0, 30))"""


def test_every_public_page_fits_on_paper_with_room_for_its_words(sample_figures, open_page):
    page = open_page(viewport=A4)
    page.emulate_media(media="print")
    found: dict[str, object] = {}
    for address in PORTAL[""]:
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        crushed = page.evaluate(CRUSHED)
        if width > A4["width"] or crushed:
            found[address] = (width, crushed[:3])

    assert found == {}


WATCH = """() => {
  // When the key is let go, the focus has moved and the page has scrolled to it.
  document.addEventListener("keyup", () => {
    const element = document.activeElement;
    if (!element || element === document.body) return;
    // The first line of what is focused, as far as it lies inside the window.
    const line = element.getClientRects()[0];
    const y = (Math.max(line.top, 0) + Math.min(line.bottom, innerHeight)) / 2;
    const x = line.left + Math.min(line.width / 2, 8);
    const style = getComputedStyle(element);
    const top = document.elementFromPoint(x, y);
    met.push({
      name: element.outerHTML.slice(0, 90),
      marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      seen: Boolean(top) && (element.contains(top) || top.contains(element)),
    });
  });
}"""

BEGIN = """(within) => {
  window.met = [];
  if (within !== "body") document.querySelector(within).focus();
  const stops = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  return document.querySelectorAll(`${within} :is(${stops}, [tabindex='0'])`).length;
}"""


def test_focus_is_visible_and_never_hidden(sample_figures, visit):
    """Header and footer are the same everywhere: the first page of each role tells of them."""
    page, role = visit
    found: dict[str, list[object]] = {}
    for address in PORTAL[role]:
        within = "body" if address == PORTAL[role][0] else "main"
        for size in (PHONE, DESKTOP):
            page.set_viewport_size(size)
            if within == "body" or size == PHONE:
                page.goto(address)
                page.evaluate(WATCH)
            stops = page.evaluate(BEGIN, within)
            for _stop in range(min(stops, 40)):
                page.keyboard.press("Tab")
            met = page.evaluate("met")
            assert met or not stops
            if hidden := [stop for stop in met if not (stop["marked"] and stop["seen"])]:
                found[f"{address} {size}"] = hidden

    assert found == {}


def test_every_public_page_reads_the_same_without_javascript(sample_figures, open_page):
    with_script, without = open_page(), open_page(java_script_enabled=False)
    for address in PORTAL[""]:
        with_script.goto(address)
        without.goto(address)
        assert without.locator("main").inner_text() == with_script.locator("main").inner_text()
