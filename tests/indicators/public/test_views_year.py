"""What residents see of one year."""

import pytest

from indicators.models import Indicator
from reports.drafts.actions import save_report
from reports.drafts.texts import Texts
from reports.editions.actions import publish_edition
from tests.figures import FY2026, FY2027, confirmed, corrected
from tests.indicators.plans import plan
from tests.pages import links, row, section, table, text_of

pytestmark = pytest.mark.usefixtures("guideline")

FIRST_DIRECTION = "多様な主体をつなぐコーディネート"


def year_table(label: str, direction: str = FIRST_DIRECTION) -> str:
    return f"{label}の実績値と進捗状況（{direction}）"


def publish(center_staff, year=FY2026):
    report = save_report(
        year=year,
        texts=Texts.of(introduction="報告"),
        by=center_staff,
        seen_version=0,
    )
    return publish_edition(report=report, by=center_staff, seen_version=report.version)


def test_year_tells_figure_last_year_plan_and_verdict(page, clock, city_staff):
    plan("1-1", "increase", {2027: 12, 2033: 24}, baseline=8)
    confirmed("1-1", 10, city_staff)
    confirmed("1-1", 13, city_staff, FY2027, note="新しい会場")
    clock(2028, 7, 1)

    html = page("/progress/2027/")

    assert table(html, year_table("令和9年度"))[0] == [
        "指標", "実績値", "前年度", "めやす", "目標値", "達成率", "進捗状況",
    ]  # fmt: skip
    assert row(html, year_table("令和9年度"), "1-1 ") == [
        "13回 （速報）",
        "10回 （速報）",
        "12回",
        "12回",
        "31.3%",
        "順調 令和9年度の実績は13回です。めやす（12回）を1回上回り、順調です。 備考：新しい会場",
    ]
    assert "令和10年3月31日現在の実績値です。" in text_of(html)


def test_first_year_stands_beside_the_baseline(page, city_staff):
    plan("1-1", "increase", {2033: 24}, baseline=8)
    confirmed("1-1", 10, city_staff)

    html = page("/progress/2026/")

    assert row(html, year_table("令和8年度"), "1-1 ")[1] == "8回 （基準値）"
    assert row(html, year_table("令和8年度"), "1-2 ")[1] == "－なし"


def test_year_without_any_plan_shows_no_empty_columns(page, city_staff):
    confirmed("1-1", 10, city_staff)

    assert table(page("/progress/2026/"), year_table("令和8年度"))[0] == [
        "指標", "実績値", "進捗状況",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ((2026, 11, 24), "令和8年度（2026年度）は2027年3月31日に終わります。"),
        ((2027, 3, 31), "令和8年度（2026年度）は2027年3月31日に終わります。"),
        ((2027, 4, 1), "令和8年度（2026年度）の実績値は、2027年6月30日までに市がまとめ"),
        ((2027, 6, 30), "令和8年度（2026年度）の実績値は、2027年6月30日までに市がまとめ"),
        ((2027, 7, 1), "令和8年度（2026年度）の実績値は、市がまとめているところです。"),
    ],
)
def test_year_without_figures_says_when_they_come(page, clock, day, says):
    clock(*day)

    assert says in text_of(section(page("/progress/2026/"), "state"))


def test_year_without_figures_leads_to_the_newest_year_that_has_some(page, clock, city_staff):
    confirmed("1-1", 10, city_staff)
    clock(2027, 7, 1)

    found = links(section(page("/progress/2030/"), "state"))

    assert found == [
        ("/progress/2026/", "公表されている最も新しい年度、令和8年度（2026年度）を見る")
    ]


def test_year_of_which_nothing_is_known_yet_names_its_indicators_without_an_empty_table(page):
    html = page("/progress/2030/")

    assert html.select("table") == []
    named = [(i.get_absolute_url(), str(i)) for i in Indicator.objects.all()]
    assert [link for link in links(html) if link in named] == named


def test_year_without_figures_shows_what_is_aimed_at(page, clock):
    plan("1-1", "increase", {2030: 15, 2033: 24}, baseline=8)
    clock(2026, 11, 24)

    rows = table(page("/progress/2030/"), year_table("令和12年度"))

    assert rows[0] == ["指標", "実績値", "めやす", "目標値"]
    assert [cells[1:] for cells in rows[1:]] == [
        ["これから", "15回", "15回"],
        ["これから", "－なし", "－なし"],
    ]


def test_figure_is_provisional_until_the_report_cites_it(page, city_staff, center_staff):
    confirmed("1-1", 10, city_staff)
    before = page("/progress/2026/")
    publish(center_staff)
    confirmed("1-2", 3, city_staff)

    after = page("/progress/2026/")

    assert row(before, year_table("令和8年度"), "1-1 ")[0] == "10回 （速報）"
    assert row(after, year_table("令和8年度"), "1-1 ")[0] == "10回"
    assert row(after, year_table("令和8年度"), "1-2 ")[0] == "3件 （速報）"


def test_year_leads_to_its_report_once_that_is_published(page, city_staff, center_staff):
    confirmed("1-1", 10, city_staff)
    assert "/reports/2026/" not in str(page("/progress/2026/"))

    publish(center_staff)
    corrected("1-1", 11, city_staff, "数え直し")

    assert ("/reports/2026/", "令和8年度（2026年度）の進捗報告書を読む") in links(
        section(page("/progress/2026/"), "state")
    )
    assert "/reports/2027/" not in str(page("/progress/2027/"))


def test_year_lists_its_own_corrections_only(page, city_staff):
    for year in [FY2026, FY2027]:
        confirmed("1-1", 10, city_staff, year)
        corrected("1-1", 12, city_staff, f"{year.year}年度の訂正", year)

    corrections = str(section(page("/progress/2026/"), "corrections"))

    assert "2026年度の訂正" in corrections
    assert "2027年度の訂正" not in corrections


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2026, [("/progress/2027/", "次の年度（令和9年度）")]),
        (
            2030,
            [
                ("/progress/2029/", "前の年度（令和11年度）"),
                ("/progress/2031/", "次の年度（令和13年度）"),
            ],
        ),
        (2033, [("/progress/2032/", "前の年度（令和14年度）")]),
    ],
)
def test_year_leads_to_its_neighbours(page, year, expected):
    (turn,) = page(f"/progress/{year}/").select("nav.page-turn")

    assert links(turn) == expected


def test_year_outside_the_guideline_is_not_found(client):
    years = ["2025", "2034", "abc", "02026", "20266", "-2026", "２０２６", "2026.0", "%00"]

    assert {client.get(f"/progress/{year}/").status_code for year in years} == {404}
