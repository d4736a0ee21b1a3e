"""An indicator's eight years as JSON and back, without loss, as an edition keeps them. Pure.

Numbers are text in plain digits, moments are ISO 8601 in Japanese time. Verdicts are kept and not
worked out again, so that later rules do not change what an edition says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from indicators.notation.formatting import plain_digits
from indicators.progress.plan import Plan, Trend
from indicators.progress.series import Figure, Point, PointState, PublishedCorrection, Series
from indicators.progress.verdict import Assessment, Status, WhyNot
from records.canonical import JAPAN, JsonObject
from records.fiscal_year import FiscalYear


def number_to_json(value: Decimal | None) -> str | None:
    """Return `value` in plain digits without trailing zeros: 「12」, 「0.5」; None stays None."""
    return None if value is None else plain_digits(value)


def number_from_json(text: str | None) -> Decimal | None:
    """Return the number that `number_to_json` wrote."""
    return None if text is None else Decimal(text)


def moment_to_json(at: dt.datetime) -> str:
    """Return a moment in Japanese time: 2027-08-01T10:00:00+09:00."""
    return at.astimezone(JAPAN).isoformat()


def series_to_json(series: Series) -> JsonObject:
    """Return `series` as JSON, which `series_from_json` reads."""
    return {
        "plan": _plan_to_json(series.plan),
        "points": [_point_to_json(point) for point in series.points],
    }


def series_from_json(data: Mapping[str, Any]) -> Series:
    """Return the series that `series_to_json` wrote."""
    plan = _plan_from_json(data["plan"])
    return Series(plan, tuple(_point_from_json(point, plan) for point in data["points"]))


def _plan_to_json(plan: Plan) -> JsonObject:
    return {
        "trend": plan.trend.value if plan.trend else None,
        "tolerance": number_to_json(plan.tolerance),
        "baseline": number_to_json(plan.baseline),
        "baseline_year": plan.baseline_year.year if plan.baseline_year else None,
        "targets": [
            {"fiscal_year": year.year, "value": number_to_json(value)}
            for year, value in sorted(plan.targets.items())
        ],
    }


def _plan_from_json(data: Mapping[str, Any]) -> Plan:
    return Plan(
        trend=Trend(data["trend"]) if data["trend"] else None,
        tolerance=Decimal(data["tolerance"]),
        baseline=number_from_json(data["baseline"]),
        baseline_year=FiscalYear(data["baseline_year"]) if data["baseline_year"] else None,
        targets={
            FiscalYear(target["fiscal_year"]): Decimal(target["value"])
            for target in data["targets"]
        },
    )


def _point_to_json(point: Point) -> JsonObject:
    assessment = point.assessment
    return {
        "fiscal_year": point.fiscal_year.year,
        "state": point.state.value,
        "figure": _figure_to_json(point.figure) if point.figure else None,
        "expected": number_to_json(point.expected),
        "status": assessment.status.value,
        "why_not": assessment.why_not.value if assessment.why_not else None,
        "difference": number_to_json(assessment.difference),
        "achievement": number_to_json(assessment.achievement),
    }


def _point_from_json(data: Mapping[str, Any], plan: Plan) -> Point:
    year = FiscalYear(data["fiscal_year"])
    figure = _figure_from_json(data["figure"]) if data["figure"] else None
    expected = number_from_json(data["expected"])
    return Point(
        fiscal_year=year,
        state=PointState(data["state"]),
        figure=figure,
        expected=expected,
        target=plan.targets.get(year),
        assessment=Assessment(
            status=Status(data["status"]),
            why_not=WhyNot(data["why_not"]) if data["why_not"] else None,
            value=figure.value if figure else None,
            expected=expected,
            difference=number_from_json(data["difference"]),
            achievement=number_from_json(data["achievement"]),
            trend=plan.trend,
            final_target=plan.final_target,
        ),
    )


def _figure_to_json(figure: Figure) -> JsonObject:
    return {
        "entry": figure.entry_id,
        "revision": figure.revision,
        "value": number_to_json(figure.value),
        "absence": figure.absence,
        "note": figure.note,
        "confirmed_at": moment_to_json(figure.confirmed_at),
        "is_final": figure.is_final,
        "corrections": [
            {
                "old_value": number_to_json(correction.old_value),
                "old_absence": correction.old_absence,
                "new_value": number_to_json(correction.new_value),
                "new_absence": correction.new_absence,
                "corrected_at": moment_to_json(correction.corrected_at),
                "reason": correction.reason,
            }
            for correction in figure.corrections
        ],
    }


def _figure_from_json(data: Mapping[str, Any]) -> Figure:
    return Figure(
        entry_id=data["entry"],
        revision=data["revision"],
        value=number_from_json(data["value"]),
        absence=data["absence"],
        note=data["note"],
        confirmed_at=dt.datetime.fromisoformat(data["confirmed_at"]),
        is_final=data["is_final"],
        corrections=tuple(
            PublishedCorrection(
                old_value=number_from_json(correction["old_value"]),
                old_absence=correction["old_absence"],
                new_value=number_from_json(correction["new_value"]),
                new_absence=correction["new_absence"],
                corrected_at=dt.datetime.fromisoformat(correction["corrected_at"]),
                reason=correction["reason"],
            )
            for correction in data["corrections"]
        ),
    )
