"""The pages of the five directions."""

import pytest
from django.urls import reverse

from directions.models import Direction
from tests.pages import addresses, main_of, parsed, section, table, text_of


def test_list_of_directions_shows_the_whole_text_of_each(client, guideline):
    text = text_of(main_of(parsed(client.get(reverse("directions:list")))))

    for direction in Direction.objects.all():
        assert text_of(direction.heading) in text
        assert text_of(direction.description) in text
        for part in [*direction.initiatives.all(), *direction.indicators.all()]:
            assert text_of(getattr(part, "text", "") or part.name) in text


@pytest.mark.parametrize("number", range(1, 6))
def test_direction_page_shows_its_text_initiatives_and_indicators(client, first_year, number):
    direction = Direction.objects.get(number=number)
    page = parsed(client.get(direction.get_absolute_url()))

    assert text_of(direction.description) in text_of(main_of(page))
    for initiative in direction.initiatives.all():
        assert text_of(initiative.text) in text_of(section(page, "initiatives"))
    shown = addresses(section(page, "indicators"))
    assert [url for url in shown if url.startswith("/indicators/")] == [
        indicator.get_absolute_url() for indicator in direction.indicators.all()
    ]


def test_booklet_s_table_stays_whole_where_one_column_is_longer(client, guideline):
    direction = Direction.objects.get(number=1)
    direction.initiatives.create(code="1-3", text="三つ目の取組")

    assert [
        (initiative.code, indicator and indicator.code)
        for initiative, indicator in direction.table_rows()
    ] == [("1-1", "1-1"), ("1-2", "1-2"), ("1-3", None)]
    assert "三つ目の取組" in client.get(reverse("directions:list")).content.decode()


def test_direction_page_tells_how_its_indicators_stand(client, first_year):
    page = parsed(client.get(reverse("directions:detail", args=[1])))
    indicators = section(page, "indicators")

    assert "令和9年度の実績は20回です。" in text_of(indicators)
    assert len(indicators.select(".chart.chart--small")) == 2
    assert table(page, "年度ごとの実績値") == [
        ["指標（単位）", "R8", "R9", "R10", "R11", "R12", "R13", "R14", "R15", "最終目標"],
        ["1-1 市民協働センターによる交流機会の創出事業の実施回数 （回）", "12", "20 （速報）",
         *["これから"] * 6, "－なし"],
        ["1-2 市民協働センターによるコーディネート件数 （件）", "11 （訂正）", "未公表",
         *["これから"] * 6, "－なし"],
    ]  # fmt: skip
    assert "（速報）" in text_of(indicators.select_one(".legend"))


def test_direction_page_without_figures_reads_well(client, guideline):
    page = parsed(client.get(reverse("directions:detail", args=[4])))

    assert text_of(section(page, "indicators")).count("集計して公表します") == 2
    assert page.select("table") == []


def test_direction_page_leads_to_the_other_four(client, guideline):
    page = parsed(client.get(reverse("directions:detail", args=[2])))

    assert addresses(section(page, "others")) == [
        f"/directions/{number}/" for number in (1, 3, 4, 5)
    ]
