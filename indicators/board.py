"""The board of all figures: which are owed, drafted and confirmed, year by year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from indicators.fiscal_year import GUIDELINE_YEARS, FiscalYear
from indicators.models import Entry, Indicator
from indicators.standings import NOTHING, Standing, State, standings


@dataclass(frozen=True)
class Completeness:
    """How much of a year is done, naming the indicators rather than only counting them."""

    year: FiscalYear
    by_state: dict[State, tuple[Indicator, ...]]

    @property
    def is_complete(self) -> bool:
        """Whether every figure is confirmed and none is being corrected."""
        return not any(self.by_state[state] for state in State if state is not State.CONFIRMED)

    @property
    def owed(self) -> tuple[Indicator, ...]:
        """The indicators for which nothing is entered."""
        return self.by_state[State.OWED]

    @property
    def drafts(self) -> tuple[Indicator, ...]:
        """The indicators with an open draft."""
        return self.by_state[State.DRAFT] + self.by_state[State.CORRECTING]

    @property
    def confirmed(self) -> tuple[Indicator, ...]:
        """The indicators whose confirmed figure has no draft over it."""
        return self.by_state[State.CONFIRMED]


def completeness(
    year: FiscalYear,
    indicators: Iterable[Indicator],
    stands: dict[tuple[int, int], Standing],
) -> Completeness:
    """Return how complete `year` is, from the standings of its figures."""
    by_state: dict[State, list[Indicator]] = {state: [] for state in State}
    for indicator in indicators:
        by_state[stands.get((indicator.pk, year.year), NOTHING).state].append(indicator)
    return Completeness(year, {state: tuple(found) for state, found in by_state.items()})


@dataclass(frozen=True)
class Cell:
    """One figure on the board."""

    indicator: Indicator
    year: FiscalYear
    standing: Standing
    is_due: bool


class Board:
    """All indicators by all eight years, as they stand on the day `on`: three queries."""

    def __init__(self, on: dt.date) -> None:
        self.on = on
        self.years = GUIDELINE_YEARS
        self.indicators = list(Indicator.objects.select_related("direction"))
        self.standings = standings(Entry.objects.all())

    def completeness(self, year: FiscalYear) -> Completeness:
        """Return what of `year` is owed, drafted and confirmed."""
        return completeness(year, self.indicators, self.standings)

    @property
    def by_year(self) -> list[Completeness]:
        """How complete each of the eight years is."""
        return [self.completeness(year) for year in self.years]

    @property
    def rows(self) -> list[tuple[Indicator, list[Cell]]]:
        """A row of eight cells for each indicator."""
        return [
            (
                indicator,
                [
                    Cell(
                        indicator,
                        year,
                        self.standings.get((indicator.pk, year.year), NOTHING),
                        is_due=year <= FiscalYear.being_entered(self.on),
                    )
                    for year in self.years
                ],
            )
            for indicator in self.indicators
        ]
