"""The main pages open in a browser without an error, on every database."""

PUBLIC = ["/", "/guideline/", "/progress/", "/indicators/1-1/", "/reports/2026/", "/about/"]


def test_public_pages_open_without_an_error(sample_figures, page):
    for address in PUBLIC:
        page.goto(address)
        assert page.locator("main h1").count() == 1


def test_staff_sign_in_and_find_their_dashboard(guideline, city_staff, page, sign_in):
    sign_in(page, city_staff)

    assert page.locator("main h1").count() == 1


def test_the_home_page_works_without_javascript(guideline, open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/")
    page.locator("main a[href='/guideline/']").first.click()

    assert page.url.endswith("/guideline/")
