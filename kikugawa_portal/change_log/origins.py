"""Where the records of what people did are: a table for each kind of line."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.admin.models import LogEntry
from django.db.models import F, QuerySet, Value

from indicators.models import Entry, Reminder
from kikugawa_portal.change_log.lines import LineKind
from kikugawa_portal.models import SignInAttempt
from records.fiscal_year import FiscalYear
from reports.models import Edition, SavedDraft, Schedule, ScheduleOutcome


@dataclass(frozen=True)
class Conditions:
    """Which lines are wanted; None and "" stand for all.

    `person` and `indicator` are primary keys. `until` is the first moment that is not included.
    """

    kind: str = ""
    person: int | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    fiscal_year: FiscalYear | None = None
    indicator: int | None = None


class Origin(NamedTuple):
    """Where the records of a kind are: their rows, and the names of the columns.

    `fiscal_year` and `indicator` are "" where the records have none.
    """

    records: QuerySet[Any]
    at: str
    person: str
    fiscal_year: str = ""
    indicator: str = ""


def _origins() -> dict[LineKind, Origin]:
    return {
        LineKind.FIGURE: Origin(
            Entry.objects.all(), "entered_at", "entered_by", "fiscal_year", "indicator"
        ),
        LineKind.REPORT: Origin(
            SavedDraft.objects.all(), "saved_at", "saved_by", "report__fiscal_year"
        ),
        LineKind.EDITION: Origin(
            Edition.objects.all(), "published_at", "published_by", "report__fiscal_year"
        ),
        LineKind.SCHEDULE: Origin(
            Schedule.objects.all(), "made_at", "made_by", "report__fiscal_year"
        ),
        LineKind.SCHEDULE_OUTCOME: Origin(
            ScheduleOutcome.objects.exclude(kind=ScheduleOutcome.Kind.PUBLISHED),
            "at",
            "by",
            "schedule__report__fiscal_year",
        ),
        LineKind.REMINDER: Origin(
            Reminder.objects.all(), "attempted_at", "recipient", "fiscal_year"
        ),
        LineKind.ADMIN: Origin(LogEntry.objects.all(), "action_time", "user"),
        LineKind.SIGN_IN: Origin(SignInAttempt.objects.all(), "at", "account"),
    }


def references(conditions: Conditions) -> QuerySet[Any]:
    """Return moment, kind and primary key of each wanted record, the newest first: one query."""
    parts = [
        _matching(kind, origin, conditions)
        for kind, origin in _origins().items()
        if conditions.kind in ("", kind)
        and (origin.fiscal_year or conditions.fiscal_year is None)
        and (origin.indicator or conditions.indicator is None)
    ]
    if not parts:
        return Entry.objects.none()
    first, *others = parts
    merged: QuerySet[Any] = first.union(*others, all=True)
    return merged.order_by("-moment", "line_kind", "-line_key")


def _matching(kind: LineKind, origin: Origin, wanted: Conditions) -> QuerySet[Any]:
    conditions = {
        f"{origin.at}__gte": wanted.since,
        f"{origin.at}__lt": wanted.until,
        origin.person: wanted.person,
        origin.fiscal_year: wanted.fiscal_year,
        origin.indicator: wanted.indicator,
    }
    given = {name: value for name, value in conditions.items() if name and value is not None}
    found: QuerySet[Any] = (
        origin.records.filter(**given)
        .order_by()
        .annotate(moment=F(origin.at), line_kind=Value(kind.value), line_key=F("pk"))
        .values_list("moment", "line_kind", "line_key")
    )
    return found
