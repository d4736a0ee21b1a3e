"""A file of any size: read, compared and recorded year by year, with a sentence for each step.

The page of differences is for as many figures as a person can look through. This is for more, by
the same rules of reading, comparing and refusing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from indicators.importing.actions import record_years
from indicators.importing.comparing import Change, ChangeKind, compare_proposals
from indicators.importing.files.opening import read_file, sha256
from indicators.importing.tables.proposals import Proposal, read_block
from indicators.ledger.new_figures import NewFigure, SourceFile, missing_reason
from indicators.ledger.standings import standings
from indicators.models import Entry, Indicator
from records.fiscal_year import FiscalYear

Tell = Callable[[str], None]
"""Is called with a sentence after each step."""


@dataclass
class Import:
    """What a file would change: how many figures of each kind, what is refused, what to record."""

    file: SourceFile
    remarks: list[str] = field(default_factory=list)
    counts: dict[ChangeKind, int] = field(default_factory=lambda: dict.fromkeys(ChangeKind, 0))
    refused: list[tuple[str, str]] = field(default_factory=list)
    figures: dict[FiscalYear, list[NewFigure]] = field(default_factory=dict)

    def take(self, changes: Iterable[Change], reason: str) -> None:
        """Count `changes`, and keep those that can be recorded."""
        for change in changes:
            change.reason = change.reason or reason
            if change.corrects and missing_reason(change.figure, change.standing):
                change.refusal = _(
                    "確定した値を変えるには、訂正の理由が要ります。"
                    "「訂正の理由」の列に書くか、--reason で渡してください。"
                )
            kind = change.kind
            self.counts[kind] += 1
            if kind is ChangeKind.REFUSED:
                self.refused.append((change.proposal.place, change.refusal))
            elif kind is not ChangeKind.UNCHANGED and change.year is not None:
                self.figures.setdefault(change.year, []).append(change.figure)

    def record(self, *, by: User, tell: Tell) -> dict[FiscalYear, int]:
        """Record what can be recorded as drafts, all years or none; return how many of each year.

        Raises NotSaved where somebody else saved meanwhile.
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

    `reason` stands for every change of a confirmed figure that has no reason of its own. Raises
    UnclearTable where the file or its table cannot be understood.
    """
    found = Import(SourceFile(name, sha256(data)))
    grid = read_file(data)
    tell(_("%(rows)s行を読みました。") % {"rows": f"{len(grid.rows):,}"})
    indicators = {indicator.code: indicator for indicator in Indicator.objects.all()}
    block = read_block(grid, indicators.values(), years)
    found.remarks = block.remarks
    by_year: dict[FiscalYear | None, list[Proposal]] = {}
    for proposal in block.proposals:
        by_year.setdefault(proposal.year, []).append(proposal)
    found.take(compare_proposals(by_year.get(None, []), indicators, {}), reason)
    for year in years:
        if proposals := by_year.get(year):
            stands = standings(Entry.objects.for_year(year))
            found.take(compare_proposals(proposals, indicators, stands), reason)
            tell(
                _("%(year)s：%(count)s件を、いまの値と比べました。")
                % {"year": year.label, "count": f"{len(proposals):,}"}
            )
    return found
