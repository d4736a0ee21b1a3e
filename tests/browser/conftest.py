"""A real browser on a real server: Debian's Chromium, driven by Playwright, with axe in it."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests import debian

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
        pytest.fail("No Chromium here: `make test` installs it, or apt-get install chromium.")
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
        page.wait_for_url(f"**{reverse('indicators:dashboard')}")

    return fill_in


@pytest.fixture
def violations() -> Callable[[Page], list[str]]:
    """Return what axe finds wrong on a page: rule, what it means, where."""

    def ask_axe(page: Page) -> list[str]:
        found = Axe().run(page).response["violations"]
        return [
            f"{rule['id']}: {rule['help']}: {node['html'][:120]}"
            for rule in found
            for node in rule["nodes"]
        ]

    return ask_axe
