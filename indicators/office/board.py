"""The board of all figures: which are owed, drafted and confirmed, year by year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indicators.ledger.completeness import Completeness, completeness
from indicators.ledger.standings import NOTHING, EntryState, Standing, standings
from indicators.models import Entry, EntryDeadline, Indicator
from records.fiscal_year import GUIDELINE_YEARS, FiscalYear


@dataclass(frozen=True)
class SectionState:
    """How much of a year one section has done; `section` is "" where none is set."""

    section: str
    done: Completeness


@dataclass(frozen=True)
class OpenYear:
    """A year whose figures are collected, and what of it is done, by section."""

    due_on: dt.date
    done: Completeness
    sections: tuple[SectionState, ...]

    @property
    def year(self) -> FiscalYear:
        """The fiscal year."""
        return self.done.year

    def is_overdue(self, on: dt.date) -> bool:
        """Return whether something is still to be done after the last day for it."""
        return on > self.due_on and not self.done.is_complete


@dataclass(frozen=True)
class BoardCell:
    """One figure on the board. `is_due` where its year is being collected, or was."""

    indicator: Indicator
    year: FiscalYear
    standing: Standing
    is_due: bool


class Board:
    """All indicators by all eight years, as they stand on the day `on`: four queries.

    `narrow` chooses what the rows show; what is owed stays that of all indicators.
    """

    def __init__(self, on: dt.date) -> None:
        self.on = on
        self.years: Sequence[FiscalYear] = GUIDELINE_YEARS
        self.indicators = list(Indicator.objects.select_related("direction"))
        self.standings = standings(Entry.objects.all())
        self.due_days = EntryDeadline.objects.by_year()
        self.shown: Sequence[Indicator] = self.indicators

    def narrow(self, indicators: Iterable[int], years: Sequence[FiscalYear]) -> None:
        """Show only the indicators with these primary keys, and only these years."""
        wanted = set(indicators)
        self.shown = [indicator for indicator in self.indicators if indicator.pk in wanted]
        self.years = years

    @property
    def sections(self) -> list[str]:
        """The sections that answer for an indicator, by name; "" last where one has none."""
        found = {indicator.responsible_section for indicator in self.indicators}
        return sorted(found, key=lambda section: (not section, section))

    def is_due(self, year: FiscalYear) -> bool:
        """Return whether the figures of `year` are collected by now, or were before."""
        return year <= FiscalYear.being_entered(self.on)

    def state(self, indicator: int, year: FiscalYear) -> EntryState | None:
        """Return where a figure stands; None where it is not owed yet and nothing is entered."""
        state = self.standings.get((indicator, year), NOTHING).state
        return None if state is EntryState.OWED and not self.is_due(year) else state

    def completeness(self, year: FiscalYear) -> Completeness:
        """Return what of `year` is owed, drafted and confirmed."""
        return completeness(year, self.indicators, self.standings)

    def open_year(self, year: FiscalYear, own_section: str = "") -> OpenYear:
        """Return how `year` stands by section, `own_section` first."""
        order = sorted(self.sections, key=lambda section: section != own_section or not section)
        return OpenYear(
            self.due_days[year],
            self.completeness(year),
            tuple(
                SectionState(
                    section,
                    completeness(
                        year,
                        [i for i in self.indicators if i.responsible_section == section],
                        self.standings,
                    ),
                )
                for section in order
            ),
        )

    def open_years(self, own_section: str = "") -> list[OpenYear]:
        """Return the year being collected, then the earlier ones that are not complete."""
        current = FiscalYear.being_entered(self.on)
        earlier = [
            year
            for year in reversed(GUIDELINE_YEARS)
            if year < current and not self.completeness(year).is_complete
        ]
        return [self.open_year(year, own_section) for year in [current, *earlier]]

    @property
    def rows(self) -> list[tuple[Indicator, list[BoardCell]]]:
        """A row for each indicator that is shown, with a cell for each year."""
        return [
            (
                indicator,
                [
                    BoardCell(
                        indicator,
                        year,
                        self.standings.get((indicator.pk, year), NOTHING),
                        is_due=self.is_due(year),
                    )
                    for year in self.years
                ],
            )
            for indicator in self.shown
        ]
