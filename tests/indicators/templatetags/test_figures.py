"""The template tags by which pages show figures."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.template import Context, Template

from indicators.charts.chart import chart, small_chart
from indicators.progress.plan import Trend
from indicators.progress.series import Series
from records.fiscal_year import FiscalYear
from tests.indicators import made


@dataclass(frozen=True)
class Shown:
    """An indicator as pages hand it over."""

    series: Series
    code: str = "1-1"
    name: str = "交流機会の回数"
    unit: str = "回"


RISE = made.plan(Trend.INCREASE, {2033: 14}, 9)
SHOWN = Shown(made.years({2028: 12}, RISE))


def rendered(markup: str, **context: object) -> str:
    """Return what a template says."""
    return Template("{% load figures %}" + markup).render(Context(context))


@pytest.mark.parametrize(
    ("markup", "value", "text"),
    [
        ("{{ value|number }}", Decimal("1234.5000"), "1,234.5"),
        ("{{ value|number }}", Decimal(0), "0"),
        ("{{ value|number }}", None, ""),
        ("{{ value|rate }}", Decimal("60.0"), "60.0%"),
        ("{{ value|rate }}", None, "－"),
        ("{{ value|absence_mark }}", "not_applicable", "－"),
        ("{{ value|absence_mark }}", "pending", "…"),
        ("{{ value|absence_mark }}", "", ""),
        ("{{ value|expected }}", SHOWN.series.point(FiscalYear(2026)), "9.6"),
        ("{{ value|expected }}", made.years({}).point(FiscalYear(2026)), ""),
    ],
)
def test_filter_writes_what_people_read(markup: str, value: object, text: str):
    assert rendered(markup, value=value) == text


def test_verdict_is_a_sentence_with_its_unit_escaped():
    markup = '{% verdict point "<回>" %}'
    assert rendered(markup, point=SHOWN.series.point(FiscalYear(2028))) == (
        "令和10年度の実績は12&lt;回&gt;です。"
        "めやす（10.9&lt;回&gt;）を1.1&lt;回&gt;上回り、順調です。"
    )


def test_rules_are_handed_to_the_page():
    markup = "{% verdict_rules as rules %}{% for rule in rules %}{{ rule.term }} {% endfor %}"
    assert rendered(markup) == "めやす 達成 順調 やや遅れ 遅れ 判定なし 達成率 "


@pytest.mark.parametrize(("tag", "draw"), [("chart", chart), ("small_chart", small_chart)])
def test_chart_stands_in_the_page_as_markup(tag: str, draw):
    drawn = draw(SHOWN.series, name=SHOWN.name, unit=SHOWN.unit, key="1-1")
    assert rendered(f"{{% {tag} shown %}}", shown=SHOWN) == drawn
    assert drawn.startswith("<figure")


def test_second_chart_of_an_indicator_takes_a_key_of_its_own():
    page = rendered('{% chart shown %}{% chart shown key="then" %}', shown=SHOWN)
    assert page.count(' id="chart-1-1-title"') == 1
    assert page.count(' id="chart-then-title"') == 1


def test_chart_of_nothing_is_nothing():
    nothing = Shown(made.years({}, RISE))
    assert rendered("{% chart shown %}{% small_chart shown %}", shown=nothing) == ""
