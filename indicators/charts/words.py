"""The words of a chart: its title and description for those who cannot see it, and its key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from django.utils.translation import gettext as _

from indicators.notation.absence import Absence
from indicators.notation.formatting import format_number
from indicators.progress.series import Point, PointState, Series

LONGEST_NAME, LONGEST_UNIT = 40, 10
"""Longer ones are cut, in characters; the page and its table give them in full."""


class Mark(Enum):
    """What a chart draws."""

    FINAL = auto()
    PROVISIONAL = auto()
    PATH = auto()
    TARGET = auto()
    BASELINE = auto()
    NOT_APPLICABLE = auto()
    PENDING = auto()


@dataclass(frozen=True)
class KeyEntry:
    """A mark of a chart and what it means."""

    mark: Mark
    text: str


def title(name: str, unit: str) -> str:
    """Return what the chart shows."""
    return _("%(name)sの推移（単位：%(unit)s）") % {
        "name": _cut(name, LONGEST_NAME),
        "unit": _cut(unit, LONGEST_UNIT),
    }


def describe(series: Series) -> str:
    """Return the chart in words: each year that is over, the baseline and the final target."""
    return "".join([*_years_in_words(series), *_aims_in_words(series)])


def _years_in_words(series: Series) -> Iterator[str]:
    for point in series.points:
        year = point.fiscal_year.label
        if point.value is not None:
            message = _("%(year)sは%(value)s。")
            if point.is_provisional:
                message = _("%(year)sは%(value)s（速報）。")
            yield message % {"year": year, "value": format_number(point.value)}
        elif point.state != PointState.NOT_DUE:
            reason = Absence(point.absence).label if point.absence else point.state.label
            yield _("%(year)sは%(reason)s。") % {"year": year, "reason": reason}


def _aims_in_words(series: Series) -> Iterator[str]:
    plan = series.plan
    if plan.baseline is not None and plan.baseline_year is not None:
        yield _("基準値は%(year)sの%(value)s。") % {
            "year": plan.baseline_year.label,
            "value": format_number(plan.baseline),
        }
    if plan.final_target is not None and plan.final_year is not None:
        yield _("目標値は%(year)sに%(value)s。") % {
            "year": plan.final_year.label,
            "value": format_number(plan.final_target),
        }


def key_entries(series: Series, unit: str) -> list[KeyEntry]:
    """Return the key to the marks that the chart of `series` shows, and no other."""
    shown = {mark for point in series.points for mark in _marks(point)}
    if series.plan.baseline is not None:
        shown.add(Mark.BASELINE)
    if any(None not in (one.expected, next_.expected) for one, next_ in pairwise(series.points)):
        shown.add(Mark.PATH)
    texts = {
        Mark.FINAL: _("実績（%(unit)s）") % {"unit": _cut(unit, LONGEST_UNIT)},
        Mark.PROVISIONAL: _("速報")
        if Mark.FINAL in shown
        else _("速報（%(unit)s）") % {"unit": _cut(unit, LONGEST_UNIT)},
        Mark.PATH: _("めやす"),
        Mark.TARGET: _("目標値"),
        Mark.BASELINE: _("基準値"),
        Mark.NOT_APPLICABLE: str(Absence.NOT_APPLICABLE.label),
        Mark.PENDING: str(Absence.PENDING.label),
    }
    return [KeyEntry(mark, text) for mark, text in texts.items() if mark in shown]


def _marks(point: Point) -> Iterator[Mark]:
    if point.value is not None:
        yield Mark.PROVISIONAL if point.is_provisional else Mark.FINAL
    if point.absence:
        yield Mark[Absence(point.absence).name]
    if point.target is not None:
        yield Mark.TARGET


def _cut(text: str, length: int) -> str:
    """Return at most `length` characters of `text`, without the control characters of XML."""
    plain = "".join(char if char.isprintable() else " " for char in text)
    return plain if len(plain) <= length else f"{plain[:length]}…"
