"""A year's figures of all indicators on one page: read, checked and saved as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.translation import gettext as _

from dads.sent import sent_again
from indicators.ledger.actions import record_entries
from indicators.ledger.backgrounds import backgrounds
from indicators.ledger.completeness import Completeness, completeness
from indicators.ledger.doubts import Background, Doubt, DoubtCode, doubts_about
from indicators.ledger.life import lives
from indicators.ledger.new_figures import Conflict, RefusedFigures, StaleFigures
from indicators.ledger.standings import NOTHING, Standing, standings
from indicators.models import Entry, Indicator
from indicators.sheet.comparison import Comparison
from indicators.sheet.forms import RowForm
from records.fiscal_year import FiscalYear


@dataclass
class SheetRow:
    """One indicator on the sheet, with what helps to judge the figure that is typed.

    `doubts` is what looks odd about the figure in the cell, or about the open draft; `comparison`
    is there where somebody else changed the figure while the person did.
    """

    indicator: Indicator
    standing: Standing
    last_year: Entry | None
    target: Decimal | None
    form: RowForm
    doubts: tuple[Doubt, ...] = ()
    comparison: Comparison | None = None

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Pairs of the field's id and a message, for the summary above the sheet."""
        return [
            (self.form[name].auto_id, str(message))
            for name, messages in self.form.errors.items()
            for message in messages
        ]

    @property
    def asks(self) -> bool:
        """Whether the row has a field for the word on why an odd figure is right."""
        return bool(self.doubts or self.form["assurance"].value())

    @property
    def has_more(self) -> bool:
        """Whether there is more to say than fits into one line."""
        return self.asks or self.comparison is not None

    @property
    def is_unanswered(self) -> bool:
        """Whether something looks odd, and nobody has said a word on it."""
        return bool(self.doubts and not self.form["assurance"].value())


@dataclass
class YearSheet:
    """The sheet of `year`. `data` is what a person sent; `save` returns whether it was saved."""

    year: FiscalYear
    data: QueryDict | None = None
    saved: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.indicators = list(
            Indicator.objects.select_related("direction").prefetch_related("targets")
        )
        self.standings = standings(Entry.objects.for_year(self.year))
        self.backgrounds = backgrounds(self.indicators, self.year)
        self.last_year = {} if self.year.is_first else self._last_year()
        self.rows = [self._row(indicator) for indicator in self.indicators]
        self._show_open_conflicts()

    @property
    def completeness(self) -> Completeness:
        """What of the year is owed, drafted and confirmed."""
        return completeness(self.year, self.indicators, self.standings)

    @property
    def empty_count(self) -> int:
        """In how many rows no figure is typed."""
        return sum(not str(row.form["value"].value() or "").strip() for row in self.rows)

    @property
    def errors(self) -> list[tuple[Indicator, str, str]]:
        """Every message with its indicator and the id of the field it is about."""
        return [(row.indicator, *error) for row in self.rows for error in row.errors]

    @property
    def unanswered(self) -> list[SheetRow]:
        """The rows in which something looks odd, and nobody has said a word on it."""
        return [row for row in self.rows if row.is_unanswered]

    @property
    def remarks(self) -> list[str]:
        """What was read otherwise than typed, a sentence each. Only of a saved sheet."""
        return [
            _("%(code)s：%(remark)s") % {"code": row.indicator.code, "remark": remark}
            for row in self.rows
            for remark in row.form.reading.remarks
        ]

    def save(self, *, by: User) -> bool:
        """Save the whole sheet as drafts, or nothing.

        Where nothing was saved, the rows say why, and hold what the person typed. What looks odd
        is saved all the same.
        """
        valid = [row.form.is_valid() for row in self.rows]  # every row shows its errors
        if not all(valid):
            return False
        figures = [row.form.figure for row in self.rows if not row.form.keeps_theirs]
        try:
            self.saved = record_entries(year=self.year, figures=figures, by=by)
        except RefusedFigures as refusal:
            for row in self.rows:
                if row.indicator.code in refusal.by_code:
                    row.form.add_error("value", refusal.by_code[row.indicator.code])
            return False
        except StaleFigures as stale:
            self._show_both(stale.conflicts)
            return False
        return True

    def _show_both(self, conflicts: Sequence[Conflict]) -> None:
        """Put the other person's figure beside the typed one, which a second save then keeps."""
        by_indicator = {conflict.indicator.pk: conflict for conflict in conflicts}
        changes: dict[str, object] = {}
        for row in self.rows:
            conflict = by_indicator.get(row.indicator.pk)
            if conflict is not None:
                changes[row.form.add_prefix("compared")] = conflict.standing.revision
                changes[row.form.add_prefix("keep")] = RowForm.MINE
                self.standings[row.indicator.pk, self.year] = conflict.standing
        self.data = sent_again(self.data, **changes)
        self.rows = [self._row(indicator) for indicator in self.indicators]
        self._show_open_conflicts()
        for row in self.rows:
            if row.indicator.pk in by_indicator:
                row.form.add_error(
                    "value",
                    _(
                        "あなたが開いたあとに、ほかの人がこの値を変えました。"
                        "見比べて、どちらを残すか選ぶか、正しい値に直してください。"
                    ),
                )

    def _show_open_conflicts(self) -> None:
        """Keep both versions in sight until a save goes through: one query, if there are any."""
        bases = {
            row.indicator.pk: base
            for row in self.rows
            if row.form.is_bound and (base := row.form.base_revision) is not None
        }
        if not bases:
            return
        found = lives(bases.keys(), [self.year])
        for row in self.rows:
            if row.indicator.pk in bases:
                seen = found[row.indicator.pk, self.year].at(bases[row.indicator.pk])
                row.comparison = Comparison.of(row.form, row.standing, seen)

    def _row(self, indicator: Indicator) -> SheetRow:
        standing = self.standings.get((indicator.pk, self.year), NOTHING)
        form = RowForm(self.data, prefix=indicator.code, indicator=indicator, standing=standing)
        return SheetRow(
            indicator=indicator,
            standing=standing,
            last_year=self.last_year.get(indicator.pk),
            target=indicator.plan.targets.get(self.year),
            form=form,
            doubts=_doubts(form, standing, self.backgrounds[indicator.pk]),
        )

    def _last_year(self) -> dict[int, Entry]:
        entries = Entry.objects.for_year(self.year.previous).latest_confirmed()
        return {entry.indicator_id: entry for entry in entries}


def _doubts(form: RowForm, standing: Standing, background: Background) -> tuple[Doubt, ...]:
    """Return what looks odd about the typed figure if it can be read, else about the open draft.

    A confirmed figure that nobody is changing has been answered for.
    """
    draft, other_unit = standing.draft, False
    value = draft.value if draft else None
    unchanged = True
    if form.is_bound and not form.keeps_theirs and "value" not in form.errors:
        value, other_unit = form.reading.value, bool(form.reading.other_unit)
        unchanged = standing.current is not None and value == standing.current.value
    if unchanged:
        if draft is None:
            return ()
        other_unit = other_unit or DoubtCode.OTHER_UNIT in draft.doubts
    return doubts_about(value, background, other_unit=other_unit)
