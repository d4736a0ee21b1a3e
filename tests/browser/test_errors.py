"""Pages for when something went wrong have no barrier either, and lead on."""

from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.browser.conftest import once

pytestmark = once


PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"]


def test_pages_that_tell_of_an_error_have_no_barrier_and_lead_home(guideline, page, barriers):
    shown = {name: render_to_string(name, request=RequestFactory().get("/")) for name in PAGES}
    page.route(
        "**/broken/*", lambda route: route.fulfill(body=shown[route.request.url.split("/")[-1]])
    )
    for name in PAGES:
        page.goto(f"/broken/{name}")
        assert barriers(page) == [], name
        assert page.locator("main h1").count() == 1
        page.locator("header a[href='/']").click()
        assert page.locator("h1").inner_text().startswith("つながる力で"), name


def test_forms_that_come_back_with_errors_have_no_barrier(
    guideline, city_staff, page, enter, barriers
):
    page.goto("/accounts/login/")
    page.locator("main form button").click()
    assert page.locator("#error-summary").is_visible()
    assert barriers(page) == []

    enter(page, city_staff)
    page.goto("/staff/entry/2026/")
    page.locator("[name='1-1-value']").fill("12.5.1")
    page.get_by_role("button", name="下書きとして保存").click()
    assert page.locator("#error-summary").is_visible()
    assert barriers(page) == []


def test_every_component_in_the_gallery_has_no_barrier(guideline, settings, page, barriers):
    settings.DEBUG = True
    for address in ("/styleguide/", "/styleguide/?send=1&number=x"):
        page.goto(address)
        assert barriers(page) == []
