"""What residents will see once a figure is confirmed, shown before anybody confirms it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from indicators.models import Entry, Indicator
from indicators.models.entry import published_figures
from indicators.progress.series import Point, Series, build_series


@dataclass(frozen=True)
class Review:
    """A figure about to be confirmed: what residents see `now`, and what they will see `then`.

    `series` are the eight years as they will be; a chart can be drawn of a review.
    """

    entry: Entry
    indicator: Indicator
    now: Point
    then: Point
    series: Series

    @property
    def code(self) -> str:
        """The indicator's code, for the chart."""
        return self.indicator.code

    @property
    def name(self) -> str:
        """The indicator's name, for the chart."""
        return self.indicator.name

    @property
    def unit(self) -> str:
        """The indicator's unit, for the chart."""
        return self.indicator.unit

    @property
    def changes_figure(self) -> bool:
        """Whether residents will see another figure, not only another note."""
        return (self.now.figure is None) or (
            (self.now.value, self.now.absence) != (self.then.value, self.then.absence)
        )


def review(entry: Entry, indicator: Indicator, on: dt.date) -> Review:
    """Return what confirming `entry` would show; `indicator` comes from `with_progress(on)`."""
    confirmed: list[Entry] = indicator.confirmed_entries  # type: ignore[attr-defined]
    then = build_series(indicator.plan, published_figures([*confirmed, entry]), on)
    return Review(
        entry=entry,
        indicator=indicator,
        now=indicator.series.point(entry.fiscal_year),
        then=then.point(entry.fiscal_year),
        series=then,
    )


def reviews(drafts: Sequence[Entry], on: dt.date) -> list[Review]:
    """Return a review of each of `drafts`, in the order of the indicators: three queries.

    The drafts come `with_finality()`.
    """
    indicators = Indicator.objects.with_progress(on).in_bulk([e.indicator_id for e in drafts])
    found = [review(entry, indicators[entry.indicator_id], on) for entry in drafts]
    return sorted(found, key=lambda review: review.code)
