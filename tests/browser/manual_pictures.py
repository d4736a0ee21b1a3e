"""Takes the pictures of the staff manual into static/img/manual/: `make screenshots`.

They show sample figures and so are taken anew whenever a page that staff use has changed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page

from kikugawa_portal.manual.chapters import PICTURES

SIZE = {"width": 960, "height": 680}


def nothing(page: Page) -> None:
    """Leave the page as it is."""


@dataclass(frozen=True)
class Picture:
    """A picture: its name, who sees the page at which address, and what they do there first."""

    name: str
    role: str
    address: str
    steps: Callable[[Page], object] = nothing


def paste_a_table(page: Page) -> None:
    """Paste a table as it comes from a spreadsheet, and look at what it would change."""
    page.locator("textarea").first.fill(
        "指標ID\t実績値\t備考\n3-1\t１５\t\n4-1\t約4\t\n5-1\t6件\t\n5-2\t未集計\t7月に集計"
    )
    page.get_by_role("button", name="貼り付けた表を確かめる").click()


def show(selector: str, before: Callable[[Page], object] = nothing) -> Callable[[Page], object]:
    """Return the step that, after the step `before`, scrolls an element to the top."""

    def scroll(page: Page) -> None:
        before(page)
        element = page.locator(selector).first
        element.evaluate(
            "element => scrollTo(0, element.getBoundingClientRect().top + scrollY - 24)"
        )

    return scroll


MANUAL = [
    Picture("sign-in", "", "/accounts/login/"),
    Picture("home", "city_staff", "/staff/"),
    Picture("sheet", "city_staff", "/staff/entry/2028/", show(".sheet-region")),
    Picture("confirm", "city_staff", "/staff/entry/2028/confirm/", show("main .card")),
    Picture("import", "city_staff", "/staff/entry/2028/import/", show("main h2")),
    Picture(
        "difference", "city_staff", "/staff/entry/2028/import/", show("main table", paste_a_table)
    ),
    Picture(
        "correct", "city_staff", "/staff/indicators/1-1/2027/correct/", show("main .page-body")
    ),
    Picture("report", "center_staff", "/staff/reports/2027/", show("[for='id_section-1']")),
    Picture("publish", "center_staff", "/staff/reports/2026/publish/", show("main h2")),
    Picture("handover", "administrator", "/staff/handover/", show("main h2")),
]


@pytest.mark.parametrize("picture", MANUAL, ids=lambda picture: picture.name)
def test_take_picture(sample_figures, open_page, sign_in, request, picture):
    page = open_page(viewport=SIZE)
    if picture.role:
        sign_in(page, request.getfixturevalue(picture.role))
    page.goto(picture.address)
    picture.steps(page)
    with Image.open(BytesIO(page.screenshot())) as screenshot:
        PICTURES.mkdir(parents=True, exist_ok=True)
        screenshot.save(PICTURES / f"{picture.name}.webp", quality=70, method=6)
