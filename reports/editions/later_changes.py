"""What was confirmed or corrected after an edition was published."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.models import Entry
from indicators.progress.series import Figure
from records.fiscal_year import FiscalYear
from reports.editions.content import EditionContent, ReportedIndicator


@dataclass(frozen=True)
class LaterChange:
    """A figure that an edition shows otherwise than the ledger does today, or does not show.

    `shown` is what the edition shows (None: 未公表), `entry` what residents see now.
    """

    indicator: ReportedIndicator
    year: FiscalYear
    shown: Figure | None
    entry: Entry

    @property
    def is_correction(self) -> bool:
        """Whether the figure was corrected. If not, it was confirmed after the edition."""
        return self.shown is not None


def later_changes(content: EditionContent) -> list[LaterChange]:
    """Return which figures of `content` were confirmed or corrected since. One query."""
    newest = {
        (entry.indicator.code, entry.fiscal_year): entry
        for entry in Entry.objects.latest_confirmed()
        .filter(fiscal_year__lte=content.year)
        .select_related("indicator")
    }
    changes = []
    for indicator in content.indicators:
        for point in indicator.series.points:
            entry = newest.get((indicator.code, point.fiscal_year))
            if entry is not None and _says_otherwise(entry, point.figure):
                changes.append(LaterChange(indicator, point.fiscal_year, point.figure, entry))
    return changes


def _says_otherwise(entry: Entry, shown: Figure | None) -> bool:
    return shown is None or (entry.value, entry.absence) != (shown.value, shown.absence)
