"""Whole numbers that a browser sent: in an address, behind its question mark, or in a form."""

from __future__ import annotations

MOST_COUNTED = 2**31 - 1
"""The greatest number that a column of revisions, versions or editions holds."""

MOST_KEYS = 2**63 - 1
"""The greatest primary key."""


def whole_number(text: str | None, *, most: int = MOST_COUNTED) -> int | None:
    """Return the number from 0 to `most` that `text` writes in ASCII digits, None for all else.

    Its length is looked at first: a longer text is no number, and is never counted out.
    """
    if text is None or not (text.isascii() and text.isdigit()) or len(text) > len(str(most)):
        return None
    number = int(text)
    return number if number <= most else None
