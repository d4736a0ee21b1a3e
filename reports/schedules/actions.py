"""The verbs of planned publications: plan one, cancel it, carry out what is due."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.fields import clean_text
from records.refusals import Refusal
from reports.editions.actions import publish_edition, refuse_unready
from reports.editions.snapshot import next_edition
from reports.models import Report, Schedule, ScheduleOutcome

FURTHEST = dt.timedelta(days=366)
"""How far ahead a publication may be planned. It catches a mistyped year."""


@transaction.atomic
def schedule_publication(
    *,
    report: Report,
    by: User,
    publish_at: dt.datetime,
    seen_version: int,
    seen_substance: str,
    change_note: str = "",
    at: dt.datetime | None = None,
) -> Schedule:
    """Plan to publish at `publish_at` what `by` saw, in the name of `by`; return the schedule.

    It replaces a pending schedule. Raises Refusal for a moment that has passed or lies more than a
    year ahead, and where `publish_edition` would refuse now.
    """
    at = at or timezone.now()
    report = Report.objects.select_for_update().get(pk=report.pk)
    if publish_at <= at:
        raise Refusal(_("公表する日時が過ぎています。これからの日時を入れてください。"))
    if publish_at - at > FURTHEST:
        raise Refusal(_("公表する日時は、1年以内にしてください。"))
    upcoming = next_edition(report.fiscal_year, by=by, at=at, change_note=clean_text(change_note))
    refuse_unready(upcoming, seen_version, seen_substance)
    for pending in Schedule.objects.pending().filter(report=report):
        _end(pending, ScheduleOutcome.Kind.REPLACED, by, at)
    return Schedule.objects.create(
        report=report,
        publish_at=publish_at,
        version=seen_version,
        substance=seen_substance,
        change_note=upcoming.content.change_note,
        made_at=at,
        made_by=by,
    )


@transaction.atomic
def cancel_schedule(
    *, schedule: Schedule, by: User, at: dt.datetime | None = None
) -> ScheduleOutcome:
    """Cancel a schedule and return its outcome. Raises Refusal where it is no longer pending."""
    _refuse_ended(schedule)
    return _end(schedule, ScheduleOutcome.Kind.CANCELLED, by, at or timezone.now())


def publish_due(*, at: dt.datetime) -> list[ScheduleOutcome]:
    """Carry out what is due at the moment `at`, and return the outcomes.

    Each schedule is published, or its refusal is recorded, in a transaction of its own. Where two
    processes do so at once, the second one finds nothing left to do.
    """
    due = Schedule.objects.due(at).select_related("made_by")
    outcomes = (_carry_out(schedule, at) for schedule in due)
    return [outcome for outcome in outcomes if outcome is not None]


@transaction.atomic
def _carry_out(schedule: Schedule, at: dt.datetime) -> ScheduleOutcome | None:
    try:
        _refuse_ended(schedule)
    except Refusal:
        return None  # Another process carried it out, or a person cancelled it.
    try:
        with transaction.atomic():
            _publish(schedule, at)
    except Refusal as refusal:
        return ScheduleOutcome.objects.create(
            schedule=schedule, kind=ScheduleOutcome.Kind.REFUSED, at=at, reason=refusal.message
        )
    return ScheduleOutcome.objects.select_related("edition").get(schedule=schedule)


def _publish(schedule: Schedule, at: dt.datetime) -> None:
    """Publish as planned. Raises Refusal, also where the planner lost the permission."""
    if not schedule.made_by.has_perm("reports.publish_report"):
        raise Refusal(_("予定を決めた人に、公表する権限がなくなっています。"))
    publish_edition(
        report=schedule.report,
        by=schedule.made_by,
        seen_version=schedule.version,
        seen_substance=schedule.substance,
        change_note=schedule.change_note,
        schedule=schedule,
        at=at,
    )


def _refuse_ended(schedule: Schedule) -> None:
    """Raise Refusal unless `schedule` is pending. Locks the report until the transaction ends."""
    Report.objects.select_for_update().get(pk=schedule.report_id)
    if not Schedule.objects.pending().filter(pk=schedule.pk).exists():
        raise Refusal(_("この予定は、すでに公表されたか、取り消されています。"))


def _end(
    schedule: Schedule, kind: ScheduleOutcome.Kind, by: User, at: dt.datetime
) -> ScheduleOutcome:
    return ScheduleOutcome.objects.create(schedule=schedule, kind=kind, at=at, by=by)
