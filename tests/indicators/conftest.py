"""What tests of the indicators' pages share: a page to read."""

import pytest
from bs4 import Tag

from tests.pages import main_of, parsed


@pytest.fixture
def page(client):
    """Read a page's own content as a resident."""

    def read(address: str) -> Tag:
        return main_of(parsed(client.get(address)))

    return read
