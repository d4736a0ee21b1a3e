"""What tests of the indicators' pages share: a page to read."""

import pytest

from tests.kikugawa_portal.reading import main_of


@pytest.fixture
def page(client):
    """Read a page's own content as a resident."""

    def read(address: str) -> str:
        return main_of(client.get(address).content.decode())

    return read
