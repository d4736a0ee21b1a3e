"""The conditions by which staff narrow the board."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from dads.forms import UNKNOWN, ConditionsForm
from directions.models import Direction
from indicators.ledger.standings import EntryState
from indicators.models import Indicator, IndicatorQuerySet
from indicators.office.board import Board
from records.fiscal_year import GUIDELINE_YEARS, FiscalYear

NO_SECTION = "-"
"""Stands in the address for the indicators whose section is not set."""


class BoardConditionsForm(ConditionsForm):
    """The conditions side by side."""

    rows = [("year", "state", "direction", "section")]


class BoardFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Indicators by direction and section, and by where their figures stand in the years shown.

    A condition that makes no sense is left out, and its field says so.
    """

    year = django_filters.ChoiceFilter(
        choices=[(str(year.year), year.long_label) for year in GUIDELINE_YEARS],
        method="in_year",
        label=_("年度"),
        empty_label=_("すべて"),
        error_messages=UNKNOWN,
    )
    state = django_filters.ChoiceFilter(
        choices=EntryState.choices,
        method="in_state",
        label=_("状態"),
        empty_label=_("すべて"),
        error_messages=UNKNOWN,
    )
    direction = django_filters.ModelChoiceFilter(
        queryset=Direction.objects.all(),
        to_field_name="number",
        label=_("方向性"),
        empty_label=_("すべて"),
        error_messages=UNKNOWN,
    )
    section = django_filters.ChoiceFilter(
        method="of_section",
        label=_("担当課"),
        empty_label=_("すべて"),
        error_messages=UNKNOWN,
    )

    class Meta:
        model = Indicator
        form = BoardConditionsForm
        fields: list[str] = []

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.board = board
        self.filters["section"].extra["choices"] = [
            (section or NO_SECTION, section or _("担当課が決まっていない"))
            for section in board.sections
        ]

    @property
    def years(self) -> Sequence[FiscalYear]:
        """The years to show: the one asked for, else all eight."""
        year = "" if "year" in self.errors else self.form.cleaned_data["year"]
        return [FiscalYear(int(year))] if year else GUIDELINE_YEARS

    def in_year(self, indicators: IndicatorQuerySet, name: str, value: str) -> IndicatorQuerySet:
        """Keep every indicator: the year narrows the columns, see `years`."""
        return indicators

    def in_state(self, indicators: IndicatorQuerySet, name: str, value: str) -> IndicatorQuerySet:
        """Keep the indicators with a figure in that state in one of the years to show."""
        kept = [
            indicator.pk
            for indicator in self.board.indicators
            if any(self.board.state(indicator.pk, year) == value for year in self.years)
        ]
        return indicators.filter(pk__in=kept)

    def of_section(self, indicators: IndicatorQuerySet, name: str, value: str) -> IndicatorQuerySet:
        """Keep the indicators of a section, or those of none."""
        return indicators.filter(responsible_section="" if value == NO_SECTION else value)
