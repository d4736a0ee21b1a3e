"""What the progress pages say of many indicators at once, as residents see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indicators.models import Entry, Indicator
from indicators.progress.series import Point, PointState, PublishedCorrection
from indicators.progress.verdict import Status
from records.fiscal_year import FiscalYear

ProgressState = Status | PointState
"""Where an indicator stands in a year: its verdict, or why it has none."""

STATES_IN_ORDER: tuple[ProgressState, ...] = (
    *Status,
    PointState.ABSENT,
    PointState.AWAITED,
    PointState.NOT_DUE,
)
"""The states of an indicator in the order in which pages list them."""


def progress_state(point: Point) -> ProgressState:
    """Return the verdict on a year's number, or why the year has no number."""
    return point.assessment.status if point.state == PointState.FIGURE else point.state


def newest_point(indicator: Indicator) -> Point:
    """Return the last year with a published figure; the first year where nothing is published."""
    return indicator.series.latest or indicator.series.points[0]


@dataclass(frozen=True)
class Member:
    """An indicator in a group, with the year that puts it there."""

    indicator: Indicator
    point: Point


@dataclass(frozen=True)
class Group:
    """The indicators in one state."""

    state: ProgressState
    members: tuple[Member, ...]


def group_by_state(members: Iterable[Member]) -> list[Group]:
    """Return the states that occur, in their order, each with its members."""
    members = list(members)
    groups = [
        Group(state, tuple(m for m in members if progress_state(m.point) == state))
        for state in STATES_IN_ORDER
    ]
    return [group for group in groups if group.members]


@dataclass(frozen=True)
class YearRow:
    """One indicator in one year, beside the year before (None for the guideline's first year)."""

    indicator: Indicator
    point: Point
    before: Point | None

    @property
    def has_before(self) -> bool:
        """Whether anything is published of the year before, or it gives the baseline."""
        published = self.before is not None and self.before.figure is not None
        return published or self.begins_at_baseline

    @property
    def begins_at_baseline(self) -> bool:
        """Whether the year before is the one from which the indicator's baseline is taken."""
        return self.indicator.baseline_year == self.point.fiscal_year.previous


def rows_of_year(indicators: Iterable[Indicator], year: FiscalYear) -> list[YearRow]:
    """Return a row for each of `indicators`, which come from `with_progress()`."""
    return [
        YearRow(
            indicator=indicator,
            point=indicator.series.point(year),
            before=None if year.is_first else indicator.series.point(year.previous),
        )
        for indicator in indicators
    ]


@dataclass(frozen=True)
class Corrected:
    """A correction with the indicator and the year that it concerns."""

    indicator: Indicator
    point: Point
    correction: PublishedCorrection


def corrections(indicators: Iterable[Indicator], year: FiscalYear | None = None) -> list[Corrected]:
    """Return what was corrected after residents had seen it, newest first: of `year` or of all."""
    found = [
        Corrected(indicator, point, correction)
        for indicator in indicators
        for point, correction in indicator.series.corrections
        if year in (None, point.fiscal_year)
    ]
    return sorted(found, key=lambda corrected: corrected.correction.corrected_at, reverse=True)


def latest_year(indicators: Iterable[Indicator]) -> FiscalYear | None:
    """Return the last year for which anything is published."""
    latest = (indicator.series.latest for indicator in indicators)
    return max((point.fiscal_year for point in latest if point), default=None)


def updated_at(points: Iterable[Point]) -> dt.datetime | None:
    """Return when the newest of the figures in `points` was published."""
    return max((point.figure.confirmed_at for point in points if point.figure), default=None)


def has_report(indicators: Sequence[Indicator], year: FiscalYear) -> bool:
    """Return whether the year's report is published: an edition of it cites a figure.

    This room knows no reports. It looks for their citations in the ledger.
    """
    return any(
        entry.fiscal_year == year and _newest_edition(entry) is not None
        for indicator in indicators
        for entry in indicator.confirmed_entries  # type: ignore[attr-defined]
    )


def _newest_edition(entry: Entry) -> int | None:
    number: int | None = entry.newest_edition  # type: ignore[attr-defined]
    return number
