"""Plans and years made up for the pure tests, by hand and by hypothesis."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from indicators.progress.plan import Plan, Trend
from indicators.progress.series import Figure, PublishedCorrection, Series, build_series
from records.fiscal_year import GUIDELINE_YEARS, LAST, FiscalYear

Value = int | str | Decimal
AFTER_ALL = dt.date(2034, 4, 1)
"""A day on which every year of the guideline has closed."""


def plan(
    trend: Trend | None,
    targets: Mapping[Any, Value],
    baseline: Value | None = None,
    since: int = 2025,
    tolerance: Value = 0,
) -> Plan:
    """Return a plan; the baseline, if there is one, is of the fiscal year `since`.

    Years may be given as numbers.
    """
    return Plan(
        trend=trend,
        tolerance=Decimal(tolerance),
        baseline=None if baseline is None else Decimal(baseline),
        baseline_year=None if baseline is None else FiscalYear(since),
        targets={FiscalYear(int(year)): Decimal(target) for year, target in targets.items()},
    )


NO_PLAN = plan(None, {})


def figure(
    value: Value | None = None,
    *,
    absence: str = "",
    is_final: bool = True,
    corrections: tuple[PublishedCorrection, ...] = (),
) -> Figure:
    """Return a confirmed figure: final, unless it is said to be provisional."""
    return Figure(
        entry_id=1,
        revision=1 + len(corrections),
        value=None if value is None else Decimal(value),
        absence=absence,
        note="",
        confirmed_at=dt.datetime(2027, 5, 1, tzinfo=dt.UTC),
        is_final=is_final,
        corrections=corrections,
    )


def years(
    figures: Mapping[Any, Figure | Value], aims: Plan = NO_PLAN, on: dt.date = AFTER_ALL
) -> Series:
    """Return the eight years with `figures` by fiscal year or its number."""
    found = {
        FiscalYear(int(year)): given if isinstance(given, Figure) else figure(given)
        for year, given in figures.items()
    }
    return build_series(aims, found, on)


amounts = st.decimals(min_value=-(10**6), max_value=10**6, places=4)
"""Numbers as the ledger holds them, below zero too."""

guideline_years = st.sampled_from(GUIDELINE_YEARS)


@st.composite
def plans(draw: st.DrawFn, trend: Trend | None = None) -> Plan:
    """Draw plans of every kind, those that contradict themselves too."""
    baseline = draw(st.none() | amounts)
    return plan(
        trend or draw(st.sampled_from(Trend)),
        draw(st.dictionaries(guideline_years, amounts, max_size=4)),
        baseline,
        draw(st.integers(2019, 2032)),
        abs(draw(amounts)) if trend is Trend.MAINTAIN else 0,
    )


@st.composite
def rises(draw: st.DrawFn) -> Plan:
    """Draw plans that rise from a baseline of FY2025 to FY2033, sometimes by way of a target."""
    baseline, interim, target = sorted(draw(st.tuples(amounts, amounts, amounts)))
    targets = {draw(guideline_years): interim} if draw(st.booleans()) else {}
    return plan(Trend.INCREASE, targets | {LAST: target}, baseline)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    """Draw figures: numbers and reasons for none, provisional and final."""
    value = draw(st.none() | amounts | st.integers(-5, 50).map(Decimal))
    absence = "" if value is not None else draw(st.sampled_from(["not_applicable", "pending"]))
    return figure(value, absence=absence, is_final=draw(st.booleans()))


@st.composite
def all_series(draw: st.DrawFn) -> Series:
    """Draw eight years of anything, as seen on any day."""
    return years(
        draw(st.dictionaries(guideline_years, figures())),
        draw(plans() | st.just(NO_PLAN)),
        draw(st.dates(dt.date(2026, 4, 1), dt.date(2036, 4, 1))),
    )
