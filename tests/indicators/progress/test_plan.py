"""The path from the baseline to the targets, and the rate of achievement."""

import ast
import inspect
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given

from indicators.charts import chart, parts, scales
from indicators.notation import formatting, reading
from indicators.progress import plan, series, verdict
from indicators.progress.plan import Plan, Trend
from records.fiscal_year import GUIDELINE_YEARS, LAST, FiscalYear
from tests.indicators import made
from tests.indicators.made import amounts, guideline_years, plans

UP, DOWN, KEEP = Trend.INCREASE, Trend.DECREASE, Trend.MAINTAIN


@pytest.mark.parametrize(
    ("aims", "year", "expected"),
    [
        (made.plan(UP, {2033: 20}, 12), 2025, "12"),
        (made.plan(UP, {2033: 20}, 12), 2026, "13"),
        (made.plan(UP, {2033: 20}, 12), 2033, "20"),
        (made.plan(UP, {2033: 11}, 10), 2026, "10.125"),
        (made.plan(DOWN, {2033: 0}, 8), 2029, "4"),
        (made.plan(KEEP, {2033: 10}, 10), 2029, "10"),
        (made.plan(UP, {2033: 20}, -12), 2028, "0"),
        (made.plan(UP, {2033: 19}, 10, since=2024), 2027, "13"),
    ],
)
def test_path_without_interim_target_is_straight(aims: Plan, year: int, expected: str):
    assert aims.expected(FiscalYear(year)) == Decimal(expected)


def test_path_that_does_not_end_in_decimals_is_given_to_28_digits():
    thirds = made.plan(UP, {2028: 1}, 0)
    assert thirds.expected(FiscalYear(2026)) == Decimal("0.3333333333333333333333333333")
    assert thirds.path(FiscalYear(2026)) == Fraction(1, 3)


def test_interim_target_replaces_the_path_in_its_year_only():
    aims = made.plan(UP, {2029: 19, 2033: 20}, 12)
    assert [aims.expected(FiscalYear(year)) for year in (2028, 2029, 2030)] == [15, 19, 17]


def test_final_target_is_that_of_the_latest_year():
    aims = made.plan(UP, {2033: 20, 2029: 15})
    assert (aims.final_year, aims.final_target) == (LAST, Decimal(20))


def test_final_target_stays_due_after_its_year():
    assert made.plan(UP, {2029: 15}, 11).expected(FiscalYear(2033)) == 15
    assert made.plan(UP, {2029: 15}).expected(FiscalYear(2033)) == 15


def test_path_without_baseline_knows_only_the_years_with_a_target():
    aims = made.plan(UP, {2028: 5, 2033: 9})
    assert [aims.expected(year) for year in GUIDELINE_YEARS] == [
        None, None, 5, None, None, None, None, 9,
    ]  # fmt: skip


def test_path_does_not_reach_back_before_the_baseline_year():
    aims = made.plan(UP, {2033: 20}, 12, since=2029)
    assert [aims.expected(FiscalYear(year)) for year in (2028, 2029, 2030)] == [None, 12, 14]


def test_plan_without_targets_expects_nothing():
    aims = made.plan(UP, {}, 12)
    assert (aims.has_targets, aims.final_year, aims.final_target) == (False, None, None)
    assert aims.expected(FiscalYear(2030)) is None
    assert aims.achievement(Decimal(12)) is None


@given(amounts, amounts, guideline_years)
def test_path_lies_between_baseline_and_final_target(baseline, target, year):
    aims = made.plan(UP, {2033: target}, baseline)
    assert min(baseline, target) <= aims.expected(year) <= max(baseline, target)


@given(plans(), guideline_years)
def test_expected_is_a_decimal_or_nothing(aims, year):
    assert aims.expected(year) is None or type(aims.expected(year)) is Decimal


