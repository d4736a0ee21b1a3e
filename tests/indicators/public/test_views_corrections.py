"""The public list of corrections: old, new, when, why, newest first."""

import pytest

from tests.figures import confirmed, corrected, draft, moment
from tests.pages import links, main_of, parsed, table, text_of

pytestmark = pytest.mark.usefixtures("guideline")

NAMES = {
    "1-1": "市民協働センターによる交流機会の創出事業の実施回数",
    "2-2": "市民協働センターによるレベルアップ講座の開催回数",
}


def shown(client, query: str = "") -> str:
    return text_of(main_of(parsed(client.get(f"/corrections/{query}"))))


def test_a_page_without_corrections_says_what_will_be_here(client, city_staff):
    confirmed("1-1", 12, city_staff)

    assert "訂正した実績値は、まだありません" in shown(client)


def test_corrections_are_listed_newest_first_with_both_figures_and_the_reason(client, city_staff):
    confirmed("1-1", 12, city_staff, at=moment(2027, 5, 1))
    confirmed("2-2", None, city_staff, absence="pending", at=moment(2027, 5, 1))
    corrected("1-1", 1400, city_staff, "二重に数えていた", at=moment(2027, 6, 1))
    corrected("2-2", 0, city_staff, "集計が終わった", at=moment(2027, 7, 1))
    draft("1-1", 999, city_staff, reason="まだ公表しない理由")

    response = client.get("/corrections/")

    rows = list(map(text_of, parsed(response).select('tr:has(> th[scope="row"])')))
    assert [row.replace(NAMES["1-1"], "").replace(NAMES["2-2"], "") for row in rows] == [
        "2027年7月1日指標2-2年度令和8年度（2026年度）訂正前未集計訂正後0回理由集計が終わった",
        "2027年6月1日指標1-1年度令和8年度（2026年度）訂正前12回訂正後1,400回理由二重に数えていた",
    ]
    assert "まだ公表しない理由" not in response.text


def test_a_long_list_has_pages_and_takes_the_same_queries(
    client, city_staff, django_assert_num_queries
):
    confirmed("1-1", 0, city_staff)
    for value in range(1, 53):
        corrected("1-1", value, city_staff, f"理由その{value}")

    with django_assert_num_queries(4):  # indicators, targets, entries; the banner
        first = shown(client)
    second = shown(client, "?page=2")

    assert (first.count("理由その"), second.count("理由その")) == (50, 2)


def test_the_overview_shows_the_newest_and_leads_to_the_rest(client, city_staff):
    confirmed("1-1", 0, city_staff)
    for value in range(1, 8):
        corrected("1-1", value, city_staff, f"理由その{value}")

    page = parsed(client.get("/progress/"))

    told = [row[-1] for row in table(page, "公表したあとに訂正した実績値（新しい順）")]
    assert told == ["理由", *(f"理由その{value}" for value in (7, 6, 5, 4, 3))]
    assert ("/corrections/", "訂正をすべて見る") in links(page)
