"""Defining an indicator's plan in the administration, and looking into the ledger."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from indicators.admin_forms import contradictions_of
from indicators.models import Entry, Indicator
from indicators.progress.plan import Plan, Trend
from records.fiscal_year import FiscalYear
from tests.admin_pages import change_page, errors_of, form_of, save
from tests.figures import confirmed, draft
from tests.indicators import made


@pytest.fixture
def indicator(guideline):
    return Indicator.objects.get(code="1-2")


def test_a_plan_is_set_and_shown_again_without_idle_zeros(admin_client, indicator):
    answer = save(
        admin_client,
        indicator,
        definition="相談を受けて引き合わせた件数。",
        responsible_section="地域支援課",
        data_source="センターの台帳",
        trend="increase",
        baseline_value="4",
        baseline_year="2025",
        **{
            "targets-TOTAL_FORMS": "2",
            "targets-0-fiscal_year": "2029",
            "targets-0-value": "8",
            "targets-1-fiscal_year": "2033",
            "targets-1-value": "12",
        },
    )
    assert answer.status_code == 302
    indicator.refresh_from_db()
    assert indicator.plan == Plan(
        trend=Trend.INCREASE,
        tolerance=Decimal(0),
        baseline=Decimal(4),
        baseline_year=FiscalYear(2025),
        targets={FiscalYear(2029): Decimal(8), FiscalYear(2033): Decimal(12)},
    )
    assert (indicator.definition, indicator.responsible_section, indicator.data_source) == (
        "相談を受けて引き合わせた件数。",
        "地域支援課",
        "センターの台帳",
    )
    shown = form_of(admin_client.get(change_page(indicator)))
    assert (shown["baseline_value"], shown["targets-1-value"]) == ("4", "12")
    assert (shown["baseline_year"], shown["targets-1-fiscal_year"]) == ("2025", "2033")


def test_a_plan_is_taken_back(admin_client, indicator):
    save(
        admin_client,
        indicator,
        trend="decrease",
        **{"targets-0-fiscal_year": "2033", "targets-0-value": "0"},
    )
    assert indicator.targets.get().value == 0
    save(admin_client, indicator, trend="", **{"targets-0-DELETE": "on"})
    indicator.refresh_from_db()
    assert (indicator.trend, indicator.targets.count()) == ("", 0)


ONE_TARGET = {"targets-0-fiscal_year": "2033", "targets-0-value": "10"}


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        (
            {"trend": "increase", "baseline_value": "11", "baseline_year": "2025", **ONE_TARGET},
            {
                "": [
                    (
                        "目指す方向は「増加」ですが、最後の目標値（令和15年度、10件）が"
                        "基準値（11件）を下回っています。"
                    )
                ]
            },
        ),
        (
            {"trend": "decrease", "baseline_value": "9", "baseline_year": "2025", **ONE_TARGET},
            {
                "": [
                    (
                        "目指す方向は「減少」ですが、最後の目標値（令和15年度、10件）が"
                        "基準値（9件）を上回っています。"
                    )
                ]
            },
        ),
        (
            {
                "trend": "increase",
                "baseline_value": "5",
                "baseline_year": "2029",
                "targets-0-fiscal_year": "2029",
                "targets-0-value": "10",
            },
            {
                "": [
                    "最後の目標の年度（令和11年度）は、基準年度（令和11年度）より後にしてください。"
                ]
            },
        ),
        (
            {"baseline_value": "5"},
            {
                "": [
                    (
                        "基準値と基準年度は、両方を入力するか、両方を空欄にしてください。"
                        "基準年度は西暦で、2019から2032までの年度です。"
                    )
                ]
            },
        ),
        (
            {"trend": "increase", "tolerance": "1"},
            {"": ["「維持とみなす幅」は、目指す方向が「維持」の指標だけに入力してください。"]},
        ),
        (
            {"baseline_value": "5.5", "baseline_year": "2025"},
            {
                "baseline_value": [
                    "この指標は整数で数えます。整数で入力するか、小数の桁数を変えてください。"
                ]
            },
        ),
        (
            {
                "decimal_places": "1",
                "targets-0-fiscal_year": "2033",
                "targets-0-value": "10.25",
            },
            {
                "targets-0-value": [
                    "この指標は小数1桁までです。桁を減らすか、小数の桁数を変えてください。"
                ]
            },
        ),
        (
            {"targets-0-fiscal_year": "2034", "targets-0-value": "10"},
            {"": ["年度は、西暦で2026から2033までです。"]},
        ),
        ({"targets-0-fiscal_year": "2033"}, {"targets-0-value": ["このフィールドは必須です。"]}),
        ({"decimal_places": "5"}, {"": ["小数の桁数は0から4までです。"]}),
        ({"tolerance": "-1"}, {"tolerance": ["この値は 0 以上でなければなりません。"]}),
    ],
)
def test_a_plan_that_does_not_fit_together_is_refused(admin_client, indicator, changes, errors):
    answer = save(admin_client, indicator, **changes)
    assert answer.status_code == 200
    assert errors_of(answer) == errors
    indicator.refresh_from_db()
    assert (indicator.baseline_value, indicator.trend, indicator.targets.count()) == (None, "", 0)


def test_two_targets_for_the_same_year_are_refused(admin_client, indicator):
    answer = save(
        admin_client,
        indicator,
        **ONE_TARGET,
        **{
            "targets-TOTAL_FORMS": "2",
            "targets-1-fiscal_year": "2033",
            "targets-1-value": "12",
        },
    )
    assert answer.status_code == 200
    assert errors_of(answer) != {}
    assert indicator.targets.count() == 0


def test_interim_targets_off_the_way_are_named_with_their_years():
    targets = {2027: 4, 2028: 5, 2030: 11, 2033: 10}
    plan = made.plan(Trend.INCREASE, targets, 5)
    assert contradictions_of(plan, "件") == [
        f"{year}は、目指す方向「増加」で最後の目標値（令和15年度、10件）へ向かう途中の値に"
        "なっていません。"
        for year in ("令和9年度の目標値（4件）", "令和12年度の目標値（11件）")
    ]


SMALL = st.integers(min_value=-3, max_value=3).map(Decimal)


@given(
    trend=st.sampled_from([None, *Trend]),
    baseline=st.one_of(st.just((None, None)), st.tuples(SMALL, st.integers(2019, 2032))),
    targets=st.dictionaries(st.integers(2026, 2033), SMALL),
)
def test_a_plan_is_refused_exactly_where_a_target_year_would_go_without_a_verdict(
    trend, baseline, targets
):
    plan = made.plan(trend, targets, baseline[0], baseline[1] or 2025)
    inconsistent = any(plan.is_inconsistent(year) for year in plan.targets)
    assert bool(contradictions_of(plan, "件")) == inconsistent


@pytest.mark.parametrize("half", [{"baseline_value": 5}, {"baseline_year": 2025}])
def test_the_database_refuses_half_a_baseline(indicator, half):
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.filter(pk=indicator.pk).update(**half)


def test_editing_an_indicator_leaves_its_figures_and_targets_alone(
    admin_client, indicator, city_staff
):
    confirmed("1-2", 7, by=city_staff)
    indicator.targets.create(fiscal_year=2033, value=12)
    before = list(Entry.objects.values())
    assert save(admin_client, indicator, definition="新しい定義。").status_code == 302
    assert list(Entry.objects.values()) == before
    assert indicator.targets.get().value == 12


def test_the_list_of_indicators_tells_what_is_set_and_filters_it(admin_client, indicator):
    indicator.targets.create(fiscal_year=2033, value=12)
    Indicator.objects.filter(pk=indicator.pk).update(trend="increase")
    page = admin_client.get(
        reverse("admin:indicators_indicator_changelist"), {"trend__exact": "increase"}
    )
    assert [row.code for row in page.context["cl"].result_list] == ["1-2"]
    assert page.context["cl"].result_list[0].target_count == 1


def test_the_ledger_is_shown_and_nothing_in_it_can_be_changed(admin_client, indicator, city_staff):
    entry = confirmed("1-2", 1234, by=city_staff)
    draft("2-1", None, by=city_staff, absence="pending")
    before = list(Entry.objects.values())
    listed = admin_client.get(reverse("admin:indicators_entry_changelist"))
    assert listed.context["cl"].result_count == 3
    assert "1,234" in listed.content.decode()
    shown = admin_client.get(change_page(entry)).content.decode()
    assert "令和8年度（2026年度）" in shown
    assert "<textarea" not in shown
    delete = change_page(entry).replace("/change/", "/delete/")
    assert admin_client.post(change_page(entry), {"note": "書き換え"}).status_code == 403
    assert admin_client.post(delete, {"post": "yes"}).status_code == 403
    assert admin_client.post(reverse("admin:indicators_entry_add"), {}).status_code == 403
    assert list(Entry.objects.values()) == before


def test_the_ledgers_list_takes_the_same_queries_however_long_it_is(
    admin_client, guideline, city_staff, django_assert_num_queries
):
    address = reverse("admin:indicators_entry_changelist")
    confirmed("1-1", 3, by=city_staff)
    with django_assert_num_queries(7):
        admin_client.get(address)
    for code in ("1-2", "2-1", "2-2", "3-1"):
        confirmed(code, 3, by=city_staff)
    with django_assert_num_queries(7):
        admin_client.get(address)
