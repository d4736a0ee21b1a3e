"""The verdict on one year's figure: 達成, 順調, やや遅れ, 遅れ, or 判定なし with its reason.

Pure and exact: fractions of decimals are compared, never floats, and nothing is rounded first.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from indicators.progress.plan import Plan, Trend
from records.fiscal_year import FiscalYear


class Status(TextChoices):
    """The verdict on a year's figure."""

    ACHIEVED = "achieved", _("達成")
    ON_TRACK = "on_track", _("順調")
    SLIGHTLY_BEHIND = "slightly_behind", _("やや遅れ")
    BEHIND = "behind", _("遅れ")
    NOT_ASSESSED = "not_assessed", _("判定なし")


class WhyNot(TextChoices):
    """Why there is no verdict."""

    NO_FIGURE = "no_figure", _("実績値がありません")
    NO_TARGET = "no_target", _("目標値が定められていません")
    NO_TREND = "no_trend", _("目指す方向が定められていません")
    NO_PATH = "no_path", _("この年度のめやすがありません")
    INCONSISTENT_PLAN = "inconsistent_plan", _("目指す方向と、基準値・目標値が合っていません")


@dataclass(frozen=True)
class Bands:
    """The limits between the verdicts, which a city may choose.

    `slightly_behind`: the share of what was due that still counts as やや遅れ, above 0 and at
    most 1. `maintain`: up to how many times the tolerance a figure to be maintained counts as
    やや遅れ, at least 1. Raises ValueError outside these ranges.
    """

    slightly_behind: Decimal = Decimal("0.8")
    maintain: Decimal = Decimal(2)

    def __post_init__(self) -> None:
        if not 0 < self.slightly_behind <= 1:
            raise ValueError(
                f"slightly_behind must be above 0 and at most 1: {self.slightly_behind}"
            )
        if self.maintain < 1:
            raise ValueError(f"maintain must be at least 1: {self.maintain}")


DEFAULT_BANDS = Bands()


@dataclass(frozen=True)
class Assessment:
    """The verdict on a year, with the numbers behind it.

    `difference` is value - expected; `achievement` is in percent of the final target.
    `why_not` is given exactly where `status` is NOT_ASSESSED. `trend` and `final_target` are
    the plan's, for the sentence that tells the verdict.
    """

    status: Status
    why_not: WhyNot | None
    value: Decimal | None
    expected: Decimal | None
    difference: Decimal | None
    achievement: Decimal | None
    trend: Trend | None = None
    final_target: Decimal | None = None


def assess(
    plan: Plan, year: FiscalYear, value: Decimal | None, bands: Bands = DEFAULT_BANDS
) -> Assessment:
    """Return the verdict on the figure `value` of `year`, None for a year without a number."""
    expected = plan.expected(year)
    why_not = WhyNot.NO_FIGURE if value is None else _why_not(plan, year, value)
    if value is None or why_not is not None:
        status = Status.NOT_ASSESSED
    else:
        status = _verdict(plan, year, value, bands)
    return Assessment(
        status=status,
        why_not=why_not,
        value=value,
        expected=expected,
        difference=None if value is None or expected is None else value - expected,
        achievement=None if value is None else plan.achievement(value),
        trend=plan.trend,
        final_target=plan.final_target,
    )


def _why_not(plan: Plan, year: FiscalYear, value: Decimal) -> WhyNot | None:
    if plan.final_target is None:
        return WhyNot.NO_TARGET
    if plan.trend is None:
        return WhyNot.NO_TREND
    if plan.is_inconsistent(year):
        return WhyNot.INCONSISTENT_PLAN
    if plan.path(year) is None and not plan.is_reached_by(value):
        return WhyNot.NO_PATH
    return None


def _verdict(plan: Plan, year: FiscalYear, value: Decimal, bands: Bands) -> Status:
    """Return the verdict where nothing stands against one (see `_why_not`)."""
    due, start = plan.path(year), plan.start(year)
    if plan.trend == Trend.MAINTAIN and due is not None:
        is_over = plan.final_year is not None and year >= plan.final_year
        gap, tolerance = abs(Fraction(value) - due), Fraction(plan.tolerance)
        return _verdict_on_keeping(gap, tolerance, bands, is_over=is_over)
    if due is None or plan.is_reached_by(value):
        return Status.ACHIEVED
    sign = -1 if plan.trend == Trend.DECREASE else 1
    return _verdict_on_rising(
        sign * Fraction(value),
        sign * due,
        None if start is None else sign * start,
        Fraction(bands.slightly_behind),
    )


def _verdict_on_keeping(
    gap: Fraction, tolerance: Fraction, bands: Bands, *, is_over: bool
) -> Status:
    if gap <= tolerance:
        return Status.ACHIEVED if is_over else Status.ON_TRACK
    if gap <= tolerance * Fraction(bands.maintain):
        return Status.SLIGHTLY_BEHIND
    return Status.BEHIND


def _verdict_on_rising(
    value: Fraction, due: Fraction, start: Fraction | None, share: Fraction
) -> Status:
    """Compare without dividing, so that a way of 0 is no special case."""
    if value >= due:
        return Status.ON_TRACK
    if start is not None:
        covers_share = value - start >= share * (due - start)
    elif due > 0:
        covers_share = value >= share * due
    else:
        # A decrease to a positive figure, mirrored: the share is due / value.
        covers_share = share * value >= due
    return Status.SLIGHTLY_BEHIND if covers_share else Status.BEHIND
