"""A form that was sent, rewritten to be shown again."""

from __future__ import annotations

from django.http import QueryDict


def sent_again(data: QueryDict | None, /, **changes: object) -> QueryDict:
    """Return what was sent, with the fields named by `changes` set anew; `data` stays as it is.

    A value is written as a browser would send it, as text. Nothing sent counts as an empty form.
    """
    again = QueryDict(mutable=True) if data is None else data.copy()
    for name, value in changes.items():
        again[name] = str(value)
    return again
