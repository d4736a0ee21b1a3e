"""What looks odd about a figure, and what does not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.ledger.backgrounds import backgrounds
from indicators.ledger.doubts import (
    FAR,
    NOTABLE_STEPS,
    Background,
    DoubtCode,
    doubts_about,
    typed_only,
    union_of,
)
from indicators.models import Entry, Indicator
from indicators.progress.plan import Plan, Trend
from indicators.templatetags.people import doubt_label
from records.fiscal_year import FiscalYear
from tests.figures import FY2026, FY2027, confirmed, draft, withdrawn
from tests.indicators import made
from tests.indicators.made import NO_PLAN, amounts, guideline_years, plans

UP = made.plan(Trend.INCREASE, {2033: 24})
DOWN = made.plan(Trend.DECREASE, {2033: 10})
KEEP = made.plan(Trend.MAINTAIN, {2033: 12}, tolerance=1)


def background(last_year=None, plan: Plan = NO_PLAN, *, year=2028, places=0, **others):
    """Return what a figure of FY2028 is judged against; others as `y2026=12`."""
    numbers = {
        FiscalYear(int(name.removeprefix("y"))): Decimal(value) for name, value in others.items()
    }
    if last_year is not None:
        numbers[FiscalYear(year - 1)] = Decimal(last_year)
    return Background(FiscalYear(year), numbers, plan, "件", places)


def codes(value, *args, other_unit=False, **others):
    """Return the codes of the doubts about `value`, as text."""
    number = None if value is None else Decimal(value)
    found = doubts_about(number, background(*args, **others), other_unit=other_unit)
    return [doubt.code.value for doubt in found]


@pytest.mark.parametrize(
    ("before", "value", "found"),
    [
        # Small counts jump.
        (2, 5, []),
        (5, 2, []),
        (0, 9, []),
        (9, 0, []),
        (1, 10, []),
        (11, 19, []),
        # Far: ten or more, and twice as many or half of it.
        (12, 21, []),
        (12, 24, ["far"]),
        (24, 12, ["far"]),
        (100, 199, []),
        (100, 200, ["far"]),
        (0, 10, ["far"]),
        (-6, 6, ["far"]),
        (12, 1_000_000, ["far"]),
        # Slips of the keyboard.
        (12, 120, ["tenfold"]),
        (12, 83, ["far"]),
        (12, 84, ["tenfold"]),
        (12, 168, ["tenfold"]),
        (12, 169, ["far"]),
        (2, 20, ["tenfold"]),
        (10, 699, ["far"]),
        (10, 700, ["hundredfold"]),
        (10, 1400, ["hundredfold"]),
        (10, 1401, ["far"]),
        (140, 21, ["far"]),
        (140, 20, ["tenth"]),
        (140, 10, ["tenth"]),
        (141, 10, ["far"]),
        (1400, 21, ["far"]),
        (1400, 20, ["hundredth"]),
        (1400, 10, ["hundredth"]),
        (1401, 10, ["far"]),
        (12, 1200, ["hundredfold"]),
        (120, 12, ["tenth"]),
        (1200, 12, ["hundredth"]),
        (12, "0.12", ["hundredth"]),
        (-12, -120, ["tenfold"]),
        (-12, 120, ["far"]),
        # None at all, where there were many.
        (10, 0, ["zero"]),
        # Copied.
        (12, 12, ["same"]),
        (1, 1, ["same"]),
        (0, 0, []),
    ],
)
def test_figure_is_compared_with_last_years(before, value, found):
    assert codes(value, before) == found


@pytest.mark.parametrize(
    ("before", "value", "places", "found"),
    [
        ("0.5", "5.0", 1, ["tenfold"]),
        ("0.5", "5.0", 0, []),
        ("0.5", "1.4", 1, []),
        ("0.50", "0.59", 2, []),
        ("0.50", "1.00", 2, ["far"]),
        ("0.70", "0.90", 2, []),
    ],
)
def test_ten_of_the_smallest_steps_are_notable(before, value, places, found):
    assert codes(value, before, places=places) == found


@pytest.mark.parametrize(
    ("plan", "before", "value", "found"),
    [
        (UP, 12, 11, []),
        (UP, 10, 9, ["fell"]),
        (UP, 12, 8, ["fell"]),
        (UP, 12, 13, []),
        (UP, 12, 2, ["far"]),  # one remark on a change is enough
        (DOWN, 20, 21, []),
        (DOWN, 20, 22, ["rose"]),
        (DOWN, 20, 18, []),
        (KEEP, 12, 8, []),
        (KEEP, 12, 12, []),
        (NO_PLAN, 12, 8, []),
        (UP, 0, 0, []),
        (made.plan(Trend.INCREASE, {}), 0, -1, ["fell"]),
        (made.plan(Trend.INCREASE, {}), 110, 100, []),
        (made.plan(Trend.INCREASE, {}), 110, 99, ["fell"]),
        (made.plan(Trend.DECREASE, {}), 0, 0, []),
    ],
)
def test_move_against_the_aim_is_noticed(plan, before, value, found):
    assert codes(value, before, plan) == found


@pytest.mark.parametrize(
    ("plan", "before", "value", "found"),
    [
        (UP, 20, 24, []),
        (UP, 20, 25, ["beyond_target"]),
        (UP, None, 25, ["beyond_target"]),
        (UP, 25, 26, []),  # no news
        (DOWN, 12, 10, []),
        (DOWN, 12, 9, ["beyond_target"]),
        (DOWN, 9, 8, []),
        (KEEP, 12, 15, []),
        (made.plan(None, {2033: 24}), 20, 25, []),
        (made.plan(Trend.INCREASE, {2033: 24}, 30), 28, 29, []),  # contradicts itself
        (UP, 3, 30, ["tenfold", "beyond_target"]),
    ],
)
def test_figure_beyond_the_final_target_is_noticed(plan, before, value, found):
    assert codes(value, before, plan) == found


def test_nearest_year_with_a_number_is_compared_with():
    assert codes(120, y2026=11, y2033=120) == ["tenfold"]
    assert codes(120, y2033=12) == ["tenfold"]
    assert codes(12, y2026=12) == []  # two years ago is not last year
    assert codes(8, None, UP, y2029=12) == []  # to rise afterwards is what is aimed at


def test_baseline_stands_in_for_the_year_before_the_first():
    plan = made.plan(Trend.INCREASE, {2033: 24}, 12)

    assert codes(120, None, plan, year=2026) == ["tenfold", "beyond_target"]
    assert codes(12, None, plan, year=2026) == ["same"]
    assert codes(12, None, plan, year=2027) == []


def test_other_unit_is_a_doubt_by_itself():
    assert codes(12, other_unit=True) == ["other_unit"]


def test_sentences_tell_the_numbers():
    known = background(120, made.plan(Trend.INCREASE, {2033: 1000}))

    assert [doubt.sentence for doubt in doubts_about(Decimal(1234), known, other_unit=True)] == [
        "1,234件は、令和9年度の120件の約10倍です。けたを確かめてください。",
        "1,234件は、令和15年度の目標（1,000件）を、234件こえて達成した値です。確かめてください。",
        "入力した単位が、この指標の単位「件」と違います。数え方を確かめてください。",
    ]


@st.composite
def backgrounds_of_any_kind(draw: st.DrawFn) -> Background:
    return Background(
        draw(guideline_years),
        draw(st.dictionaries(st.integers(2019, 2040).map(FiscalYear), amounts, max_size=4)),
        draw(plans() | st.just(NO_PLAN)),
        draw(st.sampled_from(["件", "%", "", "100%"])),
        draw(st.integers(0, 4)),
    )


@given(st.none() | amounts, backgrounds_of_any_kind(), st.booleans())
def test_doubts_are_whole_sentences_each_once(value, known, other_unit):
    found = doubts_about(value, known, other_unit=other_unit)

    assert [doubt.sentence[-1] for doubt in found] == ["。"] * len(found)
    assert len({doubt.code for doubt in found}) == len(found) <= 4
    if value is None:
        assert found == ()


@given(amounts, guideline_years, st.integers(0, 4))
def test_nothing_to_compare_with_is_no_doubt(value, year, places):
    assert doubts_about(value, Background(year, {}, NO_PLAN, "件", places)) == ()


@given(amounts, amounts)
def test_what_is_far_is_far_both_ways(one, other):
    mirrored = {
        "hundredfold": "hundredth", "hundredth": "hundredfold", "tenfold": "tenth",
        "tenth": "tenfold", "zero": "far",
    }  # fmt: skip
    there, back = codes(one, other), codes(other, one)

    if 0 in (one, other):
        assert len(there) == len(back)
    else:
        assert [mirrored.get(code, code) for code in there] == back


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_threshold_is_the_one_that_is_stated(one, other):
    few, many = sorted([one, other])
    is_far = many - few >= NOTABLE_STEPS and many >= FAR * few

    assert (bool(codes(one, other)) and one != other) == is_far


def test_codes_are_kept_once_in_their_order():
    assert union_of(["other_unit"], [DoubtCode.FAR, "other_unit"]) == ["other_unit", "far"]
    assert typed_only(["far", "other_unit"]) == ["other_unit"]


@pytest.mark.parametrize(
    ("code", "label"), [("tenfold", "ほかの年度の約10倍"), ("no-longer-known", "no-longer-known")]
)
def test_stored_codes_have_words(code, label):
    assert doubt_label(code) == label


# What the ledger has to judge by -----------------------------------------------------------


@pytest.mark.usefixtures("guideline")
def test_other_years_are_what_counts_for_staff(city_staff):
    confirmed("1-1", 12, city_staff)
    confirmed("1-2", 12, city_staff)
    draft("1-2", 13, city_staff, reason="数え直し")
    confirmed("2-1", 12, city_staff)
    draft("2-1", 14, city_staff, reason="数え直し")
    withdrawn("2-1", city_staff)
    draft("2-2", None, city_staff, absence="pending")
    draft("1-1", 99, city_staff, FY2027)

    known = backgrounds(list(Indicator.objects.all()), FY2027)

    by_code = {i.code: known[i.pk].others for i in Indicator.objects.all()}
    assert {code: others for code, others in by_code.items() if others} == {
        "1-1": {FY2026: 12},
        "1-2": {FY2026: 13},
        "2-1": {FY2026: 12},
    }


@pytest.mark.usefixtures("guideline")
def test_judging_takes_two_queries(city_staff, django_assert_num_queries):
    for indicator in Indicator.objects.all():
        confirmed(indicator.code, 12, city_staff, FY2026)
    indicators = list(Indicator.objects.all())

    with django_assert_num_queries(2):
        known = backgrounds(indicators, FY2027)

    assert {tuple(one.others) for one in known.values()} == {(FY2026,)}
    assert Entry.objects.count() == 20
