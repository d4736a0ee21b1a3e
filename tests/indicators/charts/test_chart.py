"""Charts: every number a bar, every gap a gap, everything within the picture."""

import datetime as dt
import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.charts.chart import chart, small_chart
from indicators.charts.parts import SIZE, THINNEST
from indicators.charts.scales import text_width
from indicators.progress.plan import Trend
from indicators.progress.series import Series
from tests.indicators import made
from tests.indicators.made import all_series, figure
from tests.pages import parsed

RISE = made.plan(Trend.INCREASE, {2029: 14, 2033: 20}, 8)
MIXED = {
    2026: figure(9),
    2027: figure(absence="not_applicable"),
    2028: figure(12),
    2029: figure(absence="pending"),
    2031: figure(15, is_final=False),
}
ANCHORS = {"start": Decimal(0), "middle": Decimal("0.5"), "end": Decimal(1)}


def drawn(series: Series, draw=chart, name="交流機会の回数", unit="回", key="1-1") -> ET.Element:
    """Return the figure as an XML tree, which it must be."""
    return ET.fromstring(draw(series, name=name, unit=unit, key=key))  # noqa: S314 - our own


def texts(tree: ET.Element) -> list[str]:
    """Return what is written in the picture."""
    return [element.text or "" for element in tree.iter("text")]


def bars(tree: ET.Element, kind: str = "chart__bars") -> list[dict[str, Decimal]]:
    """Return the bars, without the sample in the key, which is 14 wide and 13 high."""
    rects = [
        {name: Decimal(value) for name, value in rect.attrib.items()}
        for group in tree.iter("g")
        if group.get("class") == kind
        for rect in group.iter("rect")
    ]
    return [rect for rect in rects if [rect["width"], rect["height"]] != [14, 13]]


def all_bars(tree: ET.Element) -> list[dict[str, Decimal]]:
    """Return the bars of both kinds."""
    return bars(tree) + bars(tree, "chart__bars chart__bars--provisional")


def lines(tree: ET.Element, mark: str) -> list[list[str]]:
    """Return the corners of every line of one kind, the sample in the key first."""
    found = [e.get("d", "") for e in tree.iter("path") if e.get("class") == f"chart__{mark}"]
    return [line.split("L") for path in found for line in path.split("M")[1:]]


def test_chart_has_a_bar_for_each_number_and_none_for_a_gap():
    tree = drawn(made.years(MIXED, RISE, dt.date(2032, 5, 1)))
    assert (len(bars(tree)), len(all_bars(tree))) == (2, 3)


def test_chart_writes_numbers_years_and_reasons():
    tree = drawn(made.years(MIXED, RISE, dt.date(2032, 5, 1)))
    assert texts(tree) == [
        "実績（回）", "速報", "めやす", "目標値", "基準値",
        "該当なし", "－", "未集計", "…",
        "0", "5", "10", "15", "20",
        "9", "12", "15", "－", "…", "未", "公", "表",
        "R8", "R9", "R10", "R11", "R12", "R13", "R14", "R15",
    ]  # fmt: skip


def test_chart_says_in_words_what_it_shows():
    tree = drawn(made.years(MIXED, RISE, dt.date(2032, 5, 1)))
    assert tree.findtext(".//title") == "交流機会の回数の推移（単位：回）"
    assert tree.findtext(".//desc") == (
        "令和8年度は9。令和9年度は該当なし。令和10年度は12。令和11年度は未集計。"
        "令和12年度は未公表。令和13年度は15（速報）。"
        "基準値は令和7年度の8。目標値は令和15年度に20。"
    )


def test_chart_is_one_labelled_image():
    tree = drawn(made.years(MIXED, RISE))
    svg = tree.find("svg")
    assert (tree.get("class"), svg.get("role")) == ("chart", "img")
    ids = [tree.find(f".//{name}").get("id") for name in ("title", "desc")]
    assert svg.get("aria-labelledby").split() == ids == ["chart-1-1-title", "chart-1-1-desc"]


