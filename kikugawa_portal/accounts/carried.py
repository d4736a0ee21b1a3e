"""Carries a form that staff sent after their session had ended through signing in.

Its fields are hidden fields of the pages on the way, so nothing that an unknown visitor sent is
stored. The form has passed the check of its origin. Nothing is done with it until the person who
has signed in sends it again.
"""

from __future__ import annotations

from django.http import QueryDict

STAFF_PAGES = "/staff/"
"""Only what was sent to these pages is carried."""

PREFIX = "sent:"

MAX_SIZE = 500_000
"""So many characters are carried: far more than any page of staff sends, and far less than a form
may hold (`DATA_UPLOAD_MAX_MEMORY_SIZE`)."""

LEFT_OUT = ("csrfmiddlewaretoken",)

Fields = tuple[tuple[str, str], ...]


def fields_of(sent: QueryDict) -> Fields | None:
    """Return the fields of a form that was sent, in their order; None where they are too much."""
    fields = tuple(
        (name, str(value))
        for name, values in sent.lists()
        if name not in LEFT_OUT
        for value in values
    )
    size = sum(len(name) + len(value) for name, value in fields)
    return None if size > MAX_SIZE else fields


def carried_on(sign_in: QueryDict) -> Fields:
    """Return the fields of the other form that a sign-in form brings along."""
    return tuple(
        (name.removeprefix(PREFIX), str(value))
        for name, values in sign_in.lists()
        if name.startswith(PREFIX)
        for value in values
    )
