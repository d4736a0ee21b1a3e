"""What residents see of one indicator."""

import pytest

from indicators.models import Indicator
from tests.figures import FY2027, confirmed, corrected, moment
from tests.indicators.plans import plan
from tests.pages import addresses, described, links, plain, section, table, text_of

pytestmark = pytest.mark.usefixtures("guideline")

SERIES = "年度ごとの実績値（単位：回）"


def test_indicator_tells_its_newest_year_as_a_sentence(page, clock, city_staff):
    plan("1-1", "increase", {2033: 24}, baseline=8)
    confirmed("1-1", 10, city_staff)
    clock(2027, 7, 1)

    now = plain(section(page("/indicators/1-1/"), "now"))

    assert now.startswith(
        "いまの状況 順調 令和8年度の実績は10回です。めやす（10回）どおりで、順調です。"
    )


def test_indicator_s_table_holds_all_that_its_chart_shows(page, clock, city_staff):
    plan("1-1", "increase", {2027: 12, 2033: 24}, baseline=8)
    confirmed("1-1", 10, city_staff, note="初年度")
    confirmed("1-1", None, city_staff, FY2027, absence="pending")
    clock(2029, 5, 1)

    rows = table(page("/indicators/1-1/"), SERIES)

    assert rows == [
        ["年度", "実績値", "めやす", "目標値", "達成率", "進捗状況", "備考"],
        ["令和8年度（2026年度）", "10 （速報）", "10", "－なし", "12.5%", "順調", "初年度"],
        ["令和9年度（2027年度）", "…未集計", "12", "12", "－なし", "", ""],
        ["令和10年度（2028年度）", "未公表", "14", "－なし", "－なし", "", ""],
        ["令和11年度（2029年度）", "これから", "16", "－なし", "－なし", "", ""],
        ["令和12年度（2030年度）", "これから", "18", "－なし", "－なし", "", ""],
        ["令和13年度（2031年度）", "これから", "20", "－なし", "－なし", "", ""],
        ["令和14年度（2032年度）", "これから", "22", "－なし", "－なし", "", ""],
        ["令和15年度（2033年度）", "これから", "24", "24", "－なし", "", ""],
    ]


def test_indicator_has_a_place_for_each_year(page):
    rows = page("/indicators/1-1/").select("tr[id]")

    assert [row["id"] for row in rows] == [f"y{year}" for year in range(2026, 2034)]


def test_indicator_shows_a_chart_once_there_is_something_to_draw(page, city_staff):
    assert page("/indicators/1-1/").select(".chart") == []

    confirmed("1-1", 0, city_staff)

    assert len(section(page("/indicators/1-1/"), "now").select(".chart")) == 1


def test_years_that_lie_ahead_lead_to_no_page_without_figures(page, clock, city_staff):
    confirmed("1-1", 10, city_staff)
    clock(2028, 5, 1)

    assert links(section(page("/indicators/1-1/"), "figures")) == [
        ("/progress/2026/", "令和8年度（2026年度）"),
        ("/progress/2027/", "令和9年度（2027年度）"),
    ]


def test_indicator_tells_all_that_the_city_has_entered(page, clock, city_staff):
    plan("1-1", "increase", {2033: 24}, baseline=8)
    Indicator.objects.filter(code="1-1").update(
        definition="市民協働センターが\n開いた回数",
        responsible_section="地域支援課",
        data_source="事業報告",
    )
    confirmed("1-1", 10, city_staff, at=moment(2027, 5, 10))

    about = section(page("/indicators/1-1/"), "about")

    assert [plain(term) for term in about.select("dt")] == [
        "方向性", "単位", "定義・算出方法", "目指す方向", "基準値", "最終年度の目標値",
        "担当課", "出典", "実績値の更新日",
    ]  # fmt: skip
    assert described(about, "基準値") == "令和7年度（2025年度）の8回"
    assert described(about, "最終年度の目標値") == "令和15年度（2033年度）の24回"
    assert described(about, "担当課") == "地域支援課"
    assert described(about, "実績値の更新日") == "2027年5月10日"


