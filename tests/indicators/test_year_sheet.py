"""The year sheet: what people type, what is saved of it, and what they are told."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from indicators.models import Entry, Indicator
from tests.figures import FY2026, FY2027, confirmed, draft, standing

pytestmark = pytest.mark.usefixtures("guideline")

SHEET = "/staff/entry/2026/"
CODES = [f"{direction}-{number}" for direction in range(1, 6) for number in (1, 2)]


def typed(**by_code):
    """What a browser sends of the sheet: `typed(c1_1="12")`, every other cell as it is now."""
    sent = {}
    for code in CODES:
        now = standing(code)
        sent[f"{code}-seen"] = str(now.revision)
        current = now.current
        sent[f"{code}-value"] = "" if current is None else str(current.value or 0)
        sent[f"{code}-note"] = "" if current is None else current.note
        if now.confirmed:
            sent[f"{code}-reason"] = ""
    for cell, text in by_code.items():
        direction, number, *field = cell.removeprefix("c").split("_")
        sent[f"{direction}-{number}-{field[0] if field else 'value'}"] = text
    return sent


def recorded():
    """Every entry of the ledger in short."""
    return [
        (e.indicator.code, e.revision, e.absence if e.value is None else e.value, e.status)
        for e in Entry.objects.select_related("indicator").order_by("pk")
    ]


def told(response):
    """The messages that a response leaves for the next page."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def errors(response):
    """The messages on a sheet that was not saved, with the code of their indicator."""
    return [
        (indicator.code, message) for indicator, _id, message in response.context["sheet"].errors
    ]


def test_the_sheet_shows_last_years_figure_and_the_present_one(city_client, city_staff):
    confirmed("1-1", 12, city_staff)
    draft("1-1", 1500, city_staff, FY2027, note="暫定")

    row = city_client.get("/staff/entry/2027/").context["sheet"].rows[0]

    assert row.last_year.value == 12
    assert (row.form["value"].value(), row.form["note"].value()) == ("1,500", "暫定")
    assert row.form["seen"].value() == 1


@pytest.mark.parametrize(
    ("text", "saved"),
    [
        ("12", 12),
        ("１２", 12),
        ("1,234", 1234),
        ("１，２３４", 1234),
        ("12回", 12),
        ("12件", 12),  # another unit is told, not refused
        (" 12　\r\n", 12),
        ("0", 0),
        ("該当なし", "not_applicable"),
        ("－", "not_applicable"),
        ("未集計", "pending"),
        ("…", "pending"),
    ],
)
def test_what_people_type_is_saved_as_what_they_mean(text, saved, city_client):
    response = city_client.post(SHEET, typed(c1_1=text))

    assert (response.status_code, response.url) == (302, SHEET)
    assert recorded() == [("1-1", 1, saved, "draft")]


@pytest.mark.parametrize(
    "text",
    ["−3", "-3", "△3", "1e9", "12.5.1", "12.5", "🍵", "2026/4/1", "NaN", "あ" * 10_000],
)
def test_what_cannot_be_a_figure_is_refused_by_its_row_and_kept(text, city_client):
    response = city_client.post(SHEET, typed(c1_1=text, c1_2="7", c1_2_note="残る備考"))

    ((code, message),) = errors(response)
    assert code == "1-1"
    assert message[-1] == "。"
    assert len(message) < 200
    rows = response.context["sheet"].rows
    assert rows[0].form["value"].value() == text
    assert (rows[1].form["value"].value(), rows[1].form["note"].value()) == ("7", "残る備考")
    assert recorded() == []


def test_an_empty_cell_is_left_alone(city_client):
    response = city_client.post(SHEET, typed())

    assert told(response) == ["変わった値がないため、保存するものはありませんでした。"]
    assert recorded() == []


def test_a_reading_that_differs_from_the_typing_is_told(city_client):
    response = city_client.post(SHEET, typed(c1_1="約12"))

    assert recorded() == [("1-1", 1, 12, "draft")]
    assert [message for message in told(response) if message.startswith("1-1：")] == told(response)[
        1:
    ]
    assert len(told(response)) == 2


def test_cells_that_were_not_sent_are_left_alone(city_client, city_staff):
    draft("1-2", 5, city_staff)

    city_client.post(SHEET, {"1-1-value": "3"})

    assert recorded() == [("1-2", 1, 5, "draft"), ("1-1", 1, 3, "draft")]


def test_changing_a_confirmed_figure_without_a_reason_is_refused(city_client, city_staff):
    confirmed("1-1", 12, city_staff)

    response = city_client.post(SHEET, typed(c1_1="13"))

    assert [code for code, _message in errors(response)] == ["1-1"]
    assert len(recorded()) == 2


def test_the_second_to_save_sees_both_versions_and_loses_nothing(
    city_client, second_city_client, city_staff
):
    mine = typed(c1_1="12", c1_1_note="私の備考", c2_1="7")
    theirs = typed(c1_1="20", c3_1="9")
    second_city_client.post(SHEET, theirs)

    response = city_client.post(SHEET, mine)

    rows = {row.indicator.code: row for row in response.context["sheet"].rows}
    assert [code for code, _message in errors(response)] == ["1-1"]
    assert rows["1-1"].conflict.standing.latest.value == 20
    assert (rows["1-1"].form["value"].value(), rows["1-1"].form["note"].value()) == (
        "12",
        "私の備考",
    )
    assert rows["2-1"].form["value"].value() == "7"
    page = response.content.decode()
    assert "堀内 二郎" in page
    assert "20回" in page
    assert recorded() == [("1-1", 1, 20, "draft"), ("3-1", 1, 9, "draft")]


def test_saving_again_after_a_conflict_keeps_what_the_person_decided(
    city_client, second_city_client
):
    mine = typed(c1_1="12")
    second_city_client.post(SHEET, typed(c1_1="20"))
    shown = city_client.post(SHEET, mine)
    again = {
        name: row.form[name.split("-")[-1]].value() or ""
        for row in shown.context["sheet"].rows
        for name in (f"{row.indicator.code}-value", f"{row.indicator.code}-seen")
    }

    city_client.post(SHEET, again)

    assert recorded() == [("1-1", 1, 20, "draft"), ("1-1", 2, 12, "draft")]


def test_two_people_with_different_rows_do_not_disturb_each_other(city_client, second_city_client):
    mine, theirs = typed(c1_1="12"), typed(c1_2="20")
    second_city_client.post(SHEET, theirs)
    city_client.post(SHEET, mine)

    assert recorded() == [("1-2", 1, 20, "draft"), ("1-1", 1, 12, "draft")]


def test_saving_with_review_leads_to_the_review_page(city_client):
    response = city_client.post(SHEET, typed(c1_1="12") | {"review": ""})

    assert response.url == reverse("indicators:sheet-confirm", args=[FY2026])


def test_center_staff_read_the_sheet_without_fields(center_client, city_staff):
    draft("1-1", 4321, city_staff)

    page = center_client.get(SHEET).content.decode()

    assert "4,321回" in page
    assert 'name="1-1-value"' not in page


def test_the_sheet_takes_a_fixed_number_of_queries(
    city_client, city_staff, django_assert_num_queries
):
    with django_assert_num_queries(QUERIES):
        city_client.get("/staff/entry/2027/")
    for indicator in Indicator.objects.all():
        confirmed(indicator.code, 3, city_staff)
        draft(indicator.code, 4, city_staff, FY2027)
    with django_assert_num_queries(QUERIES):
        city_client.get("/staff/entry/2027/")


QUERIES = 11
"""Session, user, permissions (2), indicators, targets, standings (2), last year, day, sample."""
