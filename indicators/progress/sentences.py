"""The verdict on a year as a sentence for residents.

Each message is a whole sentence with named placeholders, so that a translation can order them.
"""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from indicators.notation.absence import Absence
from indicators.notation.formatting import format_number, rounded
from indicators.notation.limits import DECIMAL_PLACES
from indicators.progress.plan import Trend
from indicators.progress.series import Point, PointState
from indicators.progress.verdict import Assessment, Status, WhyNot

PATH_PLACES = 1
"""How many decimals are told of a figure due that was worked out. It is seldom a round number."""

ABOVE, EQUAL, BELOW = 1, 0, -1
"""On which side of the figure due a figure lies."""


def verdict_sentence(point: Point, unit: str) -> str:
    """Return what residents are told of a year: the figure, what was due, and the verdict.

    A year without a number gets a sentence as well, which says why it has none.
    """
    return str(_message(point)) % (
        {
            "year": point.fiscal_year.label,
            "next_year": point.fiscal_year.next.label,
            "unit": unit,
        }
        | _numbers(point)
    )


def format_expected(point: Point) -> str:
    """Return the figure due (めやす) in the year of `point` as people read it, "" for none."""
    if point.expected is None:
        return ""
    return format_number(point.expected, _expected_places(point))


def _message(point: Point) -> object:
    if point.state == PointState.FIGURE:
        return _message_on_figure(point.assessment)
    if point.state == PointState.ABSENT:
        return _ABSENT[Absence(point.absence)]
    return _AWAITED if point.state == PointState.AWAITED else _NOT_DUE


def _message_on_figure(assessment: Assessment) -> object:
    if assessment.why_not is not None:
        return _NOT_ASSESSED[assessment.why_not]
    side = _side(assessment.difference)
    if assessment.trend == Trend.MAINTAIN and side != EQUAL:
        return _KEPT[assessment.status]
    if assessment.status == Status.ACHIEVED:
        return _ACHIEVED
    return _MOVED[assessment.status, side]


def _side(difference: Decimal | None) -> int:
    return EQUAL if not difference else ABOVE if difference > 0 else BELOW


def _expected_places(point: Point) -> int:
    """Return how many decimals tell the figure due: all of a target, few of what was worked out.

    Rounding never hides a difference.
    """
    value, due = point.value, point.expected
    if due is None or due in (point.target, point.assessment.final_target):
        return DECIMAL_PLACES
    places = PATH_PLACES
    while value is not None and _side(value - rounded(due, places)) != _side(value - due):
        places += 1
    return places


def _numbers(point: Point) -> dict[str, str]:
    """Return the numbers of a sentence. They add up as they are rounded."""
    value, due, target = point.value, point.expected, point.assessment.final_target
    numbers = {}
    if value is not None:
        numbers["value"] = format_number(value)
    if target is not None:
        numbers["target"] = format_number(target)
    if value is not None and due is not None:
        places = _expected_places(point)
        numbers["expected"] = format_number(due, places)
        gap = abs(value - rounded(due, places))
        numbers["difference"] = format_number(gap, max(places, DECIMAL_PLACES))
    return numbers


_MOVED = {
    (Status.ON_TRACK, ABOVE): _(
        "%(year)sの実績は%(value)s%(unit)sです。"
        "めやす（%(expected)s%(unit)s）を%(difference)s%(unit)s上回り、順調です。"
    ),
    (Status.ON_TRACK, EQUAL): _(
        "%(year)sの実績は%(value)s%(unit)sです。めやす（%(expected)s%(unit)s）どおりで、順調です。"
    ),
    (Status.ON_TRACK, BELOW): _(
        "%(year)sの実績は%(value)s%(unit)sです。"
        "めやす（%(expected)s%(unit)s）を%(difference)s%(unit)s下回り、順調です。"
    ),
    (Status.SLIGHTLY_BEHIND, ABOVE): _(
        "%(year)sの実績は%(value)s%(unit)sです。"
        "めやす（%(expected)s%(unit)s）を%(difference)s%(unit)s上回り、やや遅れています。"
    ),
    (Status.SLIGHTLY_BEHIND, BELOW): _(
        "%(year)sの実績は%(value)s%(unit)sです。"
        "めやす（%(expected)s%(unit)s）を%(difference)s%(unit)s下回り、やや遅れています。"
    ),
    (Status.BEHIND, ABOVE): _(
        "%(year)sの実績は%(value)s%(unit)sです。"
        "めやす（%(expected)s%(unit)s）を%(difference)s%(unit)s上回り、遅れています。"
    ),
    (Status.BEHIND, BELOW): _(
        "%(year)sの実績は%(value)s%(unit)sです。"
        "めやす（%(expected)s%(unit)s）を%(difference)s%(unit)s下回り、遅れています。"
    ),
}
"""For a figure that is to rise (above is good) or to fall (below is good)."""

_KEPT = {
    Status.ACHIEVED: _(
        "%(year)sの実績は%(value)s%(unit)sです。"
        "目標（%(target)s%(unit)s）との差は%(difference)s%(unit)sで、目標を達成しました。"
    ),
    Status.ON_TRACK: _(
        "%(year)sの実績は%(value)s%(unit)sです。"
        "めやす（%(expected)s%(unit)s）との差は%(difference)s%(unit)sで、順調です。"
    ),
    Status.SLIGHTLY_BEHIND: _(
        "%(year)sの実績は%(value)s%(unit)sです。"
        "めやす（%(expected)s%(unit)s）との差が%(difference)s%(unit)sあり、やや遅れています。"
    ),
    Status.BEHIND: _(
        "%(year)sの実績は%(value)s%(unit)sです。"
        "めやす（%(expected)s%(unit)s）との差が%(difference)s%(unit)sあり、遅れています。"
    ),
}
"""For a figure that is to be maintained and does not lie exactly on the path."""

_ACHIEVED = _("%(year)sの実績は%(value)s%(unit)sです。目標（%(target)s%(unit)s）を達成しました。")

_NOT_ASSESSED = {
    WhyNot.NO_TARGET: _(
        "%(year)sの実績は%(value)s%(unit)sです。"
        "目標値が定められていないため、進捗状況は判定していません。"
    ),
    WhyNot.NO_TREND: _(
        "%(year)sの実績は%(value)s%(unit)sです。"
        "目指す方向（増加・減少・維持）が定められていないため、進捗状況は判定していません。"
    ),
    WhyNot.NO_PATH: _(
        "%(year)sの実績は%(value)s%(unit)sです。"
        "この年度のめやすがないため、進捗状況は判定していません。"
    ),
    WhyNot.INCONSISTENT_PLAN: _(
        "%(year)sの実績は%(value)s%(unit)sです。"
        "目指す方向と、基準値や目標値が合っていないため、進捗状況は判定していません。"
    ),
}

_ABSENT = {
    Absence.NOT_APPLICABLE: _("%(year)sは、この指標に当てはまるものがありません（該当なし）。"),
    Absence.PENDING: _("%(year)sの実績は、まだ集計が終わっていません（未集計）。"),
}

_AWAITED = _("%(year)sの実績は、まだ公表されていません。集計が終わりしだい公表します。")
_NOT_DUE = _("%(year)sの実績は、年度が終わったあと、%(next_year)sに集計して公表します。")
