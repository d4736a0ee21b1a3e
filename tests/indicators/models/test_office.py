"""The last day for entering a year's figures: 30 June, unless an administrator sets another."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from indicators.models import EntryDeadline
from indicators.templatetags.deadlines import time_left
from records.fiscal_year import GUIDELINE_YEARS
from tests.conftest import signed_in
from tests.figures import FY2026, FY2027

TEMPLATES = Path(__file__).parents[3] / "templates"


def test_a_year_is_due_on_30_june_unless_set_otherwise(db):
    EntryDeadline.objects.create(fiscal_year=2027, due_on=dt.date(2028, 5, 31))

    assert EntryDeadline.objects.due_on(FY2026) == dt.date(2027, 6, 30)
    assert EntryDeadline.objects.due_on(FY2027) == dt.date(2028, 5, 31)
    assert EntryDeadline.objects.by_year() == {
        year: year.usual_due_on for year in GUIDELINE_YEARS
    } | {FY2027: dt.date(2028, 5, 31)}


@pytest.mark.parametrize("due_on", [dt.date(2027, 3, 31), dt.date(2028, 4, 1)])
def test_a_day_outside_of_the_year_after_is_refused(due_on):
    with pytest.raises(ValidationError, match="2027年4月1日から2028年3月31日まで"):
        EntryDeadline(fiscal_year=2026, due_on=due_on).clean()


@pytest.mark.parametrize("due_on", [dt.date(2027, 4, 1), dt.date(2028, 3, 31)])
def test_a_day_in_the_year_after_is_taken(due_on):
    EntryDeadline(fiscal_year=2026, due_on=due_on).clean()


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (-12, "期限を12日過ぎています。"),
        (-1, "期限を1日過ぎています。"),
        (0, "期限は今日です。"),
        (30, "期限まであと30日です。"),
    ],
)
def test_the_distance_is_said_in_a_sentence(days, sentence):
    today = dt.date(2027, 6, 30)

    assert time_left(today + dt.timedelta(days=days), today) == sentence


def test_an_administrator_sets_the_day_of_a_year(admin_client):
    address = reverse("admin:indicators_entrydeadline_add")

    answer = admin_client.post(address, {"fiscal_year": "2026", "due_on": "2027-05-31"})
    refused = admin_client.post(address, {"fiscal_year": "2026", "due_on": "2027-06-01"})

    assert answer.status_code == 302
    assert EntryDeadline.objects.due_on(FY2026) == dt.date(2027, 5, 31)
    assert refused.context["adminform"].form.errors == {
        "fiscal_year": ["この年度の入力期限は、すでに登録されています。"]
    }


ON_5_APRIL = {
    "/staff/": "入力期限は2027年5月31日です。 期限まであと56日です。",
    "/staff/entry/2026/": "入力期限は2027年5月31日です。",
    "/progress/": "令和8年度（2026年度）の実績値は、2027年5月31日までに市がまとめ",
    "/reports/2026/": "2027年5月31日までに実績値をまとめたあとで公表します。",
    "/reports/": "2027年5月31日までに実績値をまとめたあとで公表します。",
}


@pytest.mark.parametrize("address", ON_5_APRIL)
def test_every_page_says_the_day_that_is_set(guideline, city_staff, clock, address):
    clock(2027, 4, 5)
    EntryDeadline.objects.create(fiscal_year=2026, due_on=dt.date(2027, 5, 31))

    page = signed_in(city_staff).get(address).content.decode()

    assert ON_5_APRIL[address] in " ".join(page.split())


def test_no_page_takes_the_usual_day_for_the_one_that_is_set():
    assert [path for path in TEMPLATES.rglob("*.html") if "usual_due_on" in path.read_text()] == []