def test_chart_without_numbers_is_not_drawn():
    for series in (made.years({}, RISE), made.years({2026: figure(absence="pending")}, RISE)):
        assert chart(series, name="回数", unit="回", key="1") == ""
        assert small_chart(series, name="回数", unit="回", key="1") == ""


def test_key_names_the_unit_of_figures_that_are_all_provisional():
    tree = drawn(made.years({2026: figure(9, is_final=False)}))
    assert texts(tree)[0] == "速報（回）"


def test_chart_without_plan_draws_bars_alone():
    tree = drawn(made.years({2026: 9, 2027: 10}))
    assert texts(tree)[:2] == ["実績（回）", "0"]
    assert [lines(tree, mark) for mark in ("path", "target", "baseline")] == [[], [], []]


def test_no_line_joins_the_figures():
    tree = drawn(made.years(MIXED))
    strokes = [e.get("class") for e in tree.iter("path") if e.get("stroke")]
    assert strokes == ["chart__hatch", "chart__grid", "chart__axis"]


def test_zero_is_drawn_and_written():
    tree = drawn(made.years({2026: 0, 2027: 5}, on=dt.date(2028, 4, 1)))
    zero, five = bars(tree)
    assert zero["height"] == THINNEST
    assert five["height"] == 125
    assert texts(tree)[-10:-8] == ["0", "5"]


def test_bars_stand_on_zero_and_negative_ones_hang_from_it():
    tree = drawn(made.years({2026: 10, 2027: -5}))
    up, down = bars(tree)
    assert up["y"] + up["height"] == down["y"]
    assert up["height"] == 2 * down["height"]


def test_axis_of_large_figures_begins_at_zero():
    tree = drawn(made.years({2026: 99000, 2027: 99500}))
    assert texts(tree)[1] == "0"
    assert all(bar["height"] > 140 for bar in bars(tree))


def test_path_is_broken_where_nothing_is_due():
    only_targets = made.plan(Trend.INCREASE, {2027: 5, 2028: 6, 2031: 8, 2033: 9})
    tree = drawn(made.years({2026: 4}, only_targets))
    assert [len(line) for line in lines(tree, "path")] == [2, 2]
    assert len(lines(tree, "target")) == 1 + 4


def test_path_and_targets_are_drawn_over_all_years():
    tree = drawn(made.years({2026: 9}, RISE))
    assert [len(line) for line in lines(tree, "path")] == [2, 8]
    assert len(lines(tree, "target")) == 1 + 2
    assert [len(line) for line in lines(tree, "baseline")] == [2, 2]


def test_provisional_number_is_hatched():
    tree = drawn(made.years({2026: 9, 2027: figure(10, is_final=False)}))
    provisional = "chart__bars chart__bars--provisional"
    hatch = tree.find(".//pattern").get("id")
    fills = {g.get("class"): g.get("fill") for g in tree.iter("g") if g.get("fill")}
    assert fills[provisional] == f"url(#{hatch})"
    assert fills["chart__bars"] == "#259d63"
    assert len(bars(tree, provisional)) == 1


def test_final_numbers_need_no_hatch():
    assert drawn(made.years({2026: 9})).find(".//pattern") is None


def test_two_charts_of_one_page_share_no_id():
    series = made.years({2026: figure(9, is_final=False)})
    page = chart(series, name="", unit="", key="1-1") + chart(series, name="", unit="", key="1-2")
    page += small_chart(series, name="", unit="", key="1-1")
    ids = [element["id"] for element in parsed(page).select("[id]")]
    assert len(ids) == len(set(ids)) == 9


def test_texts_are_escaped():
    name = "<script>alert('1')</script>&\"\x00\x0b"
    svg = chart(made.years({2026: 9}), name=name, unit="<b>", key='"><x y="')
    assert "<script" not in svg
    assert "<b>" not in svg
    assert ET.fromstring(svg).findtext(".//title") == (  # noqa: S314 - our own
        "<script>alert('1')</script>&\"  の推移（単位：<b>）"
    )


