"""The one form of the turn of the year: a line for each indicator and each account."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from indicators.models import Indicator
from indicators.models.office import section_name
from kikugawa_portal.handover.actions import (
    MAX_SECTION,
    AccountChange,
    HandoverPlan,
    HandoverRefused,
    IndicatorMove,
    accounts_with_sections,
    section_of,
)
from records.staff import name_of
from records.text_fields import PlainLineFormField

SECTIONS = "known-sections"
"""The id of the list from which the browser offers names."""


class SectionField(PlainLineFormField):
    """The name of a section in its one spelling; empty for none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=MAX_SECTION, **kwargs)
        self.widget.attrs |= {"list": SECTIONS, "autocomplete": "off"}

    def clean(self, value: Any) -> str:
        """Return the name as it is compared."""
        return section_name(super().clean(value))


class IndicatorLineForm(forms.Form):
    """To which section an indicator belongs. `seen` is the section that the page showed."""

    section = SectionField(label=gettext_lazy("担当課"))
    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)


class AccountLineForm(forms.Form):
    """To which section somebody is posted, and whether they may sign in."""

    section = SectionField(label=gettext_lazy("担当課"))
    is_active = forms.BooleanField(required=False, label=gettext_lazy("使える"))
    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    seen_active = forms.BooleanField(required=False, widget=forms.HiddenInput)


class SectionForm(forms.Form):
    """The new name of a whole section, for its indicators and people alike; empty for no change."""

    to = SectionField(label=gettext_lazy("まとめて移す先"))


@dataclass(frozen=True)
class HandoverLine:
    """An indicator, an account or a section, by name, and its form."""

    thing: Any
    name: str
    form: forms.Form

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """Each message, with the name of the line and the id of the field that it is about."""
        return [
            (self.name, self.form[field].id_for_label, str(message))
            for field, messages in self.form.errors.items()
            for message in messages
        ]


class HandoverForm:
    """All lines of the page, with what was sent, or else as things stand. Three queries.

    A line that the person changed goes where it says. The others follow their section.
    """

    def __init__(self, data: QueryDict | None = None) -> None:
        self.data = data
        self.indicators = [
            HandoverLine(indicator, str(indicator), _indicator_form(indicator, data))
            for indicator in Indicator.objects.all()
        ]
        self.accounts = [
            HandoverLine(account, name_of(account), _account_form(account, data))
            for account in accounts_with_sections()
        ]
        self.sections = [
            HandoverLine(section, section, SectionForm(data, prefix=_section_prefix(section)))
            for section in self.known_sections
        ]

    @cached_property
    def known_sections(self) -> list[str]:
        """Every section that an indicator or an account names now."""
        found = {line.thing.responsible_section for line in self.indicators}
        found |= {section_of(line.thing) for line in self.accounts}
        return sorted(found - {""})

    @property
    def lines(self) -> list[HandoverLine]:
        """Every line, in the order of the page."""
        return [*self.sections, *self.indicators, *self.accounts]

    def is_valid(self) -> bool:
        """Return whether every line can be read."""
        return self.data is not None and not self.errors

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """Every message: the name of its line, the id of its field, the words."""
        return [error for line in self.lines for error in line.errors]

    @property
    def plan(self) -> HandoverPlan:
        """What the person wants to change. Only of a valid form."""
        renamed = {
            line.thing: line.form.cleaned_data["to"]
            for line in self.sections
            if line.form.cleaned_data["to"]
        }

        def wanted(typed: dict[str, str]) -> str:
            seen, section = typed["seen"], typed["section"]
            return renamed.get(seen, seen) if section == section_name(seen) else section

        return HandoverPlan.of(
            [
                IndicatorMove(line.thing, typed["seen"], wanted(typed))
                for line in self.indicators
                for typed in [line.form.cleaned_data]
            ],
            [
                AccountChange(
                    line.thing,
                    typed["seen"],
                    wanted(typed),
                    typed["seen_active"],
                    typed["is_active"],
                )
                for line in self.accounts
                for typed in [line.form.cleaned_data]
            ],
        )

    def refused(self, refusal: HandoverRefused) -> HandoverForm:
        """Return the form with the messages of a refusal, as something has moved on.

        What the person changed stays as typed. What they left alone shows what stands now.
        """
        data = self.data.copy() if self.data is not None else QueryDict(mutable=True)
        for line in [*self.indicators, *self.accounts]:
            prefix = line.form.prefix
            for field, seen in (("section", "seen"), ("is_active", "seen_active")):
                if field not in line.form.fields:
                    continue
                now = line.form.initial[field]
                if line.form.cleaned_data[field] == line.form.cleaned_data[seen]:
                    _set(data, f"{prefix}-{field}", now)
                data[f"{prefix}-{seen}"] = str(now)
        form = HandoverForm(data)
        for lines, messages in (
            (form.indicators, refusal.indicators),
            (form.accounts, refusal.accounts),
        ):
            for line in lines:
                if message := messages.get(line.thing.pk):
                    line.form.add_error("section", message)
        return form


def _set(data: QueryDict, name: str, value: str | bool) -> None:
    """Set an input as a browser sends it: a box without a tick is not sent."""
    if value is False:
        data.pop(name, None)
    else:
        data[name] = str(value)


def _indicator_form(indicator: Indicator, data: QueryDict | None) -> IndicatorLineForm:
    section = indicator.responsible_section
    return IndicatorLineForm(
        data, prefix=f"indicator-{indicator.code}", initial={"section": section, "seen": section}
    )


def _account_form(account: User, data: QueryDict | None) -> AccountLineForm:
    section = section_of(account)
    initial = {
        "section": section,
        "seen": section,
        "is_active": account.is_active,
        "seen_active": account.is_active,
    }
    return AccountLineForm(data, prefix=f"account-{account.pk}", initial=initial)


def _section_prefix(section: str) -> str:
    """Return a name for the section's input that stays the same when others come and go."""
    return f"section-{hashlib.sha256(section.encode()).hexdigest()[:12]}"
