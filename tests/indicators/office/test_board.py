"""The staff's board: what is owed, by year and section, and what the filter leaves of it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import EntryDeadline, Indicator, Posting
from tests.conftest import signed_in
from tests.figures import FY2026, FY2027, confirmed, draft
from tests.pages import main_of, parsed, plain

pytestmark = pytest.mark.usefixtures("guideline")


@pytest.fixture
def sections():
    """Two sections answer for three indicators; the others have none."""
    Indicator.objects.filter(code__in=["1-1", "1-2"]).update(responsible_section="地域支援課")
    Indicator.objects.filter(code="2-1").update(responsible_section="社会教育課")


@pytest.fixture
def on_day(clock, city_staff):
    """City staff's browser on a day; a session would not last until then."""

    def sign_in(year: int, month: int, day: int):
        clock(year, month, day)
        return signed_in(city_staff)

    return sign_in


def shown(browser, **conditions) -> list[str]:
    """The codes of the indicators that the board shows."""
    board = browser.get("/staff/", conditions).context["board"]
    return [indicator.code for indicator, _cells in board.rows]


def text(browser) -> str:
    return plain(main_of(parsed(browser.get("/staff/"))))


# What is owed -------------------------------------------------------------------------------


def test_what_is_owed_is_named_by_section_ones_own_first(
    sections, city_staff, second_city_staff, on_day
):
    browser = on_day(2027, 5, 1)
    Posting.objects.create(person=city_staff, section="社会教育課")
    confirmed("1-1", 12, second_city_staff)

    (year,) = [year for year, _overdue in browser.get("/staff/").context["open_years"]]

    assert [
        (section.section, [i.code for i in section.done.owed]) for section in year.sections
    ] == [
        ("社会教育課", ["2-1"]),
        ("地域支援課", ["1-2"]),
        ("", ["2-2", "3-1", "3-2", "4-1", "4-2", "5-1", "5-2"]),
    ]
    tags = main_of(parsed(browser.get("/staff/"))).select(".tag")
    assert [plain(tag.parent) for tag in tags] == ["社会教育課 あなたの担当課"]


def test_lateness_is_said_plainly(on_day):
    browser = on_day(2027, 7, 12)

    assert "期限を12日過ぎています。" in text(browser)


def test_a_year_that_is_done_is_not_late(city_staff, on_day):
    browser = on_day(2027, 7, 12)
    for indicator in Indicator.objects.all():
        confirmed(indicator.code, 1, city_staff)

    page = text(browser)

    assert "過ぎています" not in page
    assert "すべての指標が確定しています" in page


def test_the_day_that_an_administrator_set_decides_what_is_late(on_day):
    browser = on_day(2027, 7, 12)
    EntryDeadline.objects.create(fiscal_year=2026, due_on=dt.date(2027, 7, 31))

    assert "期限まであと19日です。" in text(browser)


def test_an_earlier_year_stays_until_it_is_done(city_staff, on_day):
    browser = on_day(2028, 4, 10)
    for indicator in Indicator.objects.exclude(code="5-2"):
        confirmed(indicator.code, 1, city_staff, FY2026)

    years = browser.get("/staff/").context["open_years"]

    assert [(open_year.year, overdue) for open_year, overdue in years] == [
        (FY2027, False),
        (FY2026, True),
    ]
    assert [i.code for i in years[1][0].done.owed] == ["5-2"]


# The filter ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("conditions", "codes"),
    [
        ({"direction": "2"}, ["2-1", "2-2"]),
        ({"section": "地域支援課"}, ["1-1", "1-2"]),
        ({"section": "-", "direction": "2"}, ["2-2"]),
        ({"state": "confirmed"}, ["1-1"]),
        ({"state": "draft"}, ["2-1", "5-2"]),
        ({"state": "draft", "year": "2026"}, ["2-1"]),
        ({"state": "draft", "year": "2027"}, ["5-2"]),
        ({"state": "owed", "year": "2026", "direction": "1"}, ["1-2"]),
        ({"state": "owed", "year": "2030"}, []),
        ({"state": "draft", "section": "社会教育課"}, ["2-1"]),
    ],
)
def test_the_board_is_narrowed(sections, city_staff, on_day, conditions, codes):
    browser = on_day(2027, 5, 1)
    confirmed("1-1", 12, city_staff)
    draft("2-1", 3, city_staff)
    draft("5-2", 3, city_staff, FY2027)

    assert shown(browser, **conditions) == codes


def test_a_year_narrows_the_columns(city_client):
    board = city_client.get("/staff/", {"year": "2027"}).context["board"]

    assert list(board.years) == [FY2027]
    assert {len(cells) for _indicator, cells in board.rows} == {1}


@pytest.mark.parametrize(
    "conditions",
    [{"state": "x"}, {"direction": "9"}, {"section": "ない課"}, {"year": "2050"}, {"year": "x"}],
)
def test_a_condition_that_makes_no_sense_is_left_out_and_said(city_client, conditions):
    response = city_client.get("/staff/", conditions | {"direction": "1"} | conditions)

    (name,) = conditions
    assert list(response.context["conditions"].errors) == [name]
    assert "使えない条件があったため、その条件を外して示しています。" in response.content.decode()


def test_when_nothing_is_left_the_page_leads_back(city_client):
    page = main_of(parsed(city_client.get("/staff/", {"state": "confirmed"})))

    assert "条件に合う指標はありません" in plain(page)


def test_the_board_takes_the_same_number_of_queries_at_ten_and_at_thirty(
    sections, city_client, city_staff
):
    address = "/staff/?direction=1&state=owed&year=2026&section=地域支援課"

    def taken() -> tuple[int, int]:
        counts = []
        for page in ("/staff/", address):
            with CaptureQueriesContext(connection) as queries:
                assert city_client.get(page).status_code == 200
            counts.append(len(queries))
        return counts[0], counts[1]

    ten = taken()
    for indicator in Indicator.objects.all():
        for copy in "ab":
            indicator.pk, indicator.code = None, f"{indicator.code}{copy}"
            indicator.save()
        confirmed(indicator.code, 3, city_staff)
        draft(indicator.code, 4, city_staff, FY2027)

    assert ten == taken()
    # Session, user, permissions (2), indicators, standings (2), due days, what the filter
    # keeps, directions, posting, reports, plans, PDFs, sample; is there a direction 1?
    assert ten == (15, 16)
