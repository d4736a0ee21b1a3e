"""Who else is writing a report at the moment: a warning, never a lock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import User

from records.fiscal_year import FiscalYear
from reports.models import Presence

PRESENT_WITHIN = dt.timedelta(minutes=2)
"""Whoever was seen within this span has the page open. Browsers report it every 45 seconds."""

RECENT_WITHIN = dt.timedelta(minutes=15)
"""Whoever was seen within this span may still be writing. Without JavaScript a browser reports
only that the page was opened."""


@dataclass(frozen=True)
class OtherWriter:
    """Somebody else who has the report open, or had it open recently."""

    person: User
    opened_at: dt.datetime
    seen_at: dt.datetime
    is_here: bool


def note_presence(*, year: FiscalYear, by: User, at: dt.datetime) -> None:
    """Note that `by` has the report of `year` open at the moment `at`.

    After fifteen minutes without a note a new visit begins.
    """
    visit = Presence.objects.filter(fiscal_year=year, person=by)
    if not visit.filter(seen_at__gte=at - RECENT_WITHIN).update(seen_at=at):
        Presence.objects.bulk_create(
            [Presence(fiscal_year=year, person=by, opened_at=at, seen_at=at)],
            update_conflicts=True,
            unique_fields=["fiscal_year", "person"],
            update_fields=["opened_at", "seen_at"],
        )


def other_writers(year: FiscalYear, *, than: User, at: dt.datetime) -> list[OtherWriter]:
    """Return who else has the report of `year` open at `at`, or had it recently. One query."""
    seen = Presence.objects.filter(fiscal_year=year, seen_at__gte=at - RECENT_WITHIN)
    return [
        OtherWriter(
            person=presence.person,
            opened_at=presence.opened_at,
            seen_at=presence.seen_at,
            is_here=presence.seen_at >= at - PRESENT_WITHIN,
        )
        for presence in seen.exclude(person=than).select_related("person")
    ]
