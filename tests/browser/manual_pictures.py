"""Takes the pictures of the staff manual into static/img/manual/: `make screenshots`.

They show sample figures and so are taken anew whenever a page that staff use has changed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page

from kikugawa_portal.manual import PICTURES

SIZE = {"width": 960, "height": 600}


def nothing(page: Page) -> None:
    """Leave the page as it is."""


@dataclass(frozen=True)
class Picture:
    """A picture: its name, who sees the page at which address, and what they do there first."""

    name: str
    role: str
    address: str
    steps: Callable[[Page], object] = nothing


MANUAL = [
    Picture("sign-in", "", "/accounts/login/"),
    Picture("home", "city_staff", "/staff/"),
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
