"""Reads that compose several tables: drafts, the staff's list of years, later changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directions.models import Direction
from indicators.fiscal_year import GUIDELINE_YEARS, FiscalYear
from indicators.models import Entry
from indicators.progress import Figure
from reports.content import EditionContent, ReportedIndicator
from reports.models import DraftPicture, Report, SavedDraft, Schedule
from reports.schedule_notices import ScheduleNotice, schedule_notice
from reports.texts import CLOSING, INTRODUCTION, VOICES, Texts, section_part


@dataclass(frozen=True)
class Draft:
    """The draft of a year's report as it is saved; `report` is None before the first save."""

    year: FiscalYear
    report: Report | None
    texts: Texts
    pictures: Sequence[DraftPicture] = ()

    @property
    def version(self) -> int:
        """How often it was saved."""
        return self.report.version if self.report else 0


def read_draft(year: FiscalYear) -> Draft:
    """Return the draft of `year`: three queries, one before the first save."""
    report = Report.objects.select_related("updated_by").filter(fiscal_year=year.year).first()
    if report is None:
        return Draft(year, None, Texts())
    return Draft(year, report, _texts(report), tuple(report.pictures.facts()))


def last_years_texts(year: FiscalYear) -> Texts:
    """Return what the report of the year before says; nothing for the guideline's first year."""
    if year.is_first:
        return Texts()
    report = Report.objects.filter(fiscal_year=year.previous.year).first()
    return Texts() if report is None else _texts(report)


def _texts(report: Report) -> Texts:
    sections = {
        section.direction.number: section.body
        for section in report.sections.select_related("direction")
    }
    return Texts(report.introduction, sections, report.closing, report.voices)


def part_headings() -> dict[str, str]:
    """Return the headings that people know the parts of a report by, in its order: one query."""
    return {
        INTRODUCTION: _("はじめに"),
        **{
            section_part(direction.number): _("方向性%(heading)s") % {"heading": direction}
            for direction in Direction.objects.all()
        },
        VOICES: _("声と事例"),
        CLOSING: _("おわりに"),
    }


@dataclass(frozen=True)
class WrittenPart:
    """A part of a saved draft: its name, the heading that people know it by, its text."""

    name: str
    heading: str
    text: str
    changed: bool


@dataclass(frozen=True)
class Save:
    """One save of a draft with its parts in the order of the report.

    A part that this save emptied is among them, changed and without text.
    """

    draft: SavedDraft
    parts: Sequence[WrittenPart]

    @property
    def changed(self) -> list[WrittenPart]:
        """The parts that this save changed."""
        return [part for part in self.parts if part.changed]


def saved_drafts(year: FiscalYear) -> list[Save]:
    """Return every save of the draft of `year`, the newest first: two queries."""
    drafts = SavedDraft.objects.filter(report__fiscal_year=year.year).select_related("saved_by")
    headings = part_headings()
    saves: list[Save] = []
    before: dict[str, str] = {}
    for draft in drafts.order_by("version"):
        now = draft.texts.parts
        parts = [
            WrittenPart(name, heading, now.get(name, ""), now.get(name) != before.get(name))
            for name, heading in headings.items()
            if name in now or name in before
        ]
        saves.insert(0, Save(draft, parts))
        before = now
    return saves


class ReportState(models.TextChoices):
    """How far a year's report has come, as the staff's list says it."""

    NOT_STARTED = "not_started", gettext_lazy("未着手")
    DRAFT = "draft", gettext_lazy("下書き")
    PUBLISHED = "published", gettext_lazy("公表済み")
    REVISING = "revising", gettext_lazy("公表後に編集あり")


@dataclass(frozen=True)
class ReportYear:
    """A line of the staff's list of years.

    `has_newer_figures` tells that a figure was confirmed or corrected after the newest edition,
    `notice` what there is to say of a publication that was planned.
    """

    year: FiscalYear
    state: ReportState
    report: Report | None
    has_newer_figures: bool
    notice: ScheduleNotice | None


def report_years(now: dt.datetime) -> list[ReportYear]:
    """Return the eight years with the state of their reports at the moment `now`: three queries.

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
            state=_state(reports.get(year.year)),
            report=reports.get(year.year),
            has_newer_figures=year.year in moved_on,
            notice=_notice(reports.get(year.year), schedules.get(year.year), now),
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


@dataclass(frozen=True)
class LaterChange:
    """That a figure which an edition shows, or lacks, stands otherwise in the ledger today.

    `shown` is what the edition shows (None: 未公表), `entry` what residents see now.
    """

    indicator: ReportedIndicator
    year: FiscalYear
    shown: Figure | None
    entry: Entry

    @property
    def is_correction(self) -> bool:
        """Whether a figure that the edition shows was corrected, not one that it lacks added."""
        return self.shown is not None


def later_changes(content: EditionContent) -> list[LaterChange]:
    """Return what of the figures in `content` was confirmed or corrected since: one query."""
    newest = {
        (entry.indicator.code, entry.fiscal_year): entry
        for entry in Entry.objects.latest_confirmed()
        .filter(fiscal_year__lte=content.year.year)
        .select_related("indicator")
    }
    changes = []
    for indicator in content.indicators:
        for point in indicator.series.points:
            entry = newest.get((indicator.code, point.fiscal_year.year))
            if entry is not None and _says_otherwise(entry, point.figure):
                changes.append(LaterChange(indicator, point.fiscal_year, point.figure, entry))
    return changes


def _says_otherwise(entry: Entry, shown: Figure | None) -> bool:
    return shown is None or (entry.value, entry.absence) != (shown.value, shown.absence)
