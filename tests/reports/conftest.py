"""When the tests of the reports play."""

import pytest


@pytest.fixture
def summer_2027(clock):
    """The clock stands in the summer after FY2026 has closed."""
    clock(2027, 8, 1)


@pytest.fixture
def summer_2028(clock):
    """The clock stands in the summer after FY2027 has closed."""
    clock(2028, 8, 15)
