"""The forms of an indicator's plan: baseline, targets, and whether they fit together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.models import Indicator
from indicators.notation.formatting import format_number
from indicators.progress.plan import Plan, Trend
from records.fiscal_year import GUIDELINE_YEARS, REIWA_OFFSET, FiscalYear

NO_YEAR = ("", "---------")
TARGET_YEARS = [(year.year, year.long_label) for year in GUIDELINE_YEARS]
BASELINE_YEARS = [
    (year, FiscalYear(year).long_label)
    for year in range(REIWA_OFFSET + 1, GUIDELINE_YEARS[-1].year)
]


class PlainDecimalField(forms.DecimalField):
    """A decimal shown without idle zeros: 12, not 12.0000."""

    def prepare_value(self, value: Any) -> Any:
        """Return what the input shows."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class IndicatorForm(forms.ModelForm):
    """An indicator; the baseline's year is chosen, not typed."""

    class Meta:
        labels = {"baseline_year": gettext_lazy("基準年度")}
        help_texts = {"baseline_year": ""}
        widgets = {"baseline_year": forms.Select(choices=[NO_YEAR, *BASELINE_YEARS])}

    def clean(self) -> dict[str, Any]:
        """Refuse a baseline with more decimals than the indicator counts."""
        cleaned = super().clean() or self.cleaned_data
        problem = decimals_error(cleaned.get("baseline_value"), cleaned.get("decimal_places"))
        if problem:
            self.add_error("baseline_value", problem)
        return cleaned


class TargetForm(forms.ModelForm):
    """The target of a year; the year is chosen, not typed."""

    class Meta:
        labels = {"fiscal_year": gettext_lazy("年度")}
        widgets = {"fiscal_year": forms.Select(choices=[NO_YEAR, *TARGET_YEARS])}


class TargetFormSet(forms.BaseInlineFormSet):
    """All targets of an indicator, checked against its trend and its baseline."""

    def clean(self) -> None:
        """Refuse targets that contradict the trend, or that the indicator cannot count."""
        super().clean()
        if any(self.errors):
            return
        indicator: Indicator = self.instance
        targets: dict[FiscalYear, Decimal] = {}
        for form in self.forms:
            kept = form.cleaned_data and not form.cleaned_data.get("DELETE")
            if not kept or form.cleaned_data.get("value") is None:
                continue
            value = form.cleaned_data["value"]
            targets[form.instance.fiscal_year] = value
            problem = decimals_error(value, indicator.decimal_places)
            if problem:
                form.add_error("value", problem)
        contradictions = contradictions_of(replace(indicator.plan, targets=targets), indicator.unit)
        if contradictions:
            raise ValidationError(contradictions)


def decimals_error(value: Decimal | None, places: int | None) -> str:
    """Return the error of a value with more decimals than its indicator counts, "" for none."""
    if value is None or places is None or value == round(value, places):
        return ""
    if places == 0:
        return _("この指標は整数で数えます。整数で入力するか、小数の桁数を変えてください。")
    return _("この指標は小数%(places)d桁までです。桁を減らすか、小数の桁数を変えてください。") % {
        "places": places
    }


def contradictions_of(plan: Plan, unit: str) -> list[str]:
    """Return sentences that say how the plan contradicts itself; [] for a sound plan."""
    if plan.final_year is None or plan.final_target is None:
        return []
    if plan.baseline_year is not None and plan.baseline_year >= plan.final_year:
        return [
            _("最後の目標の年度（%(final)s）は、基準年度（%(baseline)s）より後にしてください。")
            % {
                "final": plan.final_year.label,
                "baseline": plan.baseline_year.label,
            }
        ]
    figures = {
        "unit": unit,
        "final_year": plan.final_year.label,
        "final": format_number(plan.final_target),
    }
    if plan.baseline is not None and plan.is_inconsistent(plan.final_year):
        message = {
            Trend.INCREASE: _(
                "目指す方向は「増加」ですが、最後の目標値（%(final_year)s、%(final)s%(unit)s）が"
                "基準値（%(baseline)s%(unit)s）を下回っています。"
            ),
            Trend.DECREASE: _(
                "目指す方向は「減少」ですが、最後の目標値（%(final_year)s、%(final)s%(unit)s）が"
                "基準値（%(baseline)s%(unit)s）を上回っています。"
            ),
        }[plan.trend or Trend.INCREASE]
        return [message % {**figures, "baseline": format_number(plan.baseline)}]
    return [
        _(
            "%(year)sの目標値（%(target)s%(unit)s）は、目指す方向「%(trend)s」で"
            "最後の目標値（%(final_year)s、%(final)s%(unit)s）へ向かう途中の値になっていません。"
        )
        % {
            **figures,
            "year": year.label,
            "target": format_number(target),
            "trend": plan.trend.label if plan.trend else "",
        }
        for year, target in sorted(plan.targets.items())
        if plan.is_inconsistent(year)
    ]
