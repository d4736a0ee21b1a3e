"""What residents see of all indicators over all eight years."""

import pytest

from indicators.models import Indicator
from indicators.progress.rules import verdict_rules
from tests.figures import FY2027, confirmed, corrected, moment
from tests.indicators.plans import plan
from tests.pages import addresses, links, plain, row, section, table, text_of

pytestmark = pytest.mark.usefixtures("guideline")

OVERVIEW = "指標ごと・年度ごとの実績値"


def test_overview_tells_every_state_of_a_figure_apart(page, clock, city_staff):
    confirmed("1-1", 1234, city_staff)
    confirmed("1-2", 0, city_staff)
    confirmed("2-1", None, city_staff, absence="not_applicable")
    confirmed("2-2", None, city_staff, absence="pending")
    clock(2028, 5, 1)

    overview = page("/progress/")

    assert row(overview, OVERVIEW, "1-1 ")[2:5] == ["1,234 （速報）", "未公表", "これから"]
    assert row(overview, OVERVIEW, "1-2 ")[2] == "0 （速報）"
    assert row(overview, OVERVIEW, "2-1 ")[2] == "－該当なし"
    assert row(overview, OVERVIEW, "2-2 ")[2] == "…未集計"
    assert row(overview, OVERVIEW, "3-1 ")[2:5] == ["未公表", "未公表", "これから"]


def test_overview_without_figures_shows_no_empty_columns(page):
    rows = table(page("/progress/"), OVERVIEW)

    assert rows[0] == ["指標（単位）", *[f"R{n}" for n in range(8, 16)]]
    assert {len(cells) for cells in rows[1:]} == {1, 9}


def test_overview_has_a_row_for_each_indicator_and_a_column_for_each_year(page, city_staff):
    confirmed("1-1", 10, city_staff)

    rows = table(page("/progress/"), OVERVIEW)

    assert rows[0] == ["指標（単位）", "進捗状況", "グラフ", *[f"R{n}" for n in range(8, 16)]]
    heads = [cells[0] for cells in rows[1:] if len(cells) > 1]
    assert heads == [f"{i.code} {i.name} （{i.unit}）" for i in Indicator.objects.all()]
    assert {len(cells) for cells in rows[1:]} == {1, 11}


def test_overview_names_the_indicators_that_stand_alike(page, clock, city_staff):
    plan("1-1", "increase", {2033: 24}, baseline=8)
    plan("1-2", "increase", {2033: 100}, baseline=20)
    confirmed("1-1", 10, city_staff)
    confirmed("1-2", 19, city_staff)
    confirmed("4-2", 3, city_staff)
    confirmed("5-2", None, city_staff, absence="pending")
    clock(2027, 5, 1)

    now = section(page("/progress/"), "now")

    assert [
        (plain(term), [name[:3] for _url, name in links(members)])
        for term, members in zip(now.select("dt"), now.select("dd"), strict=True)
    ] == [
        ("順調", ["1-1"]),
        ("遅れ", ["1-2"]),
        ("判定なし", ["4-2"]),
        ("該当なし・未集計", ["5-2"]),
        ("未公表", ["2-1", "2-2", "3-1", "3-2", "4-1", "5-1"]),
    ]
    assert "令和8年度の実績は10回です。めやす（10回）どおりで、順調です。" in text_of(now)


def test_overview_shows_the_newest_verdict_and_its_year(page, clock, city_staff):
    plan("1-1", "increase", {2033: 24}, baseline=8)
    confirmed("1-1", 10, city_staff)
    confirmed("1-1", 24, city_staff, FY2027)
    clock(2028, 7, 1)

    assert row(page("/progress/"), OVERVIEW, "1-1 ")[0] == "令和9年度 達成"


def test_overview_without_figures_says_when_they_come(page, clock):
    clock(2026, 11, 24)

    now = text_of(section(page("/progress/"), "now"))

    assert "実績値は、まだ公表されていません" in now
    assert "令和8年度（2026年度）は2027年3月31日に終わります。" in now
    assert "2027年4月1日から6月30日までに" in now


def test_overview_leads_to_every_year(page):
    found = addresses(section(page("/progress/"), "figures"))

    assert {f"/progress/{year}/" for year in range(2026, 2034)} <= set(found)


def test_overview_prints_the_rule_of_its_verdicts(page):
    rule = section(page("/progress/"), "rule")

    for part in verdict_rules():
        assert part.text in plain(rule)


def test_overview_lists_what_was_corrected_newest_first(page, city_staff):
    confirmed("1-1", 10, city_staff)
    confirmed("2-1", 5, city_staff)
    corrected("1-1", 12, city_staff, "数え直し", at=moment(2027, 6, 1))
    corrected("2-1", None, city_staff, "対象外", absence="not_applicable", at=moment(2027, 7, 1))

    rows = table(page("/progress/"), "公表したあとに訂正した実績値（新しい順）")

    year = "令和8年度（2026年度）"
    first, second = Indicator.objects.get(code="2-1"), Indicator.objects.get(code="1-1")
    assert rows[1:] == [
        ["2027年7月1日", str(first), year, "5件", "該当なし", "対象外"],
        ["2027年6月1日", str(second), year, "10回", "12回", "数え直し"],
    ]
    assert row(page("/progress/"), OVERVIEW, "1-1 ")[2] == "12 （速報） （訂正）"
