"""How far an indicator has come: the figures of the eight years, each with its verdict.

Pure: no clock, no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from indicators.progress.plan import Plan
from indicators.progress.verdict import DEFAULT_BANDS, Assessment, Bands, assess
from records.fiscal_year import GUIDELINE_YEARS, FiscalYear


@dataclass(frozen=True)
class PublishedCorrection:
    """One change of a figure that residents had already seen."""

    old_value: Decimal | None
    old_absence: str
    new_value: Decimal | None
    new_absence: str
    corrected_at: dt.datetime
    reason: str


@dataclass(frozen=True)
class Figure:
    """A confirmed figure: a number, or the reason why there is none.

    `is_final` tells 確報 from 速報; `corrections` come oldest first.
    """

    entry_id: int
    revision: int
    value: Decimal | None
    absence: str
    note: str
    confirmed_at: dt.datetime
    is_final: bool
    corrections: tuple[PublishedCorrection, ...]

    @property
    def is_corrected(self) -> bool:
        """Whether residents have seen another figure before."""
        return bool(self.corrections)


class PointState(TextChoices):
    """What is known of a year."""

    FIGURE = "figure", _("実績値あり")
    ABSENT = "absent", _("値なし")
    AWAITED = "awaited", _("未公表")
    NOT_DUE = "not_due", _("これから")


@dataclass(frozen=True)
class Point:
    """One year of an indicator. `expected` is the figure due, `target` what the city set for it."""

    fiscal_year: FiscalYear
    state: PointState
    figure: Figure | None
    expected: Decimal | None
    target: Decimal | None
    assessment: Assessment

    @property
    def value(self) -> Decimal | None:
        """The year's number."""
        return None if self.figure is None else self.figure.value

    @property
    def absence(self) -> str:
        """The reason why a confirmed figure has no number, "" otherwise."""
        return "" if self.figure is None else self.figure.absence

    @property
    def is_provisional(self) -> bool:
        """Whether the number may still change before it stands in the year's report (速報)."""
        return self.value is not None and self.figure is not None and not self.figure.is_final


@dataclass(frozen=True)
class Series:
    """An indicator over the eight years of the guideline, in their order."""

    plan: Plan
    points: tuple[Point, ...]

    def point(self, year: FiscalYear) -> Point:
        """Return the year's point. Raises KeyError outside the guideline's years."""
        for point in self.points:
            if point.fiscal_year == year:
                return point
        raise KeyError(year)

    @property
    def latest(self) -> Point | None:
        """The last year with a confirmed figure, be it a number or the reason for none."""
        return next((point for point in reversed(self.points) if point.figure), None)

    @property
    def latest_number(self) -> Point | None:
        """The last year with a number."""
        numbers = (point for point in reversed(self.points) if point.value is not None)
        return next(numbers, None)

    @property
    def has_figures(self) -> bool:
        """Whether anything is confirmed for any year."""
        return self.latest is not None

    @property
    def corrections(self) -> tuple[tuple[Point, PublishedCorrection], ...]:
        """Every correction with the year that it concerns, newest first."""
        found = [
            (point, correction)
            for point in self.points
            if point.figure is not None
            for correction in point.figure.corrections
        ]
        return tuple(sorted(found, key=lambda pair: pair[1].corrected_at, reverse=True))


class Measured(Protocol):
    """What is measured: an Indicator, or one as an edition keeps it."""

    @property
    def code(self) -> str:
        """The indicator's code."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def unit(self) -> str:
        """What it counts in."""


class MeasuredWithSeries(Measured, Protocol):
    """What is measured, with its years: an Indicator only after `with_progress()`."""

    @property
    def series(self) -> Series:
        """Its years."""


def build_series(
    plan: Plan, figures: Mapping[FiscalYear, Figure], on: dt.date, bands: Bands = DEFAULT_BANDS
) -> Series:
    """Return the eight years as they stand on the day `on`, from `figures` by fiscal year."""
    return Series(
        plan,
        tuple(_point(plan, year, figures.get(year), on, bands) for year in GUIDELINE_YEARS),
    )


def _point(plan: Plan, year: FiscalYear, figure: Figure | None, on: dt.date, bands: Bands) -> Point:
    if figure is None:
        state = PointState.AWAITED if year.has_closed(on) else PointState.NOT_DUE
    else:
        state = PointState.ABSENT if figure.value is None else PointState.FIGURE
    assessment = assess(plan, year, figure.value if figure else None, bands)
    target = plan.targets.get(year)
    return Point(year, state, figure, assessment.expected, target, assessment)
