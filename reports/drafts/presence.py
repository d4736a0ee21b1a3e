"""Who else is writing a report at the moment: a warning, never a lock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import User

from records.fiscal_year import FiscalYear
from reports.models import Presence

HERE = dt.timedelta(minutes=2)
"""Whoever was seen within it has the page open: a browser tells so every 45 seconds."""

LATELY = dt.timedelta(minutes=15)
"""Without JavaScript a browser tells only that the page was opened: somebody may still write."""


@dataclass(frozen=True)
class OtherWriter:
    """Somebody else with the report open, now or until lately."""

    person: User
    opened_at: dt.datetime
    seen_at: dt.datetime
    is_here: bool


def note_presence(*, year: FiscalYear, by: User, at: dt.datetime) -> None:
    """Note that `by` has the report of `year` open at the moment `at`.

    A visit goes on while it is noted within fifteen minutes; after that a new one begins.
    """
    visit = Presence.objects.filter(fiscal_year=year, person=by)
    if not visit.filter(seen_at__gte=at - LATELY).update(seen_at=at):
        Presence.objects.bulk_create(
            [Presence(fiscal_year=year, person=by, opened_at=at, seen_at=at)],
            update_conflicts=True,
            unique_fields=["fiscal_year", "person"],
            update_fields=["opened_at", "seen_at"],
        )


def other_writers(year: FiscalYear, *, than: User, at: dt.datetime) -> list[OtherWriter]:
    """Return who else has, or lately had, the report of `year` open, as of `at`. One query."""
    seen = Presence.objects.filter(fiscal_year=year, seen_at__gte=at - LATELY)
    return [
        OtherWriter(
            person=presence.person,
            opened_at=presence.opened_at,
            seen_at=presence.seen_at,
            is_here=presence.seen_at >= at - HERE,
        )
        for presence in seen.exclude(person=than).select_related("person")
    ]
