"""The conditions by which administrators narrow the change log."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.contrib.auth.models import User
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators.models import Indicator
from kikugawa_portal.change_log.lines import Conditions, Kind, references
from records.fiscal_year import GUIDELINE_YEARS, FiscalYear
from records.staff import name_of

DAYS_WITH_RECORDS = [
    MinValueValidator(dt.date(2026, 1, 1), _("2026年1月1日からの日を選んでください。")),
    MaxValueValidator(dt.date(2099, 12, 31), _("2099年12月31日までの日を選んでください。")),
]


class PersonChoice(django_filters.fields.ModelChoiceField):  # type: ignore[misc]
    """Names people as the staff's pages do."""

    def label_from_instance(self, obj: User) -> str:
        """Return the name in front of which one chooses."""
        return f"{name_of(obj)}（{obj.get_username()}）"


class PersonFilter(django_filters.ModelChoiceFilter):  # type: ignore[misc]
    """By the person who did it."""

    field_class = PersonChoice


class LogConditionsForm(forms.Form):
    """The conditions side by side; none of them is ever required, so none says so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.hide_requirement = True
        self.helper.layout = Layout(
            Row("since", "until", "person"), Row("kind", "indicator", "year")
        )


class LogFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Lines of the log by day, person, kind, indicator and fiscal year.

    They come from several tables, which can be narrowed only one by one: the filters state the
    conditions, and `references` applies them. One that makes no sense is left out, and says so.
    """

    since = django_filters.DateFilter(
        label=_("この日から"),
        widget=forms.DateInput(attrs={"type": "date"}),
        validators=DAYS_WITH_RECORDS,
    )
    until = django_filters.DateFilter(
        label=_("この日まで"),
        widget=forms.DateInput(attrs={"type": "date"}),
        validators=DAYS_WITH_RECORDS,
    )
    person = PersonFilter(
        queryset=User.objects.order_by("username"), label=_("した人"), empty_label=_("すべて")
    )
    kind = django_filters.ChoiceFilter(
        choices=Kind.choices, label=_("種類"), empty_label=_("すべて")
    )
    indicator = django_filters.ModelChoiceFilter(
        queryset=Indicator.objects.all(),
        to_field_name="code",
        label=_("指標"),
        empty_label=_("すべて"),
    )
    year = django_filters.ChoiceFilter(
        choices=[(str(year.year), year.long_label) for year in GUIDELINE_YEARS],
        label=_("年度"),
        empty_label=_("すべて"),
    )

    class Meta:
        form = LogConditionsForm
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the references of the lines that meet the conditions."""
        return references(self.conditions)

    @property
    def conditions(self) -> Conditions:
        """What is asked for, as far as it makes sense."""
        self.form.is_valid()
        asked = getattr(self.form, "cleaned_data", {})
        person, indicator = asked.get("person"), asked.get("indicator")
        until = asked.get("until")
        return Conditions(
            kind=asked.get("kind") or "",
            person=person.pk if person else None,
            since=_begins(asked.get("since")),
            until=_begins(until + dt.timedelta(days=1)) if until else None,
            fiscal_year=FiscalYear(int(asked["year"])) if asked.get("year") else None,
            indicator=indicator.pk if indicator else None,
        )


def _begins(day: dt.date | None) -> dt.datetime | None:
    """Return the first moment of a day in Japan."""
    if day is None:
        return None
    return dt.datetime.combine(day, dt.time(), timezone.get_default_timezone())
