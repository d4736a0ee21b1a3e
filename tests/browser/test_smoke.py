"""The main pages open in a browser without an error, and without a barrier that axe can see."""

import pytest

PHONE = {"width": 360, "height": 740}
PUBLIC = ["/", "/guideline/", "/progress/", "/indicators/1-1/", "/reports/2026/", "/about/"]


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_has_no_barrier(sample_figures, page, violations, address):
    page.goto(address)

    assert page.locator("main h1").count() == 1
    assert violations(page) == []


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_fits_a_phone(sample_figures, open_page, address):
    page = open_page(viewport=PHONE)
    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_staff_sign_in_and_find_their_dashboard_without_barriers(
    guideline, city_staff, page, sign_in, violations
):
    sign_in(page, city_staff)

    assert page.locator("main h1").count() == 1
    assert violations(page) == []


def test_the_home_page_works_without_javascript(guideline, open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/")
    page.locator("main a[href='/guideline/']").first.click()

    assert page.url.endswith("/guideline/")
