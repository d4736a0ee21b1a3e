"""The life of one figure: its revisions, and what each of them changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from indicators.ledger.standings import Standing
from indicators.models import Entry
from records.fiscal_year import FiscalYear


@dataclass(frozen=True)
class Revision:
    """One revision, beside the figure that counted for staff before it (None for none)."""

    entry: Entry
    before: Entry | None

    @property
    def changes_figure(self) -> bool:
        """Whether it gives another figure than the one that counted before."""
        return self.before is not None and not self.entry.says_the_same_as(self.before)

    @property
    def is_correction(self) -> bool:
        """Whether residents saw another figure before this one."""
        return self.changes_figure and self.entry.is_confirmed


@dataclass(frozen=True)
class Life:
    """All revisions of one figure, first revision first; none for a figure that is owed."""

    entries: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Life:
        """Return the life that `entries`, the revisions of one figure in any order, make up."""
        return cls(tuple(sorted(entries, key=lambda entry: entry.revision)))

    @property
    def standing(self) -> Standing:
        """Where the figure stands now."""
        return Standing.of(self.entries)

    def at(self, revision: int) -> Standing:
        """Return where the figure stood when `revision` was the newest; 0 is before the first."""
        return Standing.of([entry for entry in self.entries if entry.revision <= revision])

    @property
    def revisions(self) -> list[Revision]:
        """Each revision with what it changed, newest first.

        A draft is compared with what counted when it was typed; a confirmed figure with the one
        that residents saw before.
        """
        found = []
        current: Entry | None = None
        confirmed: Entry | None = None
        for entry in self.entries:
            if entry.is_withdrawn:
                found.append(Revision(entry, None))
                current = confirmed
                continue
            found.append(Revision(entry, confirmed if entry.is_confirmed else current))
            current = entry
            if entry.is_confirmed:
                confirmed = entry
        return found[::-1]


def lives(
    indicators: Collection[int], years: Collection[FiscalYear]
) -> dict[tuple[int, FiscalYear], Life]:
    """Return the life of every figure of `indicators` (primary keys) in `years`: one query."""
    entries: dict[tuple[int, FiscalYear], list[Entry]] = {
        (indicator, year): [] for indicator in indicators for year in years
    }
    found = Entry.objects.of_indicators(indicators).filter(fiscal_year__in=years)
    for entry in found.select_related("entered_by"):
        key = (entry.indicator_id, entry.fiscal_year)
        if key in entries:
            entries[key].append(entry)
    return {key: Life.of(group) for key, group in entries.items()}
