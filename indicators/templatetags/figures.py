"""How templates show figures: numbers, rates, verdict sentences and charts."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from indicators.charts import chart as drawing
from indicators.notation.absence import Absence
from indicators.notation.formatting import format_number, format_rate
from indicators.progress.rules import Rule, verdict_rules
from indicators.progress.sentences import format_expected, verdict_sentence
from indicators.progress.series import MeasuredWithSeries, Point

register = template.Library()


@register.filter
def number(value: Decimal | None) -> str:
    """Return 1,234.5 for a number, "" for none."""
    return "" if value is None else format_number(value)


@register.filter
def rate(value: Decimal | None) -> str:
    """Return 60.0% for a rate in percent, － for none."""
    return format_rate(value)


@register.filter
def expected(point: Point) -> str:
    """Return the figure due (めやす) in the year of `point`, "" for none."""
    return format_expected(point)


@register.filter
def absence_mark(absence: str) -> str:
    """Return － or … for the reason why a year has no number, "" for no reason."""
    return Absence(absence).mark if absence else ""


@register.simple_tag
def verdict(point: Point, unit: str) -> str:
    """Return the sentence that tells residents of a year."""
    return verdict_sentence(point, unit)


@register.simple_tag(name="verdict_rules")
def rules() -> tuple[Rule, ...]:
    """Return the rule behind the verdicts: {% verdict_rules as rules %}."""
    return verdict_rules()


@register.simple_tag(name="chart")
def indicator_chart(indicator: MeasuredWithSeries, key: str = "") -> SafeString:
    """Return the chart of an indicator, "" where it has no numbers: {% chart indicator %}.

    `key` tells two charts of one indicator on one page apart.
    """
    return drawing.chart(
        indicator.series, name=indicator.name, unit=indicator.unit, key=key or indicator.code
    )


@register.simple_tag(name="small_chart")
def small_indicator_chart(indicator: MeasuredWithSeries, key: str = "") -> SafeString:
    """Return the chart of an indicator for overviews, "" where it has no numbers."""
    return drawing.small_chart(
        indicator.series, name=indicator.name, unit=indicator.unit, key=key or indicator.code
    )
