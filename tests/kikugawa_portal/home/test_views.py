"""The home page: what is this, how is it going, what can I do."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from actors.models import Actor
from directions.models import Direction
from indicators.models import Indicator
from tests.figures import FY2027, confirmed, corrected, moment
from tests.pages import described, links, parsed, section, text_of


@pytest.fixture
def home(client):
    def read() -> BeautifulSoup:
        return parsed(client.get(reverse("home")))

    return read


def test_home_says_the_vision_and_opens_a_door_for_each_actor(home, guideline):
    page = home()

    assert list(map(text_of, page.select("h1"))) == ["つながる力で、未来へ続くまちづくり"]
    assert links(section(page, "doors")) == [
        (actor.get_absolute_url(), actor.name) for actor in Actor.objects.all()
    ]


def test_home_tells_each_direction_s_state_in_words(home, first_year):
    aim = Indicator.objects.get(code="1-1")
    aim.trend, aim.baseline_value, aim.baseline_year = "increase", 10, 2025
    aim.save()
    aim.targets.create(fiscal_year=2033, value=100)

    states = section(home(), "directions")

    assert links(states) == [
        (direction.get_absolute_url(), direction.heading) for direction in Direction.objects.all()
    ]
    assert described(states, "市民協働センターによる交流機会の創出事業の実施回数") == "遅れ"
    assert described(states, "市民協働センターによるコーディネート件数") == "11件"
    assert described(states, "市民協働センターによるレベルアップ講座の開催回数") == "未集計"
    assert described(states, "ユースワーカーが支援した市内の学校数") == "未公表"


def test_home_counts_how_the_indicators_stand_before_anything_else(home, first_year):
    page = home()

    assert [text_of(item) for item in section(page, "standing").select("li")] == [
        "判定なし3", "該当なし・未集計1", "未公表6",
    ]  # fmt: skip
    parts = page.select("#standing, #doors, #directions")
    assert [part["id"] for part in parts] == ["standing", "doors", "directions"]


def test_home_without_figures_tells_that_there_are_none_where_it_would_count_them(home, guideline):
    page = home()

    assert page.select("#standing") == []
    before = page.select_one("#doors").find_all_previous(string=True)
    assert any("実績値は、まだ公表されていません。" in said for said in before)


def test_home_before_the_first_figure_says_when_figures_will_come(home, guideline, clock):
    clock(2026, 11, 24)

    page = home()

    directions = text_of(section(page, "directions"))
    assert "令和8年度（2026年度）は2027年3月31日に終わります。" in directions
    assert directions.count("これから") == 10
    assert "まだ公表していません" in text_of(section(page, "report"))
    assert "ここに日付とともに載ります" in text_of(section(page, "updates"))


def test_home_leads_to_the_newest_report(home, first_year):
    report = section(home(), "report")

    assert links(report)[0] == ("/reports/2026/", "令和8年度（2026年度）の進捗報告書")
    assert "第2版（2027年8月2日公表）" in text_of(report)


def test_home_lists_what_was_published_newest_first_and_each_day_once(home, first_year):
    assert links(section(home(), "updates")) == [
        ("/progress/2027/", "令和9年度の実績を公表しました"),
        ("/reports/2026/editions/2/", "令和8年度の進捗報告書の第2版を公表しました"),
        ("/reports/2026/editions/1/", "令和8年度の進捗報告書を公表しました"),
        (
            "/indicators/1-2/",
            "令和8年度の「市民協働センターによるコーディネート件数」を訂正しました",
        ),
        ("/progress/2026/", "令和8年度の実績を公表しました"),
        ("/updates/", "すべての更新情報"),
    ]


def test_home_does_not_call_a_new_note_a_correction(home, first_year, city_staff):
    before = section(home(), "updates")
    note = "集計の方法は同じです。"
    corrected("1-1", 20, city_staff, "備考を足しました。", FY2027, moment(2028, 6, 30), note=note)

    assert section(home(), "updates") == before


def test_home_lists_at_most_five_updates_and_leads_to_all(home, first_year, city_staff):
    for day, code in enumerate(["3-1", "3-2", "4-1", "4-2"], start=3):
        confirmed(code, 1, city_staff, at=moment(2028, 6, day))

    assert len(links(section(home(), "updates"))) == 5 + 1
