"""What an edition shows, read from its content alone, never from live tables. Pure.

docs/edition-format.md describes the format. Pages and PDFs use these classes, not the JSON.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from indicators.progress.series import Point, Series
from records.canonical import JAPAN
from records.fiscal_year import FiscalYear
from records.plain_text import plain_json
from reports.drafts.texts import PARTS, in_order
from reports.editions.series_json import series_from_json
from reports.pictures.published import ReportedPicture, pictures_from_json

SCHEMA = 2
"""The number of the format that this code writes. Older formats are read for good."""

SINCE_SCHEMA_2 = {"voices": "", "pictures": []}
"""What schema 1 lacks, with the values that stand for it."""


def in_newest_schema(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return `content` as it would be written today. Raises ValueError for an unknown format."""
    if content["schema"] == SCHEMA:
        return content
    if content["schema"] == 1:
        return {**content, **SINCE_SCHEMA_2, "schema": SCHEMA}
    raise ValueError(f"edition format {content['schema']} is not known")


@dataclass(frozen=True)
class ReportedIndicator:
    """An indicator as an edition shows it, with its years up to the report's year."""

    code: str
    name: str
    unit: str
    definition: str
    responsible_section: str
    data_source: str
    verdict: str
    series: Series
    year: FiscalYear

    @property
    def point(self) -> Point:
        """The report's own year."""
        return self.series.point(self.year)

    @property
    def is_open(self) -> bool:
        """Whether no figure was confirmed for the report's year."""
        return self.point.figure is None

    @property
    def anchor(self) -> str:
        """Its anchor on the page, to which the table of contents links."""
        return f"indicator-{self.code}"


@dataclass(frozen=True)
class ReportChapter:
    """A direction as an edition shows it."""

    number: int
    title: str
    initiatives: tuple[str, ...]
    text: str
    indicators: tuple[ReportedIndicator, ...]

    @property
    def heading(self) -> str:
        """The numbered title as the booklet prints it."""
        return f"{self.number}. {self.title}"

    @property
    def anchor(self) -> str:
        """Its anchor on the page, to which the table of contents links."""
        return f"direction-{self.number}"


class ReportedPart(NamedTuple):
    """A text of an edition that belongs to no direction; `name` is its anchor on the page."""

    name: str
    heading: str
    text: str


@dataclass(frozen=True)
class EditionContent:
    """A whole edition, published or about to be. `part_texts` has the texts of PARTS by name."""

    year: FiscalYear
    title: str
    number: int
    published_at: dt.datetime
    change_note: str
    part_texts: Mapping[str, str]
    chapters: tuple[ReportChapter, ...]
    pictures: tuple[ReportedPicture, ...]

    @classmethod
    def from_json(cls, content: Mapping[str, Any], *, is_published: bool = True) -> EditionContent:
        """Return what `content` says. Raises ValueError for a format that this code cannot read.

        Before it `is_published`, its pictures are at the addresses of the draft's.
        """
        content = plain_json(in_newest_schema(content))
        year = FiscalYear(content["fiscal_year"])
        edition = content["edition"]
        return cls(
            year=year,
            title=content["title"],
            number=edition["number"],
            published_at=dt.datetime.fromisoformat(edition["published_at"]),
            change_note=edition["change_note"],
            part_texts={part.name: content[part.name] for part in PARTS},
            chapters=tuple(_chapter(direction, year) for direction in content["directions"]),
            pictures=pictures_from_json(content["pictures"], year, is_published=is_published),
        )

    @property
    def is_of_closed_year(self) -> bool:
        """Whether the year was over when the edition was published."""
        return self.year.has_closed(self.published_at.astimezone(JAPAN).date())

    @property
    def indicators(self) -> Iterator[ReportedIndicator]:
        """Every indicator, in the order of the directions."""
        return (indicator for chapter in self.chapters for indicator in chapter.indicators)

    @property
    def open_indicators(self) -> tuple[ReportedIndicator, ...]:
        """The indicators whose figure of the year is not confirmed."""
        return tuple(indicator for indicator in self.indicators if indicator.is_open)

    @property
    def has_plans(self) -> bool:
        """Whether a target is set for any indicator."""
        return any(indicator.series.plan.has_targets for indicator in self.indicators)

    @property
    def opening(self) -> list[ReportedPart]:
        """The parts before the directions that readers see."""
        return self._parts(is_before_sections=True)

    @property
    def ending(self) -> list[ReportedPart]:
        """The parts after the directions that readers see."""
        return self._parts(is_before_sections=False)

    def _parts(self, *, is_before_sections: bool) -> list[ReportedPart]:
        return [
            ReportedPart(part.name, str(part.heading), text)
            for part in PARTS
            if part.is_before_sections == is_before_sections
            and ((text := self.part_texts[part.name]) or part.is_required)
        ]

    @property
    def lacking_parts(self) -> list[str]:
        """The headings of the parts that are empty although a report must have them."""
        return self._empty_parts(is_required=True)

    @property
    def empty_parts(self) -> list[str]:
        """The headings of the other parts that are empty."""
        return self._empty_parts(is_required=False)

    def _empty_parts(self, *, is_required: bool) -> list[str]:
        return [
            str(part.heading)
            for part in PARTS
            if part.is_required == is_required and not self.part_texts[part.name]
        ]

    @property
    def empty_chapters(self) -> tuple[ReportChapter, ...]:
        """The directions without a text."""
        return tuple(chapter for chapter in self.chapters if not chapter.text)

    @property
    def texts(self) -> dict[str, str]:
        """Every text, in the order of the report, by the heading that people know it by."""
        return dict(
            in_order(
                lambda part: (str(part.heading), self.part_texts[part.name]),
                ((chapter.heading, chapter.text) for chapter in self.chapters),
            )
        )

    @property
    def cited_entries(self) -> list[int]:
        """The keys of the entries that the edition shows for its own year."""
        return [
            indicator.point.figure.entry_id
            for indicator in self.indicators
            if indicator.point.figure is not None
        ]


def _chapter(direction: Mapping[str, Any], year: FiscalYear) -> ReportChapter:
    return ReportChapter(
        number=direction["number"],
        title=direction["title"],
        initiatives=tuple(direction["initiatives"]),
        text=direction["text"],
        indicators=tuple(
            ReportedIndicator(
                code=indicator["code"],
                name=indicator["name"],
                unit=indicator["unit"],
                definition=indicator["definition"],
                responsible_section=indicator["responsible_section"],
                data_source=indicator["data_source"],
                verdict=indicator["verdict"],
                series=series_from_json(indicator["series"]),
                year=year,
            )
            for indicator in direction["indicators"]
        ),
    )
