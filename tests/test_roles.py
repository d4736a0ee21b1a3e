"""Who may do what: every address x role x method, in one table.

An address that is missing from the table fails the test, so that no page comes without a decision
about who may see it.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.figures import draft

SIGN_IN = "sign in"
"""A redirect to the sign-in page."""

PUBLIC = dict.fromkeys(["resident", "outsider", "city", "center", "admin"], (200, 405))
EVERYBODY_ELSE = {"resident": (SIGN_IN, SIGN_IN), "outsider": (403, 403)}


def staff(*, city, center, admin) -> dict[str, object]:
    """Return what each role gets on a staff page; nobody else gets in."""
    return EVERYBODY_ELSE | {"city": city, "center": center, "admin": admin}


TABLE: dict[str, Any] = {
    # Public
    "home": ({}, PUBLIC),
    "guideline": ({}, PUBLIC),
    "guideline-pdf": ({}, PUBLIC),
    "about": ({}, PUBLIC),
    "accessibility": ({}, PUBLIC),
    "accessibility-test": ({"year": "2026"}, PUBLIC),
    "updates": ({}, PUBLIC),
    "feed": ({}, PUBLIC),
    "sitemap": ({}, PUBLIC),
    "robots": ({}, PUBLIC),
    "healthz": ({}, PUBLIC),
    "styleguide": ({}, dict.fromkeys(PUBLIC, (404, 405))),
    "actors:list": ({}, PUBLIC),
    "actors:detail": ({"slug": "schools"}, PUBLIC),
    "principles:list": ({}, PUBLIC),
    "directions:list": ({}, PUBLIC),
    "directions:detail": ({"number": 1}, PUBLIC),
    "indicators:progress": ({}, PUBLIC),
    "indicators:progress-year": ({"year": "2026"}, PUBLIC),
    "indicators:list": ({}, PUBLIC),
    "indicators:detail": ({"code": "1-1"}, PUBLIC),
    "indicators:corrections": ({}, PUBLIC),
    "reports:list": ({}, PUBLIC),
    "reports:detail": ({"year": "2026"}, PUBLIC),
    "reports:edition": ({"year": "2026", "number": 1}, dict.fromkeys(PUBLIC, (404, 405))),
    "reports:picture": (
        {"year": "2026", "sha256": "0" * 64, "extension": "jpg"},
        dict.fromkeys(PUBLIC, (404, 405)),
    ),
    "reports:pdf": ({"year": "2026", "number": 1}, dict.fromkeys(PUBLIC, (404, 405))),
    "reports:edition-changes": (
        {"year": "2026", "number": 2},
        dict.fromkeys(PUBLIC, (404, 405)),
    ),
    **{
        f"reports:edition-{kind}": (
            {"year": "2026", "number": 1},
            dict.fromkeys(PUBLIC, (404, 405)),
        )
        for kind in ["csv", "xlsx", "json"]
    },
    # Everybody on the staff
    "manual-list": ({}, staff(city=(200, 405), center=(200, 405), admin=(200, 405))),
    "manual": (
        {"slug": "sign-in"},
        staff(city=(200, 405), center=(200, 405), admin=(200, 405)),
    ),
    # Administrators
    "handover": ({}, staff(city=(403, 403), center=(403, 403), admin=(200, 200))),
    "change-log": ({}, staff(city=(403, 403), center=(403, 403), admin=(200, 405))),
    "change-log-csv": ({}, staff(city=(403, 403), center=(403, 403), admin=(200, 405))),
    # City staff
    "staff-home": ({}, staff(city=(200, 405), center=(200, 405), admin=(200, 405))),
    "indicators:sheet": (
        {"year": "2026"},
        staff(city=(200, 302), center=(200, 403), admin=(200, 302)),
    ),
    "indicators:sheet-confirm": (
        {"year": "2026"},
        staff(city=(200, 200), center=(403, 403), admin=(200, 200)),
    ),
    "indicators:import": (
        {"year": "2026"},
        staff(city=(200, 200), center=(403, 403), admin=(200, 200)),
    ),
    "indicators:template": (
        {"year": "2026"},
        staff(city=(200, 405), center=(403, 403), admin=(200, 405)),
    ),
    "indicators:history": (
        {"code": "1-1", "year": "2026"},
        staff(city=(200, 405), center=(200, 405), admin=(200, 405)),
    ),
    "indicators:entry-correct": (
        {"code": "1-1", "year": "2026"},
        staff(city=(302, 302), center=(403, 403), admin=(302, 302)),
    ),
    "indicators:draft-withdraw": (
        {"code": "1-1", "year": "2026"},
        staff(city=(405, 302), center=(403, 403), admin=(405, 302)),
    ),
    # Center staff
    "reports:edit": (
        {"year": "2026"},
        staff(city=(403, 403), center=(200, 200), admin=(200, 200)),
    ),
    "reports:preview": (
        {"year": "2026"},
        staff(city=(403, 403), center=(200, 405), admin=(200, 405)),
    ),
    "reports:publish": (
        {"year": "2026"},
        staff(city=(403, 403), center=(200, 200), admin=(200, 200)),
    ),
    "reports:schedules": (
        {"year": "2026"},
        staff(city=(403, 403), center=(200, 405), admin=(200, 405)),
    ),
    "reports:schedule-cancel": (
        {"year": "2026", "pk": 1},
        staff(city=(403, 403), center=(405, 302), admin=(405, 302)),
    ),
    "reports:drafts": (
        {"year": "2026"},
        staff(city=(403, 403), center=(200, 405), admin=(200, 405)),
    ),
    "reports:draft": (
        {"year": "2026", "version": 1},
        staff(city=(403, 403), center=(404, 405), admin=(404, 405)),
    ),
    "reports:presence": (
        {"year": "2026"},
        staff(city=(403, 403), center=(405, 200), admin=(405, 200)),
    ),
    "reports:pictures": (
        {"year": "2026"},
        staff(city=(403, 403), center=(200, 200), admin=(200, 200)),
    ),
    "reports:picture-edit": (
        {"year": "2026", "number": 1},
        staff(city=(403, 403), center=(404, 404), admin=(404, 404)),
    ),
    "reports:picture-remove": (
        {"year": "2026", "number": 1},
        staff(city=(403, 403), center=(405, 302), admin=(405, 302)),
    ),
    "reports:draft-picture": (
        {"year": "2026", "sha256": "0" * 64, "extension": "jpg"},
        staff(city=(403, 403), center=(404, 405), admin=(404, 405)),
    ),
    # Accounts
    "login": ({}, dict.fromkeys(PUBLIC, (200, 200))),
    "logout": ({}, dict.fromkeys(PUBLIC, (405, 302))),
    "password_change": (
        {},
        dict.fromkeys(PUBLIC, (200, 200)) | {"resident": (SIGN_IN, SIGN_IN)},
    ),
    # Administration: its own site guards the rest, which the second test walks
    "admin:index": (
        {},
        {
            "resident": (SIGN_IN, SIGN_IN),
            **dict.fromkeys(["outsider", "city", "center"], (403, 403)),
            "admin": (200, 200),
        },
    ),
}

FOR_ACCOUNTS = ["admin:login", "admin:logout", "admin:password_change", "admin:jsi18n"]
"""Addresses of the administration at which everybody may sign in and out."""

ROLES = {
    "resident": "client",
    "outsider": "outsider_client",
    "city": "city_client",
    "center": "center_client",
    "admin": "admin_client",
}


def addresses(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """Yield the name of every address of the portal, those of the administration too."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or pattern.pattern}"


