"""The eight years of an indicator."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given

from indicators.progress.plan import Trend
from indicators.progress.series import PointState, PublishedCorrection, build_series
from indicators.progress.verdict import Bands, Status
from records.fiscal_year import GUIDELINE_YEARS, FiscalYear
from tests.indicators import made
from tests.indicators.made import all_series, figure

RISE = made.plan(Trend.INCREASE, {2029: 15, 2033: 20}, 12)


def test_series_has_the_eight_years_of_the_guideline():
    series = made.years({})
    assert tuple(point.fiscal_year for point in series.points) == GUIDELINE_YEARS


def test_series_keeps_the_plan_by_which_it_is_judged():
    assert made.years({}, RISE).plan is RISE


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (dt.date(2026, 4, 1), PointState.NOT_DUE),
        (dt.date(2027, 3, 31), PointState.NOT_DUE),
        (dt.date(2027, 4, 1), PointState.AWAITED),
    ],
)
def test_year_without_figure_is_awaited_once_it_has_closed(on: dt.date, state: PointState):
    assert made.years({}, on=on).point(FiscalYear(2026)).state == state


def test_year_with_a_number_or_a_reason_for_none_says_so():
    series = made.years({2026: 0, 2027: figure(absence="pending")})
    zero, pending = series.point(FiscalYear(2026)), series.point(FiscalYear(2027))
    assert (zero.state, zero.value, zero.absence) == (PointState.FIGURE, Decimal(0), "")
    assert (pending.state, pending.value, pending.absence) == (PointState.ABSENT, None, "pending")


def test_point_carries_what_was_due_and_what_was_set():
    series = made.years({2028: 12}, RISE)
    third, fourth = series.point(FiscalYear(2028)), series.point(FiscalYear(2029))
    assert (third.expected, third.target) == (Decimal(15), None)
    assert (fourth.expected, fourth.target) == (Decimal(15), Decimal(15))
    assert third.assessment.status == Status.BEHIND


def test_series_is_judged_by_the_bands_that_are_given():
    lenient = Bands(slightly_behind=Decimal("0.01"))
    series = build_series(RISE, {FiscalYear(2028): figure("12.5")}, made.AFTER_ALL, lenient)
    assert series.point(FiscalYear(2028)).assessment.status == Status.SLIGHTLY_BEHIND


def test_point_is_found_by_fiscal_year():
    series = made.years({2027: 12})
    assert series.point(FiscalYear(2027)) is series.points[1]
    with pytest.raises(KeyError):
        series.point(FiscalYear(2034))


def test_latest_is_the_last_year_with_a_confirmed_figure():
    series = made.years({2026: 10, 2028: 0, 2029: figure(absence="not_applicable")})
    assert series.latest is series.point(FiscalYear(2029))
    assert series.latest_number is series.point(FiscalYear(2028))
    assert series.has_figures is True


def test_series_without_figures_has_no_latest():
    series = made.years({})
    assert (series.latest, series.latest_number, series.has_figures) == (None, None, False)


def test_series_with_reasons_only_has_no_latest_number():
    series = made.years({2026: figure(absence="pending")})
    assert (series.latest, series.latest_number) == (series.point(FiscalYear(2026)), None)


def test_number_is_provisional_until_it_is_final():
    series = made.years(
        {
            2026: 10,
            2027: figure(11, is_final=False),
            2028: figure(absence="pending", is_final=False),
        }
    )
    assert [point.is_provisional for point in series.points[:4]] == [False, True, False, False]


def test_corrections_come_newest_first_with_their_year():
    def correction(day: int) -> PublishedCorrection:
        at = dt.datetime(2028, 5, day, tzinfo=dt.UTC)
        return PublishedCorrection(Decimal(9), "", Decimal(10), "", at, "転記の誤り")

    first, second, third = correction(1), correction(2), correction(3)
    series = made.years(
        {2026: figure(10, corrections=(first, third)), 2027: figure(10, corrections=(second,))}
    )
    assert series.corrections == (
        (series.point(FiscalYear(2026)), third),
        (series.point(FiscalYear(2027)), second),
        (series.point(FiscalYear(2026)), first),
    )
    assert series.point(FiscalYear(2026)).figure.is_corrected is True


@given(all_series())
def test_state_tells_exactly_what_is_there(series):
    for point in series.points:
        assert (point.state == PointState.FIGURE) is (point.value is not None)
        assert (point.state == PointState.ABSENT) is bool(point.absence)
        if point.value is None:
            assert point.assessment.status == Status.NOT_ASSESSED
