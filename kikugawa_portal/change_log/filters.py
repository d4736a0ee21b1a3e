"""The conditions by which administrators narrow the change log."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.contrib.auth.models import User
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dads.forms import ConditionsForm
from indicators.models import Indicator
from kikugawa_portal.change_log.lines import LineKind
from kikugawa_portal.change_log.origins import Conditions
from records.fiscal_year import GUIDELINE_YEARS, FiscalYear
from records.staff import name_of

ALL = _("すべて")


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg] # generic in the stubs only
    """A choice of accounts, with names as the staff's pages have them."""

    def label_from_instance(self, obj: User) -> str:
        """Return the name in front of which one chooses."""
        return f"{name_of(obj)}（{obj.get_username()}）"


class DayField(forms.DateField):
    """A day on which there can be records."""

    widget = forms.DateInput(attrs={"type": "date"})
    default_validators = [
        MinValueValidator(dt.date(2026, 1, 1), _("2026年1月1日からの日を選んでください。")),
        MaxValueValidator(dt.date(2099, 12, 31), _("2099年12月31日までの日を選んでください。")),
    ]


class LogConditionsForm(ConditionsForm):
    """Lines of the log by day, person, kind, indicator and fiscal year.

    The records are in several tables, so this form narrows no query: `conditions` are for
    `origins.references`. A condition that makes no sense is left out, and its field says so.
    """

    since = DayField(label=_("この日から"), required=False)
    until = DayField(label=_("この日まで"), required=False)
    person = PersonField(
        queryset=User.objects.order_by("username"),
        label=_("した人"),
        empty_label=ALL,
        required=False,
    )
    kind = forms.ChoiceField(
        choices=[("", ALL), *LineKind.choices], label=_("種類"), required=False
    )
    indicator = forms.ModelChoiceField(
        queryset=Indicator.objects.all(),
        to_field_name="code",
        label=_("指標"),
        empty_label=ALL,
        required=False,
    )
    year = forms.ChoiceField(
        choices=[("", ALL), *((str(year.year), year.long_label) for year in GUIDELINE_YEARS)],
        label=_("年度"),
        required=False,
    )

    rows = [("since", "until", "person"), ("kind", "indicator", "year")]

    @property
    def conditions(self) -> Conditions:
        """What is asked for, as far as it makes sense."""
        self.is_valid()
        asked = self.cleaned_data
        person, indicator, until = asked.get("person"), asked.get("indicator"), asked.get("until")
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
