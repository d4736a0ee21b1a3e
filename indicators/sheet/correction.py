"""One correction on its way: typed, shown as residents will see it, confirmed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from django.contrib.auth.models import User
from django.http import QueryDict

from indicators.ledger.actions import correct_entry, proposed_correction
from indicators.ledger.backgrounds import backgrounds
from indicators.ledger.doubts import Doubt, DoubtCode, doubts_about
from indicators.ledger.life import Life
from indicators.ledger.new_figures import NewFigure, RefusedFigures, StaleFigures
from indicators.ledger.preview import Review, review
from indicators.ledger.second_pair import second_pair_is_required
from indicators.models import Entry, Indicator
from indicators.sheet.comparison import Comparison
from indicators.sheet.forms import AnswerForm, CorrectionForm
from records.fiscal_year import FiscalYear


@dataclass
class Correction:
    """The correction of the figure with this `life`, as a person sent it in `data`.

    `indicator` comes from `with_progress()`. After `check` there is a `review` with its `doubts`,
    or the form says what is to be mended; `comparison` is there where somebody else was first.
    """

    indicator: Indicator
    year: FiscalYear
    life: Life
    on: dt.date
    data: QueryDict | None = None
    review: Review | None = None
    doubts: tuple[Doubt, ...] = ()
    comparison: Comparison | None = None
    is_asked: bool = False
    form: CorrectionForm = field(init=False)
    answer: AnswerForm = field(init=False)

    def __post_init__(self) -> None:
        self.standing = self.life.standing
        self.form = self._form()
        self.answer = AnswerForm(self.data)
        self.answer.fields["assurance"].widget.attrs["aria-describedby"] = (
            f"doubts-{self.indicator.code}"
        )

    @property
    def is_possible(self) -> bool:
        """Whether there is a confirmed figure, and no draft over it."""
        return self.standing.confirmed is not None and self.standing.draft is None

    @property
    def is_paired(self) -> bool:
        """Whether another person will confirm the correction."""
        return second_pair_is_required()

    @property
    def reviews(self) -> list[Review]:
        """The review, for the list of pages that change."""
        return [] if self.review is None else [self.review]

    def check(self, *, by: User) -> bool:
        """Return whether the correction can be made, and prepare its review."""
        if not self.form.is_valid():
            return False
        try:
            entry = proposed_correction(year=self.year, figure=self.form.figure, by=by)
        except RefusedFigures as refusal:
            self.form.add_error("value", refusal.by_code[self.indicator.code])
        except StaleFigures as stale:
            self._show_both(stale)
        else:
            self.review = review(entry, self.indicator, self.on)
            self.doubts = doubts_about(
                entry.value,
                backgrounds([self.indicator], self.year)[self.indicator.pk],
                other_unit=DoubtCode.OTHER_UNIT in entry.doubts,
            )
        return self.review is not None

    def confirm(self, *, by: User) -> Entry | None:
        """Make the correction and return the new entry, None where it is still to be looked at.

        Whoever has not answered a doubt is asked once; sending again goes through.
        """
        if not (self.check(by=by) and self.answer.is_valid()):
            return None
        if self.doubts and not (self.answer.word or self.answer.cleaned_data["asked"]):
            self.is_asked = True
            return None
        return correct_entry(year=self.year, figure=self._figure(), by=by)

    def _figure(self) -> NewFigure:
        return replace(self.form.figure, assurance=self.answer.word)

    def _show_both(self, stale: StaleFigures) -> None:
        """Put the other person's figure beside the typed one, which a second try then keeps."""
        seen = self.life.at(self.form.cleaned_data["seen"] or 0)
        self.comparison = Comparison.of(self.form, self.standing, seen)
        data = self.data.copy() if self.data is not None else QueryDict(mutable=True)
        data["seen"] = str(self.standing.revision)
        self.data = data
        self.form = self._form()
        self.form.add_error(None, stale.message)

    def _form(self) -> CorrectionForm:
        return CorrectionForm(self.data, indicator=self.indicator, standing=self.standing)
