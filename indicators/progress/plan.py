"""What an indicator aims at: trend, baseline, targets, and the straight path between them. Pure.

The path is linear, because growth rates mislead on small counts. It is an exact fraction, never a
float, so that no verdict depends on the unit in which people count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from records.fiscal_year import FiscalYear

_DIVISION = Context(prec=28, rounding=ROUND_HALF_UP)


class Trend(TextChoices):
    """Whether an indicator is to rise, to fall or to be maintained."""

    INCREASE = "increase", _("増加")
    DECREASE = "decrease", _("減少")
    MAINTAIN = "maintain", _("維持")


@dataclass(frozen=True)
class Plan:
    """What an indicator aims at, as far as the city has set it.

    `tolerance` counts for MAINTAIN only. `baseline` is a figure of `baseline_year`; both are set
    or neither. `targets` maps fiscal years to the figures to be reached in them.
    """

    trend: Trend | None
    tolerance: Decimal
    baseline: Decimal | None
    baseline_year: FiscalYear | None
    targets: Mapping[FiscalYear, Decimal]

    @property
    def has_targets(self) -> bool:
        """Whether a target is set for any year."""
        return bool(self.targets)

    @property
    def final_year(self) -> FiscalYear | None:
        """The latest year with a target."""
        return max(self.targets, default=None)

    @property
    def final_target(self) -> Decimal | None:
        """The target of `final_year`."""
        return None if self.final_year is None else self.targets[self.final_year]

    def path(self, year: FiscalYear) -> Fraction | None:
        """Return the exact figure due in `year`; None where no path leads there.

        A target set for the year itself comes first. What was due in the final year stays due
        after it. Otherwise the path runs straight from the baseline to the final target; it does
        not reach back before the baseline year. Without a baseline there is no path, except that
        a level to be maintained is due every year.
        """
        if self.final_year is None or self.final_target is None:
            return None
        if year in self.targets:
            return Fraction(self.targets[year])
        if year > self.final_year:
            return Fraction(self.final_target)
        if self.baseline is None or self.baseline_year is None:
            return Fraction(self.final_target) if self.trend == Trend.MAINTAIN else None
        if year < self.baseline_year:
            return None
        way = Fraction(self.final_target) - Fraction(self.baseline)
        passed = Fraction(year - self.baseline_year, self.final_year - self.baseline_year)
        return Fraction(self.baseline) + way * passed

    def expected(self, year: FiscalYear) -> Decimal | None:
        """Return the figure due in `year` (めやす), to 28 digits where it does not end sooner."""
        path = self.path(year)
        if path is None:
            return None
        return _DIVISION.divide(Decimal(path.numerator), Decimal(path.denominator))

    def start(self, year: FiscalYear) -> Fraction | None:
        """Return the baseline from which the way to `year` is measured, None without one."""
        if self.baseline is None or self.baseline_year is None or year < self.baseline_year:
            return None
        return Fraction(self.baseline)

    def is_inconsistent(self, year: FiscalYear) -> bool:
        """Return whether the plan contradicts itself, as a whole or in what is due in `year`.

        It does where the baseline year is not before the final year. For a rise, it does where the
        final target lies below the baseline, or the figure due in `year` lies outside the two;
        likewise for a fall.
        """
        if self.final_year is None:
            return False
        if self.baseline_year is not None and self.baseline_year >= self.final_year:
            return True
        if self.trend not in (Trend.INCREASE, Trend.DECREASE):
            return False
        final = self.path(self.final_year)
        ways = ((self.start(self.final_year), final), (self.start(year), self.path(year), final))
        return any(
            way != sorted(way, reverse=self.trend == Trend.DECREASE)
            for way in ([point for point in way if point is not None] for way in ways)
        )

    def is_reached_by(self, value: Decimal) -> bool:
        """Return whether `value` has come as far as the final target, or further.

        False for MAINTAIN, where the figure due and the tolerance decide.
        """
        if self.final_target is None:
            return False
        if self.trend == Trend.INCREASE:
            return value >= self.final_target
        return self.trend == Trend.DECREASE and value <= self.final_target

    def achievement(self, value: Decimal) -> Decimal | None:
        """Return 達成率 in percent: one decimal, half up, neither capped nor cut off at 0.

        With a baseline it is the share of the way from there to the final target. Without one,
        and for MAINTAIN, it is the share of the final target. None where that says nothing: without
        a target, where baseline and target are equal, for a share of a target of 0 or less, and
        for a fall without a baseline.
        """
        if self.final_target is None:
            return None
        target = Fraction(self.final_target)
        if self.baseline is not None and self.trend != Trend.MAINTAIN:
            start = Fraction(self.baseline)
            if target == start:
                return None
            return _percent((Fraction(value) - start) / (target - start))
        if target <= 0 or self.trend == Trend.DECREASE:
            return None
        return _percent(Fraction(value) / target)


def _percent(share: Fraction) -> Decimal:
    """Return `share` in percent, rounded half up (away from 0) to one decimal."""
    tenths = int(abs(share) * 1000 + Fraction(1, 2))
    return Decimal(f"{-tenths if share < 0 else tenths}E-1")
