"""The verdict on a year's figure."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.progress.plan import Plan, Trend
from indicators.progress.verdict import DEFAULT_BANDS, Assessment, Bands, Status, WhyNot, assess
from records.fiscal_year import FiscalYear
from tests.indicators import made
from tests.indicators.made import amounts, guideline_years, plans, rises

UP, DOWN, KEEP = Trend.INCREASE, Trend.DECREASE, Trend.MAINTAIN
ACHIEVED, ON_TRACK = Status.ACHIEVED, Status.ON_TRACK
SLIGHTLY_BEHIND, BEHIND = Status.SLIGHTLY_BEHIND, Status.BEHIND
WORST_FIRST = [BEHIND, SLIGHTLY_BEHIND, ON_TRACK, ACHIEVED]

TEN_TO_TWENTY = made.plan(UP, {2030: 20}, 10)
"""Rises by two a year: in FY2029 eighteen are due, eight more than at first."""

TWENTY_TO_TEN = made.plan(DOWN, {2030: 10}, 20)
TO_NONE = made.plan(DOWN, {2030: 0}, 10)
JUST_A_TARGET = made.plan(UP, {2029: 10, 2033: 20})
JUST_A_LIMIT = made.plan(DOWN, {2029: 20, 2033: 10})
KEPT = made.plan(KEEP, {2030: 100}, 100, tolerance=2)


@pytest.mark.parametrize(
    ("aims", "year", "value", "status"),
    [
        # A rise from a baseline.
        (TEN_TO_TWENTY, 2029, "20", ACHIEVED),
        (TEN_TO_TWENTY, 2029, "25", ACHIEVED),
        (TEN_TO_TWENTY, 2029, "19.9999", ON_TRACK),
        (TEN_TO_TWENTY, 2029, "18", ON_TRACK),
        (TEN_TO_TWENTY, 2029, "17.9999", SLIGHTLY_BEHIND),
        (TEN_TO_TWENTY, 2029, "16.4", SLIGHTLY_BEHIND),
        (TEN_TO_TWENTY, 2029, "16.3999", BEHIND),
        (TEN_TO_TWENTY, 2029, "10", BEHIND),
        (TEN_TO_TWENTY, 2029, "9", BEHIND),
        (TEN_TO_TWENTY, 2029, "0", BEHIND),
        (TEN_TO_TWENTY, 2029, "-1", BEHIND),
        (TEN_TO_TWENTY, 2030, "19.9999", SLIGHTLY_BEHIND),
        (TEN_TO_TWENTY, 2033, "20", ACHIEVED),
        (TEN_TO_TWENTY, 2033, "19", SLIGHTLY_BEHIND),
        (TEN_TO_TWENTY, 2025, "10", ON_TRACK),
        (TEN_TO_TWENTY, 2025, "9", BEHIND),
        # A rise from nothing, and out of the red.
        (made.plan(UP, {2033: 8}, 0), 2026, "0", BEHIND),
        (made.plan(UP, {2033: 8}, 0), 2026, "1", ON_TRACK),
        (made.plan(UP, {2033: 8}, -8), 2029, "0", ON_TRACK),
        (made.plan(UP, {2033: 0}, -8), 2033, "0", ACHIEVED),
        # Baseline and target are the same: nothing to win, something to lose.
        (made.plan(UP, {2033: 10}, 10), 2028, "10", ACHIEVED),
        (made.plan(UP, {2033: 10}, 10), 2028, "9.9999", BEHIND),
        (made.plan(DOWN, {2033: 10}, 10), 2028, "10.0001", BEHIND),
        # A fall, also to zero and past the target.
        (TWENTY_TO_TEN, 2029, "12", ON_TRACK),
        (TWENTY_TO_TEN, 2029, "12.0001", SLIGHTLY_BEHIND),
        (TWENTY_TO_TEN, 2029, "13.6", SLIGHTLY_BEHIND),
        (TWENTY_TO_TEN, 2029, "13.6001", BEHIND),
        (TWENTY_TO_TEN, 2029, "20", BEHIND),
        (TWENTY_TO_TEN, 2029, "21", BEHIND),
        (TWENTY_TO_TEN, 2029, "10", ACHIEVED),
        (TWENTY_TO_TEN, 2029, "3", ACHIEVED),
        (TWENTY_TO_TEN, 2029, "0", ACHIEVED),
        (TO_NONE, 2030, "0", ACHIEVED),
        (TO_NONE, 2029, "2", ON_TRACK),
        (TO_NONE, 2030, "1", SLIGHTLY_BEHIND),
        (TO_NONE, 2030, "3", BEHIND),
        # A target without a baseline.
        (JUST_A_TARGET, 2029, "10", ON_TRACK),
        (JUST_A_TARGET, 2029, "8", SLIGHTLY_BEHIND),
        (JUST_A_TARGET, 2029, "7.9999", BEHIND),
        (JUST_A_TARGET, 2029, "0", BEHIND),
        (JUST_A_TARGET, 2028, "20", ACHIEVED),
        (made.plan(UP, {2029: 1, 2033: 2}), 2029, "0.8", SLIGHTLY_BEHIND),
        (made.plan(UP, {2029: 1, 2033: 2}), 2029, "0.7999", BEHIND),
        (JUST_A_LIMIT, 2029, "20", ON_TRACK),
        (JUST_A_LIMIT, 2029, "25", SLIGHTLY_BEHIND),
        (JUST_A_LIMIT, 2029, "25.0001", BEHIND),
        (JUST_A_LIMIT, 2029, "0", ACHIEVED),
        (made.plan(UP, {2033: 0}), 2033, "0", ACHIEVED),
        (made.plan(UP, {2033: 0}), 2033, "-1", BEHIND),
        (made.plan(DOWN, {2033: 0}), 2033, "0", ACHIEVED),
        (made.plan(DOWN, {2033: 0}), 2033, "1", BEHIND),
        # Maintained, within the tolerance on either side.
        (KEPT, 2029, "100", ON_TRACK),
        (KEPT, 2029, "98", ON_TRACK),
        (KEPT, 2029, "102", ON_TRACK),
        (KEPT, 2029, "97.9999", SLIGHTLY_BEHIND),
        (KEPT, 2029, "104", SLIGHTLY_BEHIND),
        (KEPT, 2029, "104.0001", BEHIND),
        (KEPT, 2029, "0", BEHIND),
        (KEPT, 2030, "98", ACHIEVED),
        (KEPT, 2030, "97", SLIGHTLY_BEHIND),
        (KEPT, 2033, "101", ACHIEVED),
        (replace(KEPT, tolerance=Decimal(0)), 2029, "100", ON_TRACK),
        (replace(KEPT, tolerance=Decimal(0)), 2029, "100.0001", BEHIND),
        (made.plan(KEEP, {2033: 0}, 0, tolerance=1), 2033, "0", ACHIEVED),
        # A level to be maintained is due every year, with a baseline or without.
        (made.plan(KEEP, {2033: 20}, tolerance=1), 2029, "19", ON_TRACK),
        (made.plan(KEEP, {2033: 20}, tolerance=1), 2029, "18", SLIGHTLY_BEHIND),
        (made.plan(KEEP, {2033: 20}, tolerance=1), 2029, "17", BEHIND),
        (made.plan(KEEP, {2033: 20}, tolerance=1), 2033, "21", ACHIEVED),
    ],
)
def test_verdict_follows_the_path(aims: Plan, year: int, value: str, status: Status):
    assessment = assess(aims, FiscalYear(year), Decimal(value))
    assert (assessment.status, assessment.why_not) == (status, None)


@pytest.mark.parametrize(
    ("aims", "year", "value", "why_not"),
    [
        (TEN_TO_TWENTY, 2029, None, WhyNot.NO_FIGURE),
        (made.NO_PLAN, 2029, None, WhyNot.NO_FIGURE),
        (made.NO_PLAN, 2029, "12", WhyNot.NO_TARGET),
        (made.plan(UP, {}, 10), 2029, "12", WhyNot.NO_TARGET),
        (made.plan(None, {2033: 20}, 10), 2029, "12", WhyNot.NO_TREND),
        (JUST_A_TARGET, 2028, "19.9999", WhyNot.NO_PATH),
        (made.plan(UP, {2033: 20}, 10, since=2030), 2029, "12", WhyNot.NO_PATH),
        (made.plan(UP, {2033: 5}, 10), 2029, "12", WhyNot.INCONSISTENT_PLAN),
        (made.plan(DOWN, {2033: 12}, 10), 2029, "9", WhyNot.INCONSISTENT_PLAN),
        (made.plan(UP, {2029: 20, 2033: 10}), 2029, "12", WhyNot.INCONSISTENT_PLAN),
    ],
)
def test_verdict_without_its_grounds_is_none_and_says_why(aims: Plan, year, value, why_not):
    assessment = assess(aims, FiscalYear(year), None if value is None else Decimal(value))
    assert (assessment.status, assessment.why_not) == (Status.NOT_ASSESSED, why_not)


def test_assessment_carries_the_numbers_behind_it():
    assessment = assess(TEN_TO_TWENTY, FiscalYear(2029), Decimal(17))
    assert assessment == Assessment(
        status=SLIGHTLY_BEHIND,
        why_not=None,
        value=Decimal(17),
        expected=Decimal(18),
        difference=Decimal(-1),
        achievement=Decimal("70.0"),
        trend=UP,
        final_target=Decimal(20),
    )


def test_year_without_number_still_says_what_was_due():
    assessment = assess(TEN_TO_TWENTY, FiscalYear(2029), None)
    assert assessment.expected == 18
    assert (assessment.difference, assessment.achievement) == (None, None)


def test_linear_path_does_not_mistake_small_counts():
    """Growth rates call the first of these substantial and the second limited progress."""
    assert assess(made.plan(UP, {2033: 10}, 0), FiscalYear(2029), Decimal("0.5")).status == BEHIND
    assert assess(made.plan(DOWN, {2033: 0}, 12), FiscalYear(2029), Decimal(6)).status == ON_TRACK


@pytest.mark.parametrize(
    ("bands", "value", "status"),
    [
        (Bands(slightly_behind=Decimal("0.5")), "14", SLIGHTLY_BEHIND),
        (Bands(slightly_behind=Decimal(1)), "17.9999", BEHIND),
        (Bands(slightly_behind=Decimal("0.9")), "17.2", SLIGHTLY_BEHIND),
        (Bands(slightly_behind=Decimal("0.9")), "17.1999", BEHIND),
    ],
)
def test_bands_of_another_city_move_the_limits(bands: Bands, value: str, status: Status):
    assert assess(TEN_TO_TWENTY, FiscalYear(2029), Decimal(value), bands).status == status


@pytest.mark.parametrize(("value", "status"), [("102", ON_TRACK), ("102.0001", BEHIND)])
def test_a_city_may_know_no_slight_lag_behind_what_is_to_be_kept(value: str, status: Status):
    assert (
        assess(KEPT, FiscalYear(2029), Decimal(value), Bands(maintain=Decimal(1))).status == status
    )


def test_limit_on_a_fraction_is_exact():
    """Two thirds were due and three quarters of them, which is a half, is the limit."""
    aims, bands = made.plan(UP, {2028: 1}, 0), Bands(slightly_behind=Decimal("0.75"))
    assert assess(aims, FiscalYear(2027), Decimal("0.5"), bands).status == SLIGHTLY_BEHIND


@pytest.mark.parametrize(
    "wrong", [{"slightly_behind": "0"}, {"slightly_behind": "1.1"}, {"maintain": "0.9"}]
)
def test_bands_that_make_no_sense_are_refused(wrong: dict[str, str]):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Bands(**{name: Decimal(value) for name, value in wrong.items()})


def rank(aims: Plan, year: FiscalYear, value: Decimal, bands: Bands = DEFAULT_BANDS) -> int:
    """Return how good the verdict is."""
    return WORST_FIRST.index(assess(aims, year, value, bands).status)


def mirrored(aims: Plan) -> Plan:
    """Return the plan with every number negated and the trend turned round."""
    return Plan(
        trend={UP: DOWN, DOWN: UP, KEEP: KEEP}[aims.trend],
        tolerance=aims.tolerance,
        baseline=None if aims.baseline is None else -aims.baseline,
        baseline_year=aims.baseline_year,
        targets={year: -target for year, target in aims.targets.items()},
    )


def scaled(aims: Plan, factor: Decimal) -> Plan:
    """Return the plan counted in another unit."""
    return Plan(
        trend=aims.trend,
        tolerance=aims.tolerance * factor,
        baseline=None if aims.baseline is None else aims.baseline * factor,
        baseline_year=aims.baseline_year,
        targets={year: target * factor for year, target in aims.targets.items()},
    )


@given(rises(), guideline_years, amounts, amounts)
def test_more_is_never_worse_where_a_rise_is_aimed_at(aims, year, one, other):
    fewer, more = sorted((one, other))
    assert rank(aims, year, fewer) <= rank(aims, year, more)


@given(plans(), guideline_years, amounts)
def test_verdict_is_the_same_in_the_mirror(aims, year, value):
    here, there = assess(aims, year, value), assess(mirrored(aims), year, -value)
    assert (here.status, here.why_not) == (there.status, there.why_not)


@given(plans(), guideline_years, amounts, st.sampled_from(["0.001", "0.25", "3", "1000", "12345"]))
def test_verdict_does_not_depend_on_the_unit(aims, year, value, factor):
    here = assess(aims, year, value)
    there = assess(scaled(aims, Decimal(factor)), year, value * Decimal(factor))
    assert (here.status, here.why_not) == (there.status, there.why_not)


@given(rises(), guideline_years, amounts)
def test_decline_never_vanishes(aims, year, amount):
    worse = aims.baseline - max(abs(amount), Decimal("0.0001"))
    assessment = assess(aims, year, worse)
    assert assessment.status == BEHIND
    assert assessment.difference is not None
    assert assessment.difference < 0


@given(amounts, amounts, guideline_years, amounts)
def test_maintained_figure_may_stray_to_either_side_alike(level, tolerance, year, gap):
    aims = made.plan(KEEP, {2030: level}, level, tolerance=abs(tolerance))
    assert assess(aims, year, level + gap).status == assess(aims, year, level - gap).status


@given(plans(), guideline_years, amounts)
def test_verdict_is_given_exactly_where_no_reason_stands_against_it(aims, year, value):
    assessment = assess(aims, year, value)
    assert (assessment.status == Status.NOT_ASSESSED) is (assessment.why_not is not None)


@given(rises(), guideline_years, amounts)
def test_stricter_band_never_betters_a_verdict(aims, year, value):
    strict = Bands(slightly_behind=Decimal(1))
    assert rank(aims, year, value, strict) <= rank(aims, year, value)


@given(rises(), guideline_years, st.sampled_from(["-0.0001", "0", "0.0001"]))
def test_limit_of_slightly_behind_is_the_share_of_what_was_due(aims, year, beside):
    due = aims.expected(year) - aims.baseline
    value = aims.baseline + due * Decimal("0.8") + Decimal(beside)
    assume(aims.baseline < value < aims.expected(year))
    expected = BEHIND if Decimal(beside) < 0 else SLIGHTLY_BEHIND
    assert assess(aims, year, value).status == expected
