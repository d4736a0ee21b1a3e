"""How much of a year is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indicators.ledger.standings import NOTHING, EntryState, Standing
from indicators.models import Indicator
from records.fiscal_year import FiscalYear


@dataclass(frozen=True)
class Completeness:
    """How much of a year is done, naming the indicators rather than only counting them."""

    year: FiscalYear
    by_state: dict[EntryState, tuple[Indicator, ...]]

    @property
    def is_complete(self) -> bool:
        """Whether every figure is confirmed and none is being corrected."""
        return not any(
            self.by_state[state] for state in EntryState if state is not EntryState.CONFIRMED
        )

    @property
    def owed(self) -> tuple[Indicator, ...]:
        """The indicators for which nothing is entered."""
        return self.by_state[EntryState.OWED]

    @property
    def drafts(self) -> tuple[Indicator, ...]:
        """The indicators with an open draft."""
        return self.by_state[EntryState.DRAFT] + self.by_state[EntryState.CORRECTING]

    @property
    def unconfirmed(self) -> tuple[Indicator, ...]:
        """The indicators that have a draft, and no figure that residents see."""
        return self.by_state[EntryState.DRAFT]

    @property
    def confirmed(self) -> tuple[Indicator, ...]:
        """The indicators whose confirmed figure has no draft over it."""
        return self.by_state[EntryState.CONFIRMED]


def completeness(
    year: FiscalYear,
    indicators: Iterable[Indicator],
    stands: dict[tuple[int, FiscalYear], Standing],
) -> Completeness:
    """Return how complete `year` is, from the standings of its figures."""
    by_state: dict[EntryState, list[Indicator]] = {state: [] for state in EntryState}
    for indicator in indicators:
        by_state[stands.get((indicator.pk, year), NOTHING).state].append(indicator)
    return Completeness(year, {state: tuple(found) for state, found in by_state.items()})
