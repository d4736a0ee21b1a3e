"""Every page is photographed, and so looked at by axe, on narrow screens and by keyboard."""

from collections.abc import Iterator

from django.urls import Resolver404, URLResolver, get_resolver, resolve

from tests.browser.screenshots import PAGES

NO_PAGES = {
    "logout": "only takes what is sent",
    "indicators:draft-withdraw": "only takes what is sent",
    "reports:picture-remove": "only takes what is sent",
    "reports:presence": "answers a script, not a person",
    "reports:schedule-cancel": "only takes what is sent",
    "styleguide": "for developers; tests/browser/test_errors.py looks at it",
}


def pages(resolver: URLResolver, namespace: str = "", route: str = "") -> Iterator[str]:
    """Yield the name of every address that ends like a page's; files have no slash at the end."""
    for pattern in resolver.url_patterns:
        here = f"{route}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from pages(pattern, inner, here)
        elif pattern.name and (here.endswith("/") or not here):
            yield f"{namespace}{pattern.name}"


def photographed() -> Iterator[str]:
    """Yield the name of every address in PAGES."""
    for address in (address for role in PAGES.values() for address in role.values()):
        try:
            yield resolve(address.partition("?")[0]).view_name
        except Resolver404:
            continue  # the page that says so


def test_every_kind_of_page_is_photographed():
    """The administration's pages are Django's own."""
    kinds = {name for name in pages(get_resolver()) if not name.startswith("admin:")}

    assert kinds - set(photographed()) == set(NO_PAGES)
