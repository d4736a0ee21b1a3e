"""A real browser on a real server: Debian's Chromium, driven by Playwright, with axe in it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, sync_playwright

from tests import debian
from tests.conftest import signed_in

once = pytest.mark.skipif(
    connection.vendor != "sqlite",
    reason="A browser shows and does the same over every database; once is enough.",
)
"""Marks what no database changes; smoke, journeys and the handover are walked over each of them."""

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests. Where there is none, the tests fail and say what to install."""
    path = debian.chromium()
    if path is None:
        pytest.fail(f"No Chromium here: `make test` brings it, or apt-get install {debian.SHELL}.")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's event loop runs in the thread of the tests, which use the database there.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, live_server) -> Iterator[Callable[..., Page]]:
    """Open pages, each in a context of its own; fail at the end if one met an error.

    Options are Playwright's, such as `java_script_enabled=False` or `viewport={...}`. Errors are
    those of the console, refusals by the Content-Security-Policy and missing files among them;
    the page itself may be missing, as some tests want it.
    """
    contexts, errors = [], []

    def open_one(**options) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
            **options,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        page.on("console", lambda message: hear(page, message))
        return page

    def hear(page: Page, message: ConsoleMessage) -> None:
        if message.type == "error" and message.location["url"] != page.url:
            errors.append(f"{page.url}: {message.text} ({message.location['url']})")

    yield open_one
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def page(open_page) -> Page:
    """A resident's page on a desktop."""
    return open_page()


@pytest.fixture
def sign_in() -> Callable[[Page, User], None]:
    """Sign a person of the cast in through the form, as people do."""

    def fill_in(page: Page, person: User) -> None:
        page.goto(reverse("login"))
        page.locator("input[name=username]").fill(person.username)
        page.locator("input[name=password]").fill("password")
        page.locator("main form button[type=submit]").click()
        page.wait_for_url(f"**{reverse('staff-home')}")

    return fill_in


@pytest.fixture
def enter(live_server) -> Callable[[Page, User], None]:
    """Let a browser be one in which a person of the cast has signed in already."""

    def hand_over(page: Page, person: User) -> None:
        session = signed_in(person).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": session.key, "value": session.value, "url": live_server.url}]
        )

    return hand_over


RUN_AXE = """async (onlyColours) => {
  // Contrast depends on nothing but these, and axe takes long for it: one element stands for all.
  const alike = new Set();
  for (const element of document.querySelectorAll("body *")) {
    delete element.dataset.sample;
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    const { color, fontSize, fontWeight, opacity } = getComputedStyle(element);
    const grounds = [];
    for (let part = element; part; part = part.parentElement) {
      grounds.push(getComputedStyle(part).backgroundColor);
    }
    const look = [color, fontSize, fontWeight, opacity, ...new Set(grounds)].join();
    if (!alike.has(look)) element.dataset.sample = "";
    alike.add(look);
  }
  const colours = { runOnly: ["color-contrast"], resultTypes: ["violations"] };
  const found = [await axe.run({ include: [["[data-sample]"]] }, colours)];
  if (!onlyColours) {
    const rest = { rules: { "color-contrast": { enabled: false } }, resultTypes: ["violations"] };
    found.push(await axe.run(document, rest));
  }
  return found.flatMap(({ violations }) => violations).flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 120)}`));
}"""


@pytest.fixture
def violations() -> Callable[..., list[str]]:
    """Return what axe finds wrong on a page: rule, what it means, where."""

    def ask_axe(page: Page, *, only_colours: bool = False) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        found: list[str] = page.evaluate(RUN_AXE, only_colours)
        return found

    return ask_axe


PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
LOOKS: list[tuple[str, ViewportSize, dict[str, Any], bool]] = [
    ("phone", PHONE, {"color_scheme": "light"}, False),
    ("phone, dark", PHONE, {"color_scheme": "dark"}, True),
    ("desktop", DESKTOP, {"color_scheme": "light"}, False),
    ("desktop, dark", DESKTOP, {"color_scheme": "dark"}, True),
    ("desktop, forced colours", DESKTOP, {"forced_colors": "active"}, True),
]
"""How a page is looked at: on which screen, in which colours, and whether these alone are new."""


STILL: dict[str, Any] = {
    "color_scheme": "light",
    "forced_colors": "none",
    "reduced_motion": "reduce",
}


@pytest.fixture
def barriers(violations) -> Callable[[Page], list[str]]:
    """Look at a page on every screen and in all colours; return what axe finds, and where."""

    def look_at(page: Page) -> list[str]:
        found = []
        for name, size, colours, only_colours in LOOKS:
            page.set_viewport_size(size)
            page.emulate_media(**STILL | colours)
            wrong = violations(page, only_colours=only_colours)
            found += [f"{name}: {what}" for what in wrong]
        return found

    return look_at
