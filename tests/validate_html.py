"""Every page as each role sees it is valid HTML, says the Nu checker.

`make check` runs this file by name; it is no part of the suite, because it needs Java and npm.
"""

from tests import vnu
from tests.crawl import walk

STARTS = {
    "client": ("/", "/"),
    "city_client": ("/staff/", "/staff/"),
    "center_client": ("/staff/", "/staff/"),
    "admin_client": ("/staff/", "/staff/"),
}
"""Where each role begins, and where it goes: public pages are the same for everybody."""


def test_every_page_is_valid_html(sample_figures, request, tmp_path):
    for role, (start, within) in STARTS.items():
        browser = request.getfixturevalue(role)
        pages = walk(browser, [start], within).pages
        own = "/accounts/login/" if role == "client" else "/accounts/password/"
        pages |= {path: browser.get(path).content.decode() for path in (own, "/no-such-page/")}
        for address, text in pages.items():
            name = f"{role}{address}".translate(str.maketrans("/?=&%", "-----"))
            (tmp_path / f"{name}.html").write_text(text)

    assert "\n".join(vnu.faults(tmp_path)) == ""
