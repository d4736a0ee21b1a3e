"""The Japanese fiscal year, and how addresses name it."""

import datetime as dt

import pytest
from django.urls import NoReverseMatch, Resolver404, include, path, resolve, reverse
from hypothesis import given
from hypothesis import strategies as st

from records import converters
from records.fiscal_year import FIRST, GUIDELINE_YEARS, LAST, FiscalYear

FY2026 = FiscalYear(2026)


def test_year_is_named_as_japanese_name_it():
    assert FY2026.label == str(FY2026) == "令和8年度"
    assert FY2026.long_label == "令和8年度（2026年度）"
    assert FY2026.short_label == "R8"
    assert FY2026.as_of_label == "令和9年3月31日現在"


def test_first_year_of_the_era_is_gannen():
    first = FiscalYear(2019)
    assert (first.reiwa, first.label, first.short_label) == ("元", "令和元年度", "R1")
    assert first.as_of_label == "令和2年3月31日現在"


@pytest.mark.parametrize("year", [2018, 0, -1, 9999, 10**9])
def test_year_outside_the_era_is_refused(year: int):
    with pytest.raises(ValueError, match="no Reiwa fiscal year"):
        FiscalYear(year)


def test_year_runs_from_april_to_march():
    assert (FY2026.starts_on, FY2026.ends_on) == (dt.date(2026, 4, 1), dt.date(2027, 3, 31))
    assert (FY2026.entry_opens_on, FY2026.usual_due_on) == (
        dt.date(2027, 4, 1),
        dt.date(2027, 6, 30),
    )


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (dt.date(2026, 3, 31), 2025),
        (dt.date(2026, 4, 1), 2026),
        (dt.date(2026, 12, 31), 2026),
        (dt.date(2027, 1, 1), 2026),
        (dt.date(2027, 3, 31), 2026),
    ],
)
def test_day_lies_in_the_year_that_began_in_april(day: dt.date, year: int):
    assert FiscalYear.containing(day) == FiscalYear(year)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (dt.date(2025, 4, 1), 2026),
        (dt.date(2027, 3, 31), 2026),
        (dt.date(2027, 4, 1), 2026),
        (dt.date(2028, 3, 31), 2026),
        (dt.date(2028, 4, 1), 2027),
        (dt.date(2034, 4, 1), 2033),
        (dt.date(2040, 4, 1), 2033),
    ],
)
def test_year_being_entered_is_the_last_one_that_has_closed(day: dt.date, year: int):
    assert FiscalYear.being_entered(day) == FiscalYear(year)


def test_year_has_closed_after_its_last_day():
    assert FY2026.has_closed(dt.date(2027, 3, 31)) is False
    assert FY2026.has_closed(dt.date(2027, 4, 1)) is True


def test_guideline_has_eight_years():
    assert [year.short_label for year in GUIDELINE_YEARS] == [f"R{n}" for n in range(8, 16)]
    assert [year for year in GUIDELINE_YEARS if year.is_first] == [FIRST]
    assert [year for year in GUIDELINE_YEARS if year.is_last] == [LAST]


def test_years_follow_each_other_in_order():
    assert (FY2026.previous, FY2026.next) == (FiscalYear(2025), FiscalYear(2027))
    assert FiscalYear(2025) < FY2026 < FiscalYear(2027)


def test_years_between_two_are_their_difference():
    assert (LAST - FIRST, FIRST - LAST, FY2026 - FY2026) == (7, -7, 0)
    assert int(FY2026) == 2026


@given(st.dates(dt.date(2019, 4, 1), dt.date(9000, 1, 1)))
def test_every_day_lies_between_the_ends_of_its_year(day):
    year = FiscalYear.containing(day)
    assert year.starts_on <= day <= year.ends_on
    assert year.has_closed(day) is False


def show(request, year):
    """Stand in for a view."""


years = ([path("<fiscal_year:year>/", show, name="year")], "years")
urlpatterns = [path("years/", include(years))]


def test_address_names_a_year_of_the_guideline():
    for year in GUIDELINE_YEARS:
        assert reverse("years:year", args=[year], urlconf=__name__) == f"/years/{year.year}/"
        assert resolve(f"/years/{year.year}/", urlconf=__name__).kwargs == {"year": year}


@pytest.mark.parametrize(
    "text", ["2025", "2034", "20260", "02026", "２０２６", "8", "R8", "abcd", "-2026"]
)
def test_address_of_any_other_year_is_not_found(text: str):
    with pytest.raises(Resolver404):
        resolve(f"/years/{text}/", urlconf=__name__)


def test_address_outside_the_guideline_is_not_made():
    with pytest.raises(NoReverseMatch):
        reverse("years:year", args=[FiscalYear(2034)], urlconf=__name__)


def test_converter_is_registered_once_for_all():
    assert converters.FiscalYearConverter().to_url(2026) == "2026"
