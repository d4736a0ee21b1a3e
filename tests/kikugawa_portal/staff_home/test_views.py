"""The first page of staff: what is owed, where every figure stands, how far the reports are."""

import pytest
from django.urls import reverse

from indicators.models import Indicator
from tests.figures import FY2026, confirmed, draft
from tests.reports.making import published

pytestmark = pytest.mark.usefixtures("guideline")

HOME = "/staff/"


@pytest.mark.parametrize("browser", ["city_client", "center_client"])
def test_the_home_names_what_is_owed_drafted_and_confirmed(browser, city_staff, request):
    confirmed("1-1", 12, city_staff)
    draft("1-2", 3, city_staff)
    confirmed("2-1", 4, city_staff)
    draft("2-1", 5, city_staff, reason="数え直し")

    response = request.getfixturevalue(browser).get(HOME)

    done = response.context["this_year"]
    assert done.year == FY2026
    assert [i.code for i in done.confirmed] == ["1-1"]
    assert [i.code for i in done.drafts] == ["1-2", "2-1"]
    assert [i.code for i in done.owed] == ["2-2", "3-1", "3-2", "4-1", "4-2", "5-1", "5-2"]


def test_the_home_shows_every_figure_of_the_eight_years(city_client, city_staff):
    confirmed("5-2", 4, city_staff)

    rows = city_client.get(HOME).context["board"].rows

    assert [indicator.code for indicator, _cells in rows] == [
        i.code for i in Indicator.objects.all()
    ]
    last = [(cell.year.year, cell.standing.state.value) for cell in rows[-1][1]]
    assert last == [(2026, "confirmed"), *[(year, "owed") for year in range(2027, 2034)]]


def test_only_those_who_may_enter_are_offered_to(city_client, center_client):
    assert "年度入力シートを開く" in city_client.get(HOME).content.decode()
    assert "年度入力シートを開く" not in center_client.get(HOME).content.decode()


def test_the_home_leads_to_the_report_of_a_year(center_client, center_staff):
    published(center_staff)

    response = center_client.get(HOME)

    assert [line.state.value for line in response.context["report_years"]] == [
        "published",
        *["not_started"] * 7,
    ]
    assert f'href="{reverse("reports:edit", args=[FY2026])}"' in response.content.decode()
