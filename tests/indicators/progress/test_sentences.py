"""What residents are told of a year, and of the rule behind the verdicts."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.progress.plan import Plan, Trend
from indicators.progress.rules import verdict_rules
from indicators.progress.sentences import format_expected, verdict_sentence
from indicators.progress.series import PointState
from indicators.progress.verdict import Bands, Status
from records.fiscal_year import FiscalYear
from tests.indicators import made
from tests.indicators.made import all_series, figure

UP, DOWN, KEEP = Trend.INCREASE, Trend.DECREASE, Trend.MAINTAIN
RISE = made.plan(UP, {2030: 14}, 4)
"""Ten are due in FY2028 (令和10年度)."""

FALL = made.plan(DOWN, {2030: 6}, 16)
TO_KEEP = made.plan(KEEP, {2028: 10}, tolerance=1)
KEPT = made.plan(KEEP, {2030: 10}, 10, tolerance=1)


@pytest.mark.parametrize(
    ("aims", "value", "verdict"),
    [
        (RISE, 12, "めやす（10件）を2件上回り、順調です。"),
        (RISE, 10, "めやす（10件）どおりで、順調です。"),
        (RISE, 9, "めやす（10件）を1件下回り、やや遅れています。"),
        (RISE, 8, "めやす（10件）を2件下回り、遅れています。"),
        (RISE, 0, "めやす（10件）を10件下回り、遅れています。"),
        (RISE, 14, "目標（14件）を達成しました。"),
        (RISE, 1400, "目標（14件）を達成しました。"),
        (FALL, 8, "めやす（10件）を2件下回り、順調です。"),
        (FALL, 10, "めやす（10件）どおりで、順調です。"),
        (FALL, 11, "めやす（10件）を1件上回り、やや遅れています。"),
        (FALL, 20, "めやす（10件）を10件上回り、遅れています。"),
        (FALL, 0, "目標（6件）を達成しました。"),
        (KEPT, 10, "めやす（10件）どおりで、順調です。"),
        (KEPT, "9.5", "めやす（10件）との差は0.5件で、順調です。"),
        (KEPT, 12, "めやす（10件）との差が2件あり、やや遅れています。"),
        (KEPT, 7, "めやす（10件）との差が3件あり、遅れています。"),
        (TO_KEEP, 10, "目標（10件）を達成しました。"),
        (TO_KEEP, 9, "目標（10件）との差は1件で、目標を達成しました。"),
        (made.NO_PLAN, 12, "目標値が定められていないため、進捗状況は判定していません。"),
        (
            made.plan(None, {2033: 20}),
            12,
            "目指す方向（増加・減少・維持）が定められていないため、進捗状況は判定していません。",
        ),
        (
            made.plan(UP, {2033: 20}),
            12,
            "この年度のめやすがないため、進捗状況は判定していません。",
        ),
        (
            made.plan(UP, {2033: 10}, 20),
            12,
            "目指す方向と、基準値や目標値が合っていないため、進捗状況は判定していません。",
        ),
    ],
)
def test_verdict_is_told_with_its_numbers(aims: Plan, value, verdict: str):
    point = made.years({2028: value}, aims).point(FiscalYear(2028))
    shown = f"{Decimal(value):,}"
    assert verdict_sentence(point, "件") == f"令和10年度の実績は{shown}件です。{verdict}"


@pytest.mark.parametrize(
    ("found", "on", "sentence"),
    [
        (
            {2026: figure(absence="not_applicable")},
            made.AFTER_ALL,
            "令和8年度は、この指標に当てはまるものがありません（該当なし）。",
        ),
        (
            {2026: figure(absence="pending")},
            made.AFTER_ALL,
            "令和8年度の実績は、まだ集計が終わっていません（未集計）。",
        ),
        (
            {},
            dt.date(2027, 4, 1),
            "令和8年度の実績は、まだ公表されていません。集計が終わりしだい公表します。",
        ),
        (
            {},
            dt.date(2027, 3, 31),
            "令和8年度の実績は、年度が終わったあと、令和9年度に集計して公表します。",
        ),
    ],
)
def test_year_without_number_is_told_with_its_reason(found, on: dt.date, sentence: str):
    assert verdict_sentence(made.years(found, RISE, on).point(FiscalYear(2026)), "件") == sentence


@pytest.mark.parametrize(
    ("aims", "value", "numbers"),
    [
        # A path is told to one decimal, and the numbers that are told add up.
        (made.plan(UP, {2033: 9}, 8), 12, "目標（9件）"),
        (made.plan(UP, {2033: 14}, 9), 12, "めやす（10.9件）を1.1件上回り"),
        (made.plan(UP, {2033: 14}, 9), 10, "めやす（10.9件）を0.9件下回り"),
        (made.plan(UP, {2033: 14}, 9), "10.25", "めやす（10.9件）を0.65件下回り"),
        # Unless the difference would vanish.
        (made.plan(UP, {2033: 14}, 9), "10.9", "めやす（10.88件）を0.02件上回り"),
        (made.plan(UP, {2033: 14}, 9), "10.88", "めやす（10.875件）を0.005件上回り"),
        (made.plan(UP, {2034: 20}, 0), "6.6667", "めやす（6.66667件）を0.00003件上回り"),
        # What was set is told as it was set.
        (made.plan(UP, {2028: "10.25", 2033: 20}, 8), 10, "めやす（10.25件）を0.25件下回り"),
        (made.plan(UP, {2027: "10.125"}, 8), 10, "めやす（10.125件）を0.125件下回り"),
        (made.plan(UP, {2033: 20000}, 12000), 14000, "めやす（15,000件）を1,000件下回り"),
    ],
)
def test_numbers_are_told_as_people_read_them(aims: Plan, value, numbers: str):
    sentence = verdict_sentence(made.years({2028: value}, aims).point(FiscalYear(2028)), "件")
    assert re.findall(r"件です。(.*?件）(?:を.*?回り)?)", sentence) == [numbers]


def test_unit_with_percent_sign_is_no_placeholder():
    point = made.years({2028: 12}, RISE).point(FiscalYear(2028))
    assert verdict_sentence(point, "%") == (
        "令和10年度の実績は12%です。めやす（10%）を2%上回り、順調です。"
    )


@given(all_series(), st.sampled_from(["件", "講座", "%", "%(year)s", ""]))
def test_every_year_has_a_sentence(series, unit):
    for point in series.points:
        sentence = verdict_sentence(point, unit)
        assert sentence.startswith(point.fiscal_year.label)
        assert sentence.endswith(("。", "）。"))
        if point.state == PointState.FIGURE:
            achieved = point.assessment.status == Status.ACHIEVED
            assert ("達成しました" in sentence) is achieved


def told(sentence: str) -> list[Decimal]:
    """Return the numbers of a sentence after the year's name."""
    return [Decimal(n.replace(",", "")) for n in re.findall(r"-?[\d,]+(?:\.\d+)?", sentence)][1:]


