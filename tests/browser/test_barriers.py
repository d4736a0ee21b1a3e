"""No page has a barrier: axe, narrow screens, large text, forced colours, keyboard alone."""

import pytest
from django.db import connection

from tests.browser.screenshots import PAGES

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="A page looks the same on every database; once is enough."
)

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
NARROWEST = {"width": 320, "height": 640}

PORTAL = {
    role: [address for address in pages.values() if not address.startswith("/admin/")]
    for role, pages in PAGES.items()
}
"""Every kind of page by role; the administration is Django's own."""


@pytest.fixture(params=PORTAL, ids=lambda role: role or "resident")
def pages_as(request, sample_figures, open_page, sign_in):
    """Open a browser as somebody of the cast: the page, and the addresses to visit."""
    role = request.param
    person = request.getfixturevalue(role) if role else None

    def open_as(**options):
        page = open_page(**options)
        if person:
            sign_in(page, person)
        return page, PORTAL[role]

    return open_as


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize(
    "look",
    [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}],
    ids=["light", "dark", "forced colours"],
)
def test_axe_finds_nothing_on_any_page(pages_as, violations, viewport, look):
    page, addresses = pages_as(viewport=viewport, **look)
    found: dict[str, list[object]] = {}
    for address in addresses:
        page.goto(address)
        if wrong := violations(page):
            found[address] = wrong

    assert found == {}


SIDEWAYS = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const box = element.getBoundingClientRect();
  const region = element.closest(
    ".table-scroll, .chart, .visually-hidden, svg, details:not([open])");
  return !region && box.width && box.right > document.documentElement.clientWidth + 1;
}).map((element) => element.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize(
    ("viewport", "text"),
    [(NARROWEST, "100%"), (PHONE, "200%"), (DESKTOP, "200%")],
    ids=["320 px", "phone at 200 %", "desktop at 200 %"],
)
def test_no_page_scrolls_sideways(pages_as, viewport, text):
    page, addresses = pages_as(viewport=viewport)
    found: dict[str, object] = {}
    for address in addresses:
        page.goto(address)
        page.evaluate("size => { document.documentElement.style.fontSize = size }", text)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > viewport["width"]:
            found[address] = (width, page.evaluate(SIDEWAYS)[:3])

    assert found == {}


FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  // The first line of what is focused, as far as it lies inside the window.
  const line = element.getClientRects()[0];
  const y = (Math.max(line.top, 0) + Math.min(line.bottom, innerHeight)) / 2;
  const x = line.left + Math.min(line.width / 2, 8);
  const style = getComputedStyle(element);
  const top = document.elementFromPoint(x, y);
  return {
    name: element.outerHTML.slice(0, 90),
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: Boolean(top) && (element.contains(top) || top.contains(element)),
  };
}"""


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_focus_is_visible_and_never_hidden(pages_as, viewport):
    page, addresses = pages_as(viewport=viewport)
    found: dict[str, list[object]] = {}
    for address in addresses:
        page.goto(address)
        for _step in range(40):
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED)
            if focused is None:
                break
            if not (focused["marked"] and focused["seen"]):
                found.setdefault(address, []).append(focused)

    assert found == {}


def test_every_public_page_reads_the_same_without_javascript(sample_figures, open_page):
    with_script, without = open_page(), open_page(java_script_enabled=False)
    for address in PORTAL[""]:
        with_script.goto(address)
        without.goto(address)
        assert without.locator("main").inner_text() == with_script.locator("main").inner_text()