def test_small_chart_shows_bars_path_and_the_ends_of_the_years():
    tree = drawn(made.years(MIXED, RISE, dt.date(2032, 5, 1)), draw=small_chart)
    assert tree.get("class") == "chart chart--small"
    assert texts(tree) == ["－", "…", "R8", "R15"]
    assert len(all_bars(tree)) == 3
    assert [len(line) for line in lines(tree, "path")] == [8]


def test_number_stands_above_its_target_where_they_would_meet():
    tree = drawn(made.years({2029: 13}, made.plan(Trend.INCREASE, {2029: 14})))
    number = next(e for e in tree.iter("text") if e.text == "13")
    (tip,) = re.findall(r"\S+ (\S+?)l", lines(tree, "target")[-1][0])
    assert Decimal(number.get("y", "")) < Decimal(tip)


def test_chart_of_fewer_years_fills_the_width():
    whole = made.years({2026: 9, 2027: 10})
    tree = drawn(Series(whole.plan, whole.points[:2]))
    assert texts(tree)[-2:] == ["R8", "R9"]
    assert bars(tree)[0]["width"] > 100


def extent(element: ET.Element, anchor: str) -> list[tuple[Decimal, Decimal]]:
    """Return the corners of an element's place in the picture, of text about."""
    numbers = {
        k: Decimal(v) for k, v in element.attrib.items() if k in {"x", "y", "width", "height"}
    }
    if element.tag == "rect":
        x, y = numbers["x"], numbers["y"]
        return [(x, y), (x + numbers["width"], y + numbers["height"])]
    if element.tag == "text":
        width = text_width(element.text or "") * SIZE
        left = numbers["x"] - width * ANCHORS[anchor]
        return [(left, numbers["y"] - SIZE + 2), (left + width, numbers["y"] + 3)]
    corners = re.findall(r"[ML]([-\d.]+) ([-\d.]+)", element.get("d", ""))
    return [(Decimal(x), Decimal(y)) for x, y in corners]


def outside(tree: ET.Element) -> list[str]:
    """Return the marks that leave the picture."""
    svg = tree.find("svg")
    width, height = (Decimal(n) for n in svg.get("viewBox").split()[2:])
    marks = []
    for group in [svg, *svg.iter("g")]:
        for element in group:
            if element.tag not in {"rect", "text", "path"}:
                continue
            corners = extent(element, group.get("text-anchor", "start"))
            if not all(0 <= x <= width and 0 <= y <= height for x, y in corners):
                marks.append(ET.tostring(element, encoding="unicode"))
    return marks


@pytest.mark.parametrize("draw", [chart, small_chart])
@settings(max_examples=50)
@given(
    series=all_series().filter(lambda series: series.latest_number is not None),
    name=st.text(max_size=200),
    unit=st.text(max_size=20),
)
def test_any_series_gives_a_small_sound_picture_with_all_marks_inside(draw, series, name, unit):
    svg = draw(series, name=name, unit=unit, key="1-1")
    tree = ET.fromstring(svg)  # noqa: S314 - our own
    assert outside(tree) == []
    assert len(all_bars(tree)) == sum(point.value is not None for point in series.points)
    assert all(bar["height"] > 0 for bar in all_bars(tree))
    assert len(svg.encode()) < 4096


huge = st.decimals(min_value=-(10**11) + 1, max_value=10**11 - 1, places=4)


@pytest.mark.parametrize("draw", [chart, small_chart])
@settings(max_examples=50)
@given(values=st.lists(huge, min_size=8, max_size=8), baseline=huge, target=huge)
def test_huge_figures_fit_too(draw, values, baseline, target):
    aims = made.plan(Trend.INCREASE, dict.fromkeys((2028, 2033), target), baseline)
    figures = {2026 + i: figure(value, is_final=i % 2 == 0) for i, value in enumerate(values)}
    svg = draw(made.years(figures, aims), name="長" * 200, unit="単位" * 5, key="1-1")
    assert outside(ET.fromstring(svg)) == []  # noqa: S314 - our own
    assert len(svg.encode()) < 4096