@given(all_series())
def test_numbers_of_a_sentence_always_add_up(series):
    for point in series.points:
        sentence = verdict_sentence(point, "")
        if "上回り" in sentence:
            value, due, more = told(sentence)
            assert (value - due == more, more > 0) == (True, True)
        elif "下回り" in sentence:
            value, due, less = told(sentence)
            assert (due - value == less, less > 0) == (True, True)


def test_expected_is_told_alone_as_in_the_sentence():
    series = made.years({2028: "10.9"}, made.plan(UP, {2029: "12.25", 2033: 14}, 9))
    years = [FiscalYear(year) for year in (2026, 2027, 2028, 2029, 2033)]
    shown = [format_expected(series.point(year)) for year in years]
    assert shown == ["9.6", "10.3", "10.88", "12.25", "14"]
    assert format_expected(made.years({}).point(FiscalYear(2026))) == ""


def test_rule_explains_every_verdict_once():
    rules = verdict_rules()
    assert [rule.term for rule in rules] == [
        "めやす", "達成", "順調", "やや遅れ", "遅れ", "判定なし", "達成率",
    ]  # fmt: skip
    assert [rule.status for rule in rules if rule.status] == list(Status)


def test_rule_tells_the_bands_that_are_in_force():
    rules = {
        rule.status: rule.text
        for rule in verdict_rules(Bands(slightly_behind=Decimal("0.75"), maintain=Decimal("1.5")))
    }
    assert rules[Status.SLIGHTLY_BEHIND] == (
        "めやすに届きませんが、基準値からめやすまでの道のりの75%以上を進みました。"
        "基準値がない指標では、実績値がめやすの75%以上です"
        "（減少を目指すときは、めやすが実績値の75%以上です）。"
        "維持を目指す指標では、めやすとの差が維持とみなす幅の1.5倍以内です。"
    )