@pytest.mark.parametrize(
    ("aims", "year", "is_inconsistent"),
    [
        (made.plan(UP, {2033: 20}, 12), 2028, False),
        (made.plan(UP, {2033: 12}, 12), 2028, False),
        (made.plan(UP, {2033: 11}, 12), 2028, True),
        (made.plan(DOWN, {2033: 11}, 12), 2028, False),
        (made.plan(DOWN, {2033: 13}, 12), 2028, True),
        (made.plan(UP, {2033: -1}, 0), 2028, True),
        (made.plan(KEEP, {2033: 13}, 12), 2028, False),
        (made.plan(None, {2033: 1}, 12), 2028, False),
        (made.plan(UP, {}, 12), 2028, False),
        # A baseline that is not older than what it leads to.
        (made.plan(UP, {2029: 20}, 12, since=2029), 2028, True),
        (made.plan(UP, {2029: 20}, 12, since=2030), 2031, True),
        (made.plan(KEEP, {2029: 20}, 20, since=2030), 2031, True),
        # A year whose own target leaves the way speaks against itself, not against the others.
        (made.plan(UP, {2028: 11, 2033: 20}, 12), 2028, True),
        (made.plan(UP, {2028: 11, 2033: 20}, 12), 2029, False),
        (made.plan(UP, {2028: 21, 2033: 20}, 12), 2028, True),
        (made.plan(UP, {2028: 21, 2033: 20}), 2028, True),
        (made.plan(DOWN, {2028: 19, 2033: 20}), 2028, True),
        (made.plan(UP, {2027: 5, 2033: 20}, 12, since=2028), 2027, False),
    ],
)
def test_plan_that_contradicts_itself_is_known(aims: Plan, year: int, is_inconsistent: bool):
    assert aims.is_inconsistent(FiscalYear(year)) is is_inconsistent


@pytest.mark.parametrize(
    ("aims", "value", "rate"),
    [
        # Without a baseline: the share of the target.
        (made.plan(UP, {2033: 20}), "12", "60.0"),
        (made.plan(UP, {2033: 20}), "0", "0.0"),
        (made.plan(UP, {2033: 20}), "25", "125.0"),
        (made.plan(UP, {2033: 3}), "2", "66.7"),
        (made.plan(UP, {2033: 8}), "1.01", "12.6"),
        (made.plan(UP, {2033: 80}), "0.01", "0.0"),
        (made.plan(UP, {2033: 2000}), "1", "0.1"),
        (made.plan(UP, {2033: 20}), "-3", "-15.0"),
        (made.plan(None, {2033: 20}), "12", "60.0"),
        (made.plan(UP, {2033: 1}), "1", "100.0"),
        (made.plan(UP, {2033: 0}), "12", None),
        (made.plan(UP, {2033: -10}), "-20", None),
        (made.plan(DOWN, {2033: 10}), "12", None),
        # With one: the share of the way, past the target and backwards too.
        (made.plan(UP, {2033: 20}, 10), "12", "20.0"),
        (made.plan(UP, {2033: 20}, 10), "22", "120.0"),
        (made.plan(UP, {2033: 20}, 10), "8", "-20.0"),
        (made.plan(UP, {2033: 20}, 10), "10", "0.0"),
        (made.plan(UP, {2033: 0}, -10), "-4", "60.0"),
        (made.plan(DOWN, {2033: 0}, 10), "4", "60.0"),
        (made.plan(DOWN, {2033: 0}, 10), "-1", "110.0"),
        (made.plan(DOWN, {2033: -5}, 0), "-1", "20.0"),
        (made.plan(UP, {2033: 10}, 10), "12", None),
        (made.plan(UP, {2033: 2010}, 10), "9", "-0.1"),
        # To be maintained: the baseline is no beginning of a way.
        (made.plan(KEEP, {2033: 10}, 10), "9", "90.0"),
        (made.plan(KEEP, {2033: 10}, "9.5"), "9", "90.0"),
    ],
)
def test_achievement_is_the_share_of_the_way_or_of_the_target(aims: Plan, value, rate):
    assert aims.achievement(Decimal(value)) == (None if rate is None else Decimal(rate))


@given(plans(), amounts)
def test_achievement_has_one_decimal(aims, value):
    rate = aims.achievement(value)
    if rate is not None:
        assert (type(rate), rate.as_tuple().exponent) == (Decimal, -1)


@given(amounts, amounts, amounts)
def test_achievement_is_rounded_half_up_from_the_exact_share(baseline, target, value):
    assume(baseline != target)
    rate = made.plan(UP, {2033: target}, baseline).achievement(value)
    assert rate is not None
    exact = (Fraction(value) - Fraction(baseline)) / (Fraction(target) - Fraction(baseline)) * 100
    error = abs(exact) - abs(Fraction(rate))
    assert Fraction(-1, 20) <= error < Fraction(1, 20)


@pytest.mark.parametrize(
    "module", [parts, chart, formatting, plan, series, reading, scales, verdict]
)
def test_pure_module_knows_no_float(module):
    tree = ast.parse(inspect.getsource(module))
    floats = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]
    assert floats == []


@pytest.mark.parametrize("trend", [UP, DOWN, KEEP, None])
def test_without_a_target_nothing_is_reached(trend):
    assert not made.plan(trend, {}).is_reached_by(Decimal(0))
