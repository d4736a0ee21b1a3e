"""What tests of the indicators' pages share: a clock to stop, a page to read."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from tests.figures import moment
from tests.kikugawa_portal.reading import main_of

SetClock = Callable[[int, int, int], dt.datetime]


@pytest.fixture
def clock(monkeypatch) -> SetClock:
    """Stop the portal's clock at noon of a day."""

    def stop(year: int, month: int, day: int) -> dt.datetime:
        now = moment(year, month, day)
        monkeypatch.setattr(timezone, "now", lambda: now)
        return now

    return stop


@pytest.fixture
def page(client):
    """Read a page's own content as a resident."""

    def read(address: str) -> str:
        return main_of(client.get(address).content.decode())

    return read