def test_every_address_is_in_the_table():
    found = {name for name in addresses(get_resolver()) if not name.startswith("admin")}

    assert found - {name for name in TABLE if not name.startswith("admin")} == set()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", TABLE)
def test_each_role_gets_what_the_table_says(name, role, request, guideline, city_staff):
    draft("1-1", 12, city_staff)
    arguments, expected = TABLE[name]
    browser = request.getfixturevalue(ROLES[role])
    address = reverse(name, kwargs=arguments)

    got = tuple(
        SIGN_IN
        if response.status_code == 302 and response.url.startswith(reverse("login"))
        else response.status_code
        for response in (
            follow_admin(browser, browser.get(address)),
            follow_admin(browser, browser.post(address)),
        )
    )

    assert got == expected[role]


def follow_admin(browser, response):
    """Follow the administration's redirect to its own sign-in address, which leads to ours."""
    if response.status_code == 302 and response.url.startswith(reverse("admin:login")):
        return browser.get(response.url)
    return response


@pytest.mark.parametrize("role", ["resident", "outsider", "city", "center"])
def test_nobody_but_administrators_reaches_any_page_of_the_administration(
    role, request, guideline, admin_client
):
    browser = request.getfixturevalue(ROLES[role])
    walked = 0
    for name in addresses(get_resolver()):
        if not name.startswith("admin:") or name in FOR_ACCOUNTS:
            continue
        for arguments in ([], ["1"], ["auth"], ["1", "1"]):
            try:
                address = reverse(name, args=arguments)
            except Exception:  # noqa: BLE001, S112 - not the arguments of this address
                continue
            walked += 1
            for response in (browser.get(address), browser.post(address)):
                assert response.status_code in (302, 403), address
                if response.status_code == 302:
                    assert "/login/" in response.url or address != response.url, address
    assert walked > 20
