"""The conditions by which administrators narrow the change log."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from indicators.filters import UNKNOWN
from indicators.fiscal_year import GUIDELINE_YEARS
from indicators.models import Entry, Indicator
from indicators.templatetags.people import person as name_of
from kikugawa_portal.change_log import ChangeLog, Source, sources
from kikugawa_portal.change_log_lines import Kind

DAY = {"invalid": _("日付は2027-05-31の形で入力してください。")}


class PersonField(django_filters.fields.ModelChoiceField):  # type: ignore[misc]
    """Names people as staff pages do, and those who left as such."""

    def label_from_instance(self, account: User) -> str:
        """Return the name, with the account's own where two share it."""
        return f"{name_of(account)} / {account.get_username()}"


class PersonFilter(django_filters.ModelChoiceFilter):  # type: ignore[misc]
    """Keeps what one person did."""

    field_class = PersonField


class LogForm(forms.Form):
    """The conditions side by side; none of them is ever required, so none says so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.hide_requirement = True
        self.helper.layout = Layout(
            Row("since", "until", "person", "kind"), Row("year", "indicator")
        )


def date_field() -> dict[str, Any]:
    """Return how a day is asked for."""
    return {
        "widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        "error_messages": DAY,
    }


class SourceFilter(django_filters.FilterSet):  # type: ignore[misc]
    """The rows of one source that the conditions keep.

    A condition that makes no sense is left out, and its field says so.
    """

    since = django_filters.DateFilter(method="from_day", label=_("この日から"), **date_field())
    until = django_filters.DateFilter(method="to_day", label=_("この日まで"), **date_field())
    person = PersonFilter(
        queryset=User.objects.order_by("last_name", "first_name", "username"),
        method="by_person",
        label=_("人"),
        empty_label=_("すべて"),
        error_messages=UNKNOWN,
    )
    kind = django_filters.ChoiceFilter(
        choices=Kind.choices,
        method="of_kind",
        label=_("種類"),
        empty_label=_("すべて"),
        error_messages=UNKNOWN,
    )
    year = django_filters.ChoiceFilter(
        choices=[(str(year.year), year.long_label) for year in GUIDELINE_YEARS],
        method="of_year",
        label=_("年度"),
        empty_label=_("すべて"),
        error_messages=UNKNOWN,
    )
    indicator = django_filters.ModelChoiceFilter(
        queryset=Indicator.objects.all(),
        to_field_name="code",
        method="of_indicator",
        label=_("指標"),
        empty_label=_("すべて"),
        error_messages=UNKNOWN,
    )

    class Meta:
        model = Entry
        form = LogForm
        fields: list[str] = []

    def __init__(self, *args: Any, source: Source, **kwargs: Any) -> None:
        super().__init__(*args, queryset=source.rows, **kwargs)
        self.source = source

    def from_day(self, rows: QuerySet[Any], name: str, value: dt.date) -> QuerySet[Any]:
        """Keep what was done on that day or later."""
        return rows.filter(**{f"{self.source.at}__gte": start_of(value)})

    def to_day(self, rows: QuerySet[Any], name: str, value: dt.date) -> QuerySet[Any]:
        """Keep what was done on that day or earlier."""
        if value == dt.date.max:
            return rows
        return rows.filter(**{f"{self.source.at}__lt": start_of(value + dt.timedelta(days=1))})

    def by_person(self, rows: QuerySet[Any], name: str, value: User) -> QuerySet[Any]:
        """Keep what that person did, or was asked for."""
        return rows.filter(**{self.source.person: value})

    def of_kind(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep all of the source's rows, or none of them."""
        return rows if value == self.source.kind else rows.none()

    def of_year(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what concerns that fiscal year."""
        return rows.filter(**{self.source.year: int(value)}) if self.source.year else rows.none()

    def of_indicator(self, rows: QuerySet[Any], name: str, value: Indicator) -> QuerySet[Any]:
        """Keep what concerns that indicator's figures."""
        if not self.source.indicator:
            return rows.none()
        return rows.filter(**{self.source.indicator: value})


def start_of(day: dt.date) -> dt.datetime:
    """Return the moment at which a day begins where the city is."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


class ChangeLogFilter:
    """The same conditions for every source: one form, one log."""

    def __init__(self, data: QueryDict) -> None:
        # Only the first reads what was sent; the others are given what it has read.
        self.by_kind = {source.kind: SourceFilter(data, source=source) for source in sources()}
        self._first, *others = self.by_kind.values()
        for other in others:
            other._form = self._first.form

    @property
    def form(self) -> forms.Form:
        """The form to show."""
        form: forms.Form = self._first.form
        return form

    @property
    def is_narrowed(self) -> bool:
        """Whether a condition is set."""
        return any(self._first.data.get(name) for name in self._first.filters)

    @cached_property
    def log(self) -> ChangeLog:
        """The log that is left."""
        return ChangeLog({kind: conditions.qs for kind, conditions in self.by_kind.items()})
