"""An indicator's years survive the way into an edition and back, exactly."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.progress.plan import Plan, Trend
from indicators.progress.series import Figure, PublishedCorrection, build_series
from records.canonical import canonical_json
from records.fiscal_year import GUIDELINE_YEARS, FiscalYear
from reports.editions.series_json import (
    number_from_json,
    number_to_json,
    series_from_json,
    series_to_json,
)

years = st.sampled_from(GUIDELINE_YEARS)
numbers = st.decimals(
    allow_nan=False, allow_infinity=False, places=4, min_value=-(10**11), max_value=10**11
)
moments = st.datetimes(
    min_value=dt.datetime(2026, 4, 1),  # noqa: DTZ001 - the zone is drawn beside it
    max_value=dt.datetime(2040, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([dt.UTC, dt.timezone(dt.timedelta(hours=9))]),
)
absences = st.sampled_from(["not_applicable", "pending"])
notes = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@st.composite
def corrections(draw):
    old, new = draw(st.none() | numbers), draw(st.none() | numbers)
    return PublishedCorrection(
        old_value=old,
        old_absence=draw(absences) if old is None else "",
        new_value=new,
        new_absence=draw(absences) if new is None else "",
        corrected_at=draw(moments),
        reason=draw(notes),
    )


@st.composite
def figures(draw):
    value = draw(st.none() | numbers)
    return Figure(
        entry_id=draw(st.integers(1, 10**6)),
        revision=draw(st.integers(1, 50)),
        value=value,
        absence=draw(absences) if value is None else "",
        note=draw(notes),
        confirmed_at=draw(moments),
        is_final=draw(st.booleans()),
        corrections=tuple(draw(st.lists(corrections(), max_size=2))),
    )


@st.composite
def plans(draw):
    has_baseline = draw(st.booleans())
    return Plan(
        trend=draw(st.none() | st.sampled_from(Trend)),
        tolerance=abs(draw(numbers)),
        baseline=draw(numbers) if has_baseline else None,
        baseline_year=draw(st.integers(2019, 2032).map(FiscalYear)) if has_baseline else None,
        targets=draw(st.dictionaries(years, numbers, max_size=3)),
    )


all_series = st.builds(
    build_series,
    plans(),
    st.dictionaries(years, figures()),
    st.dates(dt.date(2026, 4, 1), dt.date(2035, 1, 1)),
)


@given(all_series)
def test_series_comes_back_from_its_json(series):
    assert series_from_json(series_to_json(series)) == series


@given(all_series)
def test_json_of_a_series_comes_back_from_the_archive(series):
    data = series_to_json(series)

    assert canonical_json(series_to_json(series_from_json(data))) == canonical_json(data)


@given(numbers)
def test_number_comes_back_from_its_text(number):
    assert number_from_json(number_to_json(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("12.0000"), "12"),
        (Decimal(120), "120"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.5000"), "0.5"),
        (Decimal("-0.00"), "0"),
        (Decimal("-3.10"), "-3.1"),
        (None, None),
    ],
)
def test_number_is_written_alike_whatever_the_database_makes_of_it(number, text):
    assert number_to_json(number) == text
