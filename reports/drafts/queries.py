"""What is written so far: the draft of a year, its headings, every save of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from directions.models import Direction
from records.fiscal_year import FiscalYear
from reports.drafts.texts import CLOSING, INTRODUCTION, VOICES, Texts, section_part
from reports.models import DraftPicture, Report, SavedDraft


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
    report = Report.objects.select_related("updated_by").filter(fiscal_year=year).first()
    if report is None:
        return Draft(year, None, Texts())
    return Draft(year, report, _texts(report), tuple(report.pictures.facts()))


def last_years_texts(year: FiscalYear) -> Texts:
    """Return what the report of the year before says; nothing for the guideline's first year."""
    if year.is_first:
        return Texts()
    report = Report.objects.filter(fiscal_year=year.previous).first()
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
    drafts = SavedDraft.objects.filter(report__fiscal_year=year).select_related("saved_by")
    headings = part_headings()
    saves: list[Save] = []
    before: dict[str, str] = {}
    for draft in drafts.order_by("version"):
        now = Texts.from_parts(draft.parts).parts
        parts = [
            WrittenPart(name, heading, now.get(name, ""), now.get(name) != before.get(name))
            for name, heading in headings.items()
            if name in now or name in before
        ]
        saves.insert(0, Save(draft, parts))
        before = now
    return saves
