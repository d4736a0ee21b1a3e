"""What staff must know of a planned publication, or of one that failed. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import TextChoices

from reports.models import Schedule, ScheduleOutcome

GRACE = dt.timedelta(minutes=30)
"""How late a planned publication may be before staff are told that it is overdue."""


class Concern(TextChoices):
    """What staff must know of a report's newest schedule."""

    PLANNED = "planned"
    OUTDATED = "outdated"
    OVERDUE = "overdue"
    REFUSED = "refused"


@dataclass(frozen=True)
class ScheduleNotice:
    """A report's newest schedule, and what staff must know of it."""

    schedule: Schedule
    concern: Concern


def schedule_notice(
    schedule: Schedule | None,
    *,
    now: dt.datetime,
    version: int,
    substance: str | None = None,
    last_published_at: dt.datetime | None,
) -> ScheduleNotice | None:
    """Return what staff must know, None where there is nothing.

    `schedule` is the report's newest, with its outcome. `version` and `substance` (where known)
    are those of the draft now. A refusal is shown until something is published or planned.
    """
    if schedule is None:
        return None
    result = schedule.result
    if result is not None:
        is_settled = last_published_at is not None and last_published_at > result.at
        if result.kind != ScheduleOutcome.Kind.REFUSED or is_settled:
            return None
        return ScheduleNotice(schedule, Concern.REFUSED)
    if schedule.publish_at + GRACE < now:
        return ScheduleNotice(schedule, Concern.OVERDUE)
    if schedule.version != version or substance not in (None, schedule.substance):
        return ScheduleNotice(schedule, Concern.OUTDATED)
    return ScheduleNotice(schedule, Concern.PLANNED)
