"""What residents will see once a figure is confirmed, shown before anybody confirms it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from indicators.models import Entry, EntryQuerySet, Indicator, published_figures
from indicators.progress import Point, build_series


@dataclass(frozen=True)
class Review:
    """A figure about to be confirmed: what residents see `now`, and what they will see `then`."""

    entry: Entry
    indicator: Indicator
    now: Point
    then: Point


def review(entry: Entry, indicator: Indicator, on: dt.date) -> Review:
    """Return what confirming `entry` would show; `indicator` comes from `with_progress(on)`."""
    confirmed: list[Entry] = indicator.confirmed_entries  # type: ignore[attr-defined]
    then = build_series(indicator.plan, published_figures([*confirmed, entry]), on)
    return Review(
        entry=entry,
        indicator=indicator,
        now=indicator.series.point(entry.year),
        then=then.point(entry.year),
    )


def reviews(drafts: EntryQuerySet, on: dt.date) -> list[Review]:
    """Return a review of each of `drafts`, in the order of the indicators: four queries."""
    found = list(drafts.with_finality().select_related("entered_by").order_by("indicator__code"))
    indicators = Indicator.objects.with_progress(on).in_bulk([e.indicator_id for e in found])
    return [review(entry, indicators[entry.indicator_id], on) for entry in found]
