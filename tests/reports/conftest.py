"""When the tests of the reports play."""

import pytest
from django.utils import timezone

from tests.figures import moment


@pytest.fixture
def summer_2027(monkeypatch):
    """The clock stands in the summer after FY2026 has closed."""
    monkeypatch.setattr(timezone, "now", lambda: moment(2027, 8, 1))


@pytest.fixture
def summer_2028(monkeypatch):
    """The clock stands in the summer after FY2027 has closed."""
    monkeypatch.setattr(timezone, "now", lambda: moment(2028, 8, 15))
