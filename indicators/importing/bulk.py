"""A file of any size, read, compared and recorded year by year, telling how far it is.

The page of differences is for what a person can look through; this is for what nobody can, by the
same rules of reading, comparing and refusing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from indicators.importing.actions import record_years
from indicators.importing.comparing import Change, Kind, compare
from indicators.importing.files.opening import read_file, sha256
from indicators.importing.tables.proposals import Proposal, read_block
from indicators.ledger.new_figures import NewFigure, SourceFile
from indicators.ledger.standings import standings
from indicators.models import Entry, Indicator
from records.fiscal_year import FiscalYear

Tell = Callable[[str], None]
"""Hears of each step in a sentence."""


@dataclass
class Import:
    """What a file would change: how many figures of each kind, what is refused, what to record."""

    file: SourceFile
    told: list[str] = field(default_factory=list)
    counts: dict[Kind, int] = field(default_factory=lambda: dict.fromkeys(Kind, 0))
    refused: list[tuple[str, str]] = field(default_factory=list)
    figures: dict[FiscalYear, list[NewFigure]] = field(default_factory=dict)

    def take(self, changes: Iterable[Change], reason: str) -> None:
        """Count `changes`, and keep those that can be recorded."""
        for change in changes:
            change.reason = change.reason or reason
            if change.corrects and not change.reason:
                change.fault = _(
                    "確定した値を変えるには、訂正の理由が要ります。"
                    "「訂正の理由」の列に書くか、--reason で渡してください。"
                )
            kind = change.kind
            self.counts[kind] += 1
            if kind is Kind.REFUSED:
                self.refused.append((change.proposal.place, change.fault))
            elif kind is not Kind.UNCHANGED and change.year is not None:
                self.figures.setdefault(change.year, []).append(change.figure)

    def record(self, *, by: User, tell: Tell) -> dict[FiscalYear, int]:
        """Record what can be as drafts, all years or none; return how many of each year.

        Raises recording.NotSaved where somebody else saved meanwhile.
        """
        return record_years(
            figures=self.figures,
            by=by,
            source=Entry.Source.FILE,
            file=self.file,
            done=lambda year, count: tell(
                _("%(year)s：%(count)s件を下書きにしました。")
                % {"year": year.label, "count": f"{count:,}"}
            ),
        )


def read_import(
    name: str, data: bytes, *, years: Sequence[FiscalYear], reason: str = "", tell: Tell
) -> Import:
    """Return what the file `name` would change in `years`.

    `reason` is given for every change of a confirmed figure that has none of its own. Raises
    UnclearTable where the file or its table cannot be understood.
    """
    found = Import(SourceFile(name, sha256(data)))
    grid = read_file(data)
    tell(_("%(rows)s行を読みました。") % {"rows": f"{len(grid.rows):,}"})
    indicators = {indicator.code: indicator for indicator in Indicator.objects.all()}
    block = read_block(grid, indicators.values(), years)
    found.told = block.told
    by_year: dict[FiscalYear | None, list[Proposal]] = {}
    for proposal in block.proposals:
        by_year.setdefault(proposal.year, []).append(proposal)
    found.take(compare(by_year.get(None, []), indicators, {}), reason)
    for year in years:
        if proposals := by_year.get(year):
            stands = standings(Entry.objects.for_year(year))
            found.take(compare(proposals, indicators, stands), reason)
            tell(
                _("%(year)s：%(count)s件を、いまの値と比べました。")
                % {"year": year.label, "count": f"{len(proposals):,}"}
            )
    return found
