"""Proposed figures compared with the ledger: new, changed, unchanged or refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.importing.tables.matching import plain
from indicators.importing.tables.proposals import Proposal
from indicators.ledger.doubts import DoubtCode
from indicators.ledger.new_figures import Conflict, NewFigure
from indicators.ledger.standings import NOTHING, Standing
from indicators.models import Entry, Indicator
from indicators.notation.absence import Absence
from indicators.notation.complaints import excerpt_of
from indicators.notation.formatting import format_number
from indicators.notation.limits import TEXT_LENGTH
from indicators.notation.reading import Reading, check_against, read_figure
from records.fiscal_year import FiscalYear
from records.refusals import Refusal

NO_FIGURE = Reading()


class ChangeKind(models.TextChoices):
    """What taking a proposed figure would do."""

    NEW = "new", gettext_lazy("新しい値")
    CHANGED = "changed", gettext_lazy("値が変わる")
    NOTE = "note", gettext_lazy("備考が変わる")
    UNCHANGED = "unchanged", gettext_lazy("変わらない")
    REFUSED = "refused", gettext_lazy("取り込めない")


@dataclass
class Change:
    """One proposed figure and what stands; `number` is its place among the proposals.

    `refusal` is why it cannot be taken at all, `error` what the person still has to mend on the
    page. `remarks` are sentences about how it was read. `seen` is the revision that the person had
    before them.
    """

    number: int
    proposal: Proposal
    indicator: Indicator | None = None
    standing: Standing = NOTHING
    reading: Reading = NO_FIGURE
    refusal: str = ""
    remarks: list[str] = field(default_factory=list)
    reason: str = ""
    seen: int = 0
    is_taken: bool = False
    error: str = ""
    conflict: Conflict | None = None

    @property
    def year(self) -> FiscalYear | None:
        """The year of the figure, None for a row that could not be understood."""
        return self.proposal.year

    @property
    def old(self) -> Entry | None:
        """What counts now: the open draft, else the confirmed figure."""
        return self.standing.current

    @property
    def value(self) -> Decimal | None:
        """The number that was read."""
        return self.reading.value

    def get_absence_display(self) -> str:
        """Return the word for a figure that gives a reason instead of a number."""
        return str(Absence(self.reading.absence).label) if self.reading.absence else ""

    @property
    def is_spelled_otherwise(self) -> bool:
        """Whether the table writes the figure in another way than the page shows it."""
        number = "" if self.value is None else format_number(self.value)
        return self.proposal.text not in ("", number, self.get_absence_display())

    @property
    def note(self) -> str:
        """The note that the figure will have: a blank one in the table leaves it as it is."""
        return self.proposal.note or (self.old.note if self.old else "")

    @property
    def kind(self) -> ChangeKind:
        """What taking the figure would do."""
        if self.refusal:
            return ChangeKind.REFUSED
        old = self.old
        if old is None:
            return ChangeKind.NEW
        if (self.reading.value, self.reading.absence) != (old.value, old.absence):
            return ChangeKind.CHANGED
        return ChangeKind.UNCHANGED if self.note == old.note else ChangeKind.NOTE

    @property
    def can_be_taken(self) -> bool:
        """Whether there is something to take."""
        return self.kind not in (ChangeKind.REFUSED, ChangeKind.UNCHANGED)

    @property
    def corrects(self) -> bool:
        """Whether a figure that residents see would become another one, which needs a reason."""
        confirmed = self.standing.confirmed
        return (
            not self.refusal
            and confirmed is not None
            and (self.reading.value, self.reading.absence) != (confirmed.value, confirmed.absence)
            and self.kind is not ChangeKind.UNCHANGED
        )

    @property
    def figure(self) -> NewFigure:
        """The figure to record. Raises LookupError where the indicator is gone."""
        if self.indicator is None:
            raise LookupError(self.proposal.place)
        return NewFigure(
            indicator=self.indicator,
            value=self.reading.value,
            absence=self.reading.absence,
            note=self.note,
            reason=self.reason.strip(),
            seen_revision=self.seen,
            doubts=(DoubtCode.OTHER_UNIT.value,) if self.reading.other_unit else (),
        )


def compare_proposals(
    proposals: Iterable[Proposal],
    indicators: Mapping[str, Indicator],
    stands: Mapping[tuple[int, FiscalYear], Standing],
) -> list[Change]:
    """Return each of `proposals` with what stands. `indicators` go by code. Pure."""
    return [
        _change(number, proposal, indicators.get(proposal.code), stands)
        for number, proposal in enumerate(proposals)
    ]


def _change(
    number: int,
    proposal: Proposal,
    indicator: Indicator | None,
    stands: Mapping[tuple[int, FiscalYear], Standing],
) -> Change:
    change = Change(
        number, proposal, indicator, refusal=proposal.refusal, remarks=list(proposal.remarks)
    )
    if indicator is None:
        change.refusal = change.refusal or _(
            "この指標は、いまはありません。もう一度読み込んでください。"
        )
        return change
    if proposal.year is not None:
        change.standing = stands.get((indicator.pk, proposal.year), NOTHING)
    change.seen = change.standing.revision
    draft = change.standing.draft
    change.reason = proposal.reason or (draft.reason if draft else "")
    if change.refusal:
        return change
    try:
        change.reading = _read(proposal, indicator, change.old)
    except Refusal as refusal:
        change.refusal = refusal.message
        return change
    change.remarks += change.reading.remarks
    if proposal.unit and plain(proposal.unit) != plain(indicator.unit):
        change.remarks.append(
            _(
                "表の単位「%(given)s」は、この指標の単位「%(unit)s」と違います。数を確かめてください。"
            )
            % {"given": excerpt_of(proposal.unit), "unit": indicator.unit}
        )
    return change


def _read(proposal: Proposal, indicator: Indicator, old: Entry | None) -> Reading:
    """Return the figure of a proposal: the one that stands where it brings a note alone.

    Raises Refusal where it cannot be read, or is none that the indicator can have.
    """
    if len(proposal.note) > TEXT_LENGTH or len(proposal.reason) > TEXT_LENGTH:
        raise Refusal(
            _("備考や訂正の理由が長すぎます。%(limit)d字までにしてください。")
            % {"limit": TEXT_LENGTH}
        )
    reading = read_figure(proposal.text, indicator.unit)
    if reading.is_blank:
        if old is None:
            raise Refusal(
                _(
                    "備考だけでは取り込めません。"
                    "実績値か「該当なし」「未集計」も、同じ行に入れてください。"
                )
            )
        return Reading(old.value, old.absence)
    if reading.value is not None:
        check_against(reading.value, decimal_places=indicator.decimal_places, unit=indicator.unit)
    return reading
