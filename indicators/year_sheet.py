"""A year's figures of all indicators on one page: read, checked and saved as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.translation import gettext as _

from indicators.actions import Conflict, RefusedFigures, StaleFigures, record_entries
from indicators.board import Completeness, completeness
from indicators.fiscal_year import FiscalYear
from indicators.forms import FigureForm
from indicators.models import Entry, Indicator
from indicators.standings import NOTHING, Standing, standings


@dataclass
class Row:
    """One indicator on the sheet, with what helps to judge the figure that is typed."""

    indicator: Indicator
    standing: Standing
    last_year: Entry | None
    target: Decimal | None
    form: FigureForm
    conflict: Conflict | None = None

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Pairs of the field's id and a message, for the summary above the sheet."""
        return [
            (self.form[name].auto_id, str(message))
            for name, messages in self.form.errors.items()
            for message in messages
        ]

    @property
    def value_id(self) -> str:
        """The id of the cell in which the figure is typed."""
        return self.form["value"].auto_id


@dataclass
class YearSheet:
    """The sheet of `year`. With `data` it is what a person sent: `save` says whether it held."""

    year: FiscalYear
    data: QueryDict | None = None
    saved: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.indicators = list(
            Indicator.objects.select_related("direction").prefetch_related("targets")
        )
        self.standings = standings(Entry.objects.for_year(self.year))
        last_year = {} if self.year.is_first else self._last_year()
        self.rows = [
            Row(
                indicator=indicator,
                standing=self._standing(indicator),
                last_year=last_year.get(indicator.pk),
                target=indicator.plan.targets.get(self.year.year),
                form=self._form(indicator),
            )
            for indicator in self.indicators
        ]

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
    def remarks(self) -> list[str]:
        """What was read otherwise than typed, a sentence each. Only of a saved sheet."""
        return [
            _("%(code)s：%(remark)s") % {"code": row.indicator.code, "remark": remark}
            for row in self.rows
            for remark in row.form.reading.told
        ]

    def save(self, *, by: User) -> bool:
        """Save the whole sheet as drafts, or nothing.

        Where nothing was saved, the rows say why, and hold what the person typed.
        """
        valid = [row.form.is_valid() for row in self.rows]  # each row is to tell its faults
        if not all(valid):
            return False
        try:
            self.saved = record_entries(
                year=self.year, figures=[row.form.figure for row in self.rows], by=by
            )
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
        data = self.data.copy() if self.data is not None else QueryDict(mutable=True)
        for row in self.rows:
            conflict = by_indicator.get(row.indicator.pk)
            if conflict is not None:
                data[row.form.add_prefix("seen")] = str(conflict.standing.revision)
        self.data = data
        for row in self.rows:
            row.conflict = by_indicator.get(row.indicator.pk)
            row.standing = row.conflict.standing if row.conflict else row.standing
            row.form = self._form(row.indicator)
            if row.conflict:
                row.form.add_error(
                    "value",
                    _(
                        "あなたが開いたあとに、ほかの人がこの値を変えました。見比べて、正しい値にしてください。"
                    ),
                )

    def _standing(self, indicator: Indicator) -> Standing:
        return self.standings.get((indicator.pk, self.year.year), NOTHING)

    def _last_year(self) -> dict[int, Entry]:
        entries = Entry.objects.for_year(self.year.previous).latest_confirmed()
        return {entry.indicator_id: entry for entry in entries}

    def _form(self, indicator: Indicator) -> FigureForm:
        return FigureForm(
            self.data,
            prefix=indicator.code,
            indicator=indicator,
            standing=self._standing(indicator),
        )
