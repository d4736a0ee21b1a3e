"""A form that was sent, to be shown once more."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict


def sent_again(data: QueryDict, **changes: Any) -> QueryDict:
    """Return a copy of what was sent, with `changes` to fields by name."""
    again = data.copy()
    for name, value in changes.items():
        again[name] = value
    return again