def test_indicator_of_which_nothing_is_known_yet_reads_well(page, clock):
    clock(2026, 11, 24)

    html = page("/indicators/3-1/")

    about = section(html, "about")
    assert [plain(term) for term in about.select("dt")] == [
        "方向性", "単位", "市がこれから定めること",
    ]  # fmt: skip
    assert described(about, "市がこれから定めること") == "定義・算出方法 目標値 担当課 出典"
    assert table(html, "年度ごとの実績値（単位：講座）")[:2] == [
        ["年度", "実績値", "備考"],
        ["令和8年度（2026年度）", "これから", ""],
    ]
    assert "2027年4月1日から6月30日までに" in text_of(section(html, "now"))
    assert "まだ目標値が定められていません" in text_of(section(html, "rule"))
    assert html.select("[aria-labelledby=corrections]") == []
    assert "None" not in text_of(html)


def test_indicator_whose_newest_year_has_no_number_tells_the_last_one_too(page, city_staff):
    confirmed("1-1", 10, city_staff)
    confirmed("1-1", None, city_staff, FY2027, absence="not_applicable")

    now = text_of(section(page("/indicators/1-1/"), "now"))

    assert "令和9年度は、この指標に当てはまるものがありません（該当なし）。" in now
    assert "令和8年度の実績は10回です。" in now


def test_indicator_keeps_the_history_of_its_corrections(page, city_staff):
    confirmed("1-1", None, city_staff, absence="pending")
    corrected("1-1", 10, city_staff, "集計できたため", at=moment(2027, 6, 1))
    corrected("1-1", 12, city_staff, "2回分を\n数え落とし", at=moment(2027, 7, 1))

    rows = table(page("/indicators/1-1/"), "公表したあとに訂正した実績値（新しい順）")

    assert rows == [
        ["訂正した日", "年度", "訂正前", "訂正後", "理由"],
        ["2027年7月1日", "令和8年度（2026年度）", "10回", "12回", "2回分を 数え落とし"],
        ["2027年6月1日", "令和8年度（2026年度）", "未集計", "10回", "集計できたため"],
    ]


def test_indicator_without_corrections_says_so(page, city_staff):
    confirmed("1-1", 10, city_staff)

    assert "訂正した実績値はありません" in plain(section(page("/indicators/1-1/"), "corrections"))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("1-1", ["/indicators/1-2/"]),
        ("3-1", ["/indicators/2-2/", "/indicators/3-2/"]),
        ("5-2", ["/indicators/5-1/"]),
    ],
)
def test_indicator_leads_to_its_neighbours_and_its_direction(page, code, expected):
    html = page(f"/indicators/{code}/")

    (turn,) = html.select("nav.page-turn")
    assert addresses(turn) == expected
    assert f"/directions/{code[0]}/" in addresses(html)


def test_indicator_without_neighbours_has_no_way_to_turn(page):
    Indicator.objects.exclude(code="1-1").delete()

    assert page("/indicators/1-1/").select(".page-turn") == []


def test_what_staff_wrote_is_shown_as_text_never_as_markup(page, city_staff):
    confirmed("1-1", 10, city_staff, note="<script>alert(1)</script>")
    corrected("1-1", 11, city_staff, "<b>太字</b>", note="<script>alert(1)</script>")

    for address in ["/indicators/1-1/", "/progress/2026/", "/progress/"]:
        html = page(address)
        assert html.select("script, b") == []
        assert "<b>太字</b>" in plain(html)


def test_unknown_indicator_is_not_found(client):
    codes = ["9-9", "1", "1-1-1", "abc", "%00", "1-1%00", "１-１", "1-1'", "9" * 5000]

    assert {client.get(f"/indicators/{code}/").status_code for code in codes} == {404}
