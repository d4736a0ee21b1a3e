"""The page on which a person sees what a table would change, and takes what is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.translation import gettext as _

from indicators.importing.actions import NotSaved, record_years
from indicators.importing.batch import Batch
from indicators.importing.comparing import Change, ChangeKind, compare_proposals
from indicators.ledger.backgrounds import backgrounds
from indicators.ledger.doubts import doubts_about
from indicators.ledger.new_figures import NewFigure, missing_reason
from indicators.ledger.standings import standings
from indicators.models import Entry, Indicator
from indicators.notation.limits import TEXT_LENGTH
from records.fiscal_year import FiscalYear

MAX_CELLS = 400
"""The most figures that a person can look through on a page, and that a form can send."""


@dataclass
class Difference:
    """What `batch` would change. `data` is what the person sent from the page, None before that.

    `saved` counts the new drafts of each year, `errors` are about the page as a whole. Every
    figure that can be taken is ticked at first, but none where another one was refused.
    """

    batch: Batch
    data: QueryDict | None = None
    saved: dict[FiscalYear, int] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        years = {proposal.year for proposal in self.batch.proposals if proposal.year}
        indicators = {
            indicator.code: indicator for indicator in Indicator.objects.prefetch_related("targets")
        }
        self.changes = compare_proposals(
            self.batch.proposals,
            indicators,
            standings(Entry.objects.filter(fiscal_year__in=years)),
        )
        self._ask_about_odd_figures(list(indicators.values()))
        if self.data is None:
            self.batch = self.batch.having_seen(change.seen for change in self.changes)
            for change in self.changes:
                change.is_taken = change.can_be_taken and not self.refused
        else:
            self._take_answers(self.data)

    def _ask_about_odd_figures(self, indicators: Sequence[Indicator]) -> None:
        """Remark on what looks odd; the review before confirming asks why it is right."""
        for year in sorted({change.year for change in self.to_take if change.year}):
            known = backgrounds(indicators, year)
            for change in self.to_take:
                if change.year == year and change.indicator is not None:
                    doubts = doubts_about(change.value, known[change.indicator.pk])
                    change.remarks += [doubt.sentence for doubt in doubts]

    def _take_answers(self, data: QueryDict) -> None:
        ticked = set(data.getlist("take"))
        for change in self.changes:
            change.seen = self.batch.seen[change.number]
            change.is_taken = str(change.number) in ticked and change.can_be_taken
            change.reason = data.get(f"reason-{change.number}", change.reason)

    def of(self, *kinds: ChangeKind) -> list[Change]:
        """Return the changes of `kinds`."""
        return [change for change in self.changes if change.kind in kinds]

    @property
    def to_take(self) -> list[Change]:
        """What can be taken."""
        return self.of(ChangeKind.NEW, ChangeKind.CHANGED, ChangeKind.NOTE)

    @property
    def unchanged(self) -> list[Change]:
        """What stands already."""
        return self.of(ChangeKind.UNCHANGED)

    @property
    def refused(self) -> list[Change]:
        """What cannot be taken."""
        return self.of(ChangeKind.REFUSED)

    @property
    def counts(self) -> list[tuple[ChangeKind, int]]:
        """How many figures there are of each kind, without the kinds of which there are none."""
        return [(kind, count) for kind in ChangeKind if (count := len(self.of(kind)))]

    @property
    def has_errors(self) -> bool:
        """Whether something on the page is to be mended before anything can be saved."""
        return bool(self.errors) or any(change.error for change in self.changes)

    def save(self, *, by: User) -> bool:
        """Save the ticked figures as drafts, all of them or none.

        Where nothing was saved, `errors` and the changes say why, and hold what was typed.
        """
        taken = [change for change in self.changes if change.is_taken]
        if not taken:
            self.errors.append(_("取り込む値に、一つ以上チェックを入れてください。"))
            return False
        for change in taken:
            change.error = _missing_reason(change)
        if any(change.error for change in taken):
            return False
        try:
            self.saved = record_years(
                figures=_by_year(taken), by=by, source=self.batch.source, file=self.batch.file
            )
        except NotSaved as refusal:
            self._tell(refusal)
            return False
        return True

    def _tell(self, refusal: NotSaved) -> None:
        """Say at each figure why nothing was saved. The person now sees what others have saved."""
        for change in self.changes:
            if change.year is None:
                continue
            key = (change.year, change.proposal.code)
            change.error = refusal.errors.get(key, "")
            change.conflict = refusal.conflicts.get(key)
            if change.conflict is None:
                continue
            change.standing = change.conflict.standing
            change.seen = change.standing.revision
            change.error = _(
                "この画面を開いたあとに、ほかの人がこの値を変えました。"
                "見比べて、取り込むときはもう一度保存してください。"
            )
        self.batch = self.batch.having_seen(change.seen for change in self.changes)


def _missing_reason(change: Change) -> str:
    """Return what the person still has to say about a change of a confirmed figure."""
    if change.corrects and (asked := missing_reason(change.figure, change.standing)):
        return asked
    if len(change.reason) > TEXT_LENGTH:
        return _("訂正の理由が長すぎます。%(limit)d字までにしてください。") % {"limit": TEXT_LENGTH}
    return ""


def _by_year(changes: Sequence[Change]) -> dict[FiscalYear, list[NewFigure]]:
    figures: dict[FiscalYear, list[NewFigure]] = {}
    for change in changes:
        if change.year is not None:
            figures.setdefault(change.year, []).append(change.figure)
    return figures
