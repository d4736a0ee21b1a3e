"""The content of the edition that would be published now. Preview and publication both use it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from directions.models import Direction
from documents.prose import placed_pictures
from indicators.models import Indicator
from indicators.progress.sentences import verdict_sentence
from indicators.progress.series import Point, PointState, Series
from indicators.progress.verdict import assess
from records.canonical import JsonObject, digest
from records.fiscal_year import FiscalYear
from reports.drafts.queries import Draft, read_draft
from reports.drafts.texts import PARTS, section_part
from reports.editions.content import SCHEMA, EditionContent, in_newest_schema
from reports.editions.series_json import moment_to_json, series_to_json
from reports.models import Edition
from reports.pictures.published import picture_to_json


@dataclass(frozen=True)
class NextEdition:
    """The edition that would be published now. `newest` is the one before it, if any."""

    draft: Draft
    newest: Edition | None
    data: JsonObject

    @property
    def number(self) -> int:
        """Its number within the year."""
        return self.newest.number + 1 if self.newest else 1

    @cached_property
    def content(self) -> EditionContent:
        """What it shows."""
        return EditionContent.from_json(self.data, is_published=False)

    @cached_property
    def substance(self) -> str:
        """The digest of what it shows (see `substance`)."""
        return substance(self.data)

    @property
    def obstacle(self) -> str:
        """Why it cannot be published as it stands, as a sentence; "" where it can."""
        lacking = self.content.lacking_parts
        if lacking:
            return _("「%(part)s」が空のため、公表できません。文章を書いて保存してください。") % {
                "part": lacking[0]
            }
        if self.newest and substance(self.newest.content) == self.substance:
            return _(
                "第%(number)d版から変わったところがないため、公表できません。"
                "文章を直すか、実績値が訂正されると、次の版を公表できます。"
            ) % {"number": self.newest.number}
        return ""


def next_edition(
    year: FiscalYear, *, by: User, at: dt.datetime, change_note: str = ""
) -> NextEdition:
    """Return the edition that `by` would publish at the moment `at`. Nine queries."""
    draft = read_draft(year)
    newest = Edition.objects.for_year(year).newest_first().select_related("report").first()
    number = newest.number + 1 if newest else 1
    data = snapshot(draft, number=number, change_note=change_note, at=at, by=by)
    return NextEdition(draft, newest, data)


def snapshot(
    draft: Draft, *, number: int, change_note: str, at: dt.datetime, by: User
) -> JsonObject:
    """Return the content of edition `number`, published at the moment `at`. Five queries.

    It shows the texts of `draft` with their pictures, and the figures up to the report's year that
    residents see now. The figures of that year are final (確報). `by` is kept by key, not by name.
    """
    year = draft.year
    parts = draft.texts.parts
    placed = {number for text in parts.values() for number in placed_pictures(text)}
    return {
        "schema": SCHEMA,
        "fiscal_year": year.year,
        "title": _("菊川市協働の指針 進捗報告書 %(year)s") % {"year": year.long_label},
        "edition": {
            "number": number,
            "published_at": moment_to_json(at),
            "published_by": by.pk,
            "change_note": change_note,
        },
        **{part.name: parts.get(part.name, "") for part in PARTS},
        "directions": [
            {
                "number": direction.number,
                "title": direction.title,
                "initiatives": [initiative.text for initiative in direction.initiatives.all()],
                "text": parts.get(section_part(direction.number), ""),
                "indicators": [
                    _indicator(indicator, year) for indicator in direction.indicators.all()
                ],
            }
            for direction in _directions(year)
        ],
        "pictures": [
            picture_to_json(picture) for picture in draft.pictures if picture.number in placed
        ],
    }


def substance(content: Mapping[str, Any]) -> str:
    """Return the digest of everything but the edition's number, moment, publisher and note.

    Two contents with the same substance show the same texts, pictures and figures, even if their
    schemas differ.
    """
    newest = in_newest_schema(content)
    return digest({key: value for key, value in newest.items() if key != "edition"})


def _directions(year: FiscalYear) -> list[Direction]:
    """Return the directions with their figures as of the day after the year's end."""
    indicators = Indicator.objects.with_progress(year.entry_opens_on)
    return list(
        Direction.objects.prefetch_related("initiatives", Prefetch("indicators", indicators))
    )


def _indicator(indicator: Indicator, year: FiscalYear) -> JsonObject:
    series = as_reported(indicator.series, year)
    return {
        "code": indicator.code,
        "name": indicator.name,
        "unit": indicator.unit,
        "decimal_places": indicator.decimal_places,
        "definition": indicator.definition,
        "responsible_section": indicator.responsible_section,
        "data_source": indicator.data_source,
        "verdict": verdict_sentence(series.point(year), indicator.unit),
        "series": series_to_json(series),
    }


def as_reported(series: Series, year: FiscalYear) -> Series:
    """Return `series` as the report of `year` shows it: later years blank, its own year final."""
    return Series(series.plan, tuple(_as_reported(point, year, series) for point in series.points))


def _as_reported(point: Point, year: FiscalYear, series: Series) -> Point:
    if point.fiscal_year > year:
        return replace(
            point,
            state=PointState.NOT_DUE,
            figure=None,
            assessment=assess(series.plan, point.fiscal_year, None),
        )
    if point.fiscal_year == year and point.figure is not None:
        return replace(point, figure=replace(point.figure, is_final=True))
    return point
