"""The draft of a year, the headings of its parts, and every save of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from directions.models import Direction
from records.fiscal_year import FiscalYear
from reports.drafts.texts import PARTS, Texts, in_order, section_heading, section_part
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
    """Return the draft of `year`. Three queries, one before the first save."""
    report = Report.objects.select_related("updated_by").filter(fiscal_year=year).first()
    if report is None:
        return Draft(year, None, Texts())
    return Draft(year, report, _texts(report), tuple(report.pictures.facts()))


def last_years_texts(year: FiscalYear) -> Texts:
    """Return the texts of the year before; none for the guideline's first year."""
    if year.is_first:
        return Texts()
    report = Report.objects.filter(fiscal_year=year.previous).first()
    return Texts() if report is None else _texts(report)


def _texts(report: Report) -> Texts:
    sections = {
        section.direction.number: section.body
        for section in report.sections.select_related("direction")
    }
    return Texts.of(sections, **{part.name: getattr(report, part.name) for part in PARTS})


def part_headings() -> dict[str, str]:
    """Return the headings of all parts by name, in the order of the report. One query."""
    return dict(
        in_order(
            lambda part: (part.name, str(part.heading)),
            (
                (section_part(direction.number), section_heading(direction))
                for direction in Direction.objects.all()
            ),
        )
    )


@dataclass(frozen=True)
class SavedPart:
    """A part of a saved draft, and whether that save changed it."""

    name: str
    heading: str
    text: str
    changed: bool


@dataclass(frozen=True)
class Save:
    """One save of a draft with its parts in the order of the report.

    A part that this save emptied is among them, without text.
    """

    draft: SavedDraft
    parts: Sequence[SavedPart]

    @property
    def changed(self) -> list[SavedPart]:
        """The parts that this save changed."""
        return [part for part in self.parts if part.changed]


def saved_drafts(year: FiscalYear) -> list[Save]:
    """Return every save of the draft of `year`, the newest first. Two queries."""
    drafts = SavedDraft.objects.filter(report__fiscal_year=year).select_related("saved_by")
    headings = part_headings()
    saves: list[Save] = []
    before: dict[str, str] = {}
    for draft in drafts.order_by("version"):
        now = Texts(draft.parts).parts
        parts = [
            SavedPart(name, heading, now.get(name, ""), now.get(name) != before.get(name))
            for name, heading in headings.items()
            if name in now or name in before
        ]
        saves.insert(0, Save(draft, parts))
        before = now
    return saves
