"""What indicators aim at in tests."""

from collections.abc import Mapping
from decimal import Decimal

from indicators.models import Indicator, Target


def plan(code: str, trend: str, targets: Mapping[int, int], baseline: int | None = None) -> None:
    """Set what indicator `code` aims at; the baseline is of FY2025."""
    indicator = Indicator.objects.get(code=code)
    indicator.trend = trend
    if baseline is not None:
        indicator.baseline_value, indicator.baseline_year = Decimal(baseline), 2025
    indicator.full_clean()
    indicator.save()
    for year, value in targets.items():
        Target.objects.create(indicator=indicator, fiscal_year=year, value=Decimal(value))
