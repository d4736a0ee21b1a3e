"""The state of each year's report, for the staff's list."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy

from indicators.models import Entry
from records.fiscal_year import GUIDELINE_YEARS, FiscalYear
from reports.models import Report, Schedule
from reports.schedules.notices import ScheduleNotice, schedule_notice


class ReportState(models.TextChoices):
    """How far a year's report has come."""

    NOT_STARTED = "not_started", gettext_lazy("未着手")
    DRAFT = "draft", gettext_lazy("下書き")
    PUBLISHED = "published", gettext_lazy("公表済み")
    REVISING = "revising", gettext_lazy("公表後に編集あり")


@dataclass(frozen=True)
class ReportYear:
    """A line of the staff's list of years.

    `has_newer_figures` is true where a figure was confirmed or corrected after the newest edition.
    `notice` is about a planned publication.
    """

    year: FiscalYear
    state: ReportState
    report: Report | None
    has_newer_figures: bool
    notice: ScheduleNotice | None


def report_years(now: dt.datetime) -> list[ReportYear]:
    """Return the eight years with the state of their reports at the moment `now`. Three queries.

    A report carries `edition_count` and `last_published_at` (see `with_state`).
    """
    reports = {report.fiscal_year: report for report in Report.objects.with_state()}
    published = [year for year, report in reports.items() if _last_published_at(report)]
    newest = Entry.objects.latest_confirmed().with_finality().filter(fiscal_year__in=published)
    moved_on = {entry.fiscal_year for entry in newest if not entry.is_final}
    plans = Schedule.objects.newest_of_each().with_outcome()
    schedules = {schedule.report.fiscal_year: schedule for schedule in plans}
    return [
        ReportYear(
            year=year,
            state=_state(reports.get(year)),
            report=reports.get(year),
            has_newer_figures=year in moved_on,
            notice=_notice(reports.get(year), schedules.get(year), now),
        )
        for year in GUIDELINE_YEARS
    ]


def _state(report: Report | None) -> ReportState:
    if report is None:
        return ReportState.NOT_STARTED
    published_at = _last_published_at(report)
    if published_at is None:
        return ReportState.DRAFT
    return ReportState.REVISING if report.updated_at > published_at else ReportState.PUBLISHED


def _notice(
    report: Report | None, schedule: Schedule | None, now: dt.datetime
) -> ScheduleNotice | None:
    if report is None:
        return None
    return schedule_notice(
        schedule,
        now=now,
        version=report.version,
        last_published_at=_last_published_at(report),
    )


def _last_published_at(report: Report) -> dt.datetime | None:
    at: dt.datetime | None = report.last_published_at  # type: ignore[attr-defined]
    return at
