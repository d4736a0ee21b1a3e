"""Photographs the main pages as people see them, into var/screenshots/: `make screenshots`.

pytest takes it for no test unless it is named, because it proves nothing by itself: look at them.
"""

import pytest
from django.conf import settings

SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 900}}
PAGES = {
    "": {
        "home": "/",
        "guideline": "/guideline/",
        "actors": "/actors/",
        "actor": "/actors/schools/",
        "principles": "/principles/",
        "directions": "/directions/",
        "direction": "/directions/1/",
        "progress": "/progress/",
        "progress-year": "/progress/2026/",
        "indicators": "/indicators/",
        "indicator": "/indicators/2-1/",
        "corrections": "/corrections/",
        "reports": "/reports/",
        "report": "/reports/2026/",
        "edition": "/reports/2026/editions/1/",
        "edition-changes": "/reports/2026/editions/2/changes/",
        "updates": "/updates/",
        "about": "/about/",
        "accessibility": "/accessibility/",
        "accessibility-test": "/accessibility/2026/",
        "not-found": "/no-such-page/",
        "sign-in": "/accounts/login/",
    },
    "city_staff": {
        "city-dashboard": "/staff/",
        "city-sheet": "/staff/entry/2028/",
        "city-confirm": "/staff/entry/2028/confirm/",
        "city-import": "/staff/entry/2028/import/",
        "city-history": "/staff/indicators/2-1/2026/",
        "city-correct": "/staff/indicators/2-1/2026/correct/",
        "manual-list": "/staff/help/",
        "manual": "/staff/help/sign-in/",
    },
    "center_staff": {
        "center-dashboard": "/staff/",
        "center-report": "/staff/reports/2027/",
        "center-preview": "/staff/reports/2027/preview/",
        "center-publish": "/staff/reports/2027/publish/",
        "center-schedules": "/staff/reports/2026/schedules/",
        "center-drafts": "/staff/reports/2026/drafts/",
        "center-pictures": "/staff/reports/2026/pictures/",
        "center-picture": "/staff/reports/2026/pictures/1/",
        "center-draft": "/staff/reports/2026/drafts/1/",
        "password": "/accounts/password/",
    },
    "administrator": {
        "admin-dashboard": "/staff/",
        "handover": "/staff/handover/",
        "log": "/staff/log/",
        "admin": "/admin/",
        "admin-indicator": "/admin/indicators/indicator/1/",
    },
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("role", PAGES)
def test_photograph(sample_figures, open_page, sign_in, request, role, size):
    folder = settings.VAR_DIR / "screenshots"
    page = open_page(viewport=SIZES[size])
    if role:
        sign_in(page, request.getfixturevalue(role))
    for name, address in PAGES[role].items():
        page.goto(address)
        page.screenshot(path=folder / f"{name}-{size}.png", full_page=True)
