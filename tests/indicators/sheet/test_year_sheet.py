"""The year sheet: what people type, what is saved of it, and what they are told."""

from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from indicators.models import Entry, Indicator
from tests.figures import FY2026, FY2027, confirmed, draft, standing, withdrawn

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
    assert [
        (part.name, part.mine, part.theirs, part.base) for part in rows["1-1"].comparison.parts
    ] == [
        ("value", "12", "20", ""),
        ("note", "私の備考", "", ""),
    ]
    assert (rows["1-1"].form["value"].value(), rows["1-1"].form["note"].value()) == (
        "12",
        "私の備考",
    )
    assert rows["2-1"].form["value"].value() == "7"
    page = response.content.decode()
    assert "堀内 二郎" in page
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
        for name in (f"{row.indicator.code}-value", f"{row.indicator.code}-compared")
    }

    city_client.post(SHEET, again)

    assert recorded() == [("1-1", 1, 20, "draft"), ("1-1", 2, 12, "draft")]


def rows(response):
    return {row.indicator.code: row for row in response.context["sheet"].rows}


def sent_again(response):
    """What a browser sends when the sheet that it was shown is saved as it is."""
    fields = {}
    for row in response.context["sheet"].rows:
        for bound in row.form:
            fields[bound.html_name] = bound.value() or ""
    return fields


def test_every_part_of_a_conflict_is_shown_in_three_versions(
    city_client, second_city_client, city_staff
):
    confirmed("1-1", 12, city_staff)
    draft(
        "1-1", 120, city_staff, reason="はじめの理由", note="はじめの備考", doubts=("other_unit",)
    )
    parts = {"c1_1": "121", "c1_1_note": "私の備考", "c1_1_reason": "私の理由"}
    mine = typed(**parts, c1_1_assurance="私のひとこと")
    theirs = typed(c1_1="122", c1_1_reason="相手の理由", c1_1_assurance="相手のひとこと")
    second_city_client.post(SHEET, theirs)

    comparison = rows(city_client.post(SHEET, mine))["1-1"].comparison

    assert [(part.mine, part.theirs, part.base) for part in comparison.parts] == [
        ("121", "122", "120"),
        ("私の備考", "はじめの備考", "はじめの備考"),
        ("私の理由", "相手の理由", "はじめの理由"),
        ("私のひとこと", "", ""),
    ]
    assert [part.name for part in comparison.parts if not part.is_theirs_new] == [
        "note",
        "assurance",
    ]
    assert comparison.other.username == "second-city"


def test_keeping_theirs_leaves_the_ledger_as_it_is_and_saves_the_rest(
    city_client, second_city_client
):
    mine = typed(c1_1="12", c2_1="7")
    second_city_client.post(SHEET, typed(c1_1="20"))
    shown = city_client.post(SHEET, mine)
    assert rows(shown)["1-1"].form["keep"].value() == "mine"

    city_client.post(SHEET, sent_again(shown) | {"1-1-keep": "theirs"})

    assert recorded() == [("1-1", 1, 20, "draft"), ("2-1", 1, 7, "draft")]


def test_a_decision_outlives_a_typing_error_elsewhere(city_client, second_city_client):
    mine = typed(c1_1="12", c2_1="七")
    second_city_client.post(SHEET, typed(c1_1="20"))
    shown = city_client.post(SHEET, mine | {"2-1-value": "7"})
    wrong = city_client.post(SHEET, sent_again(shown) | {"1-1-keep": "theirs", "2-1-value": "七"})

    row = rows(wrong)["1-1"]
    assert row.form["keep"].value() == "theirs"
    assert [(part.mine, part.theirs, part.base) for part in row.comparison.parts] == [
        ("12", "20", "")
    ]
    city_client.post(SHEET, sent_again(wrong) | {"2-1-value": "7"})
    assert recorded() == [("1-1", 1, 20, "draft"), ("2-1", 1, 7, "draft")]


def test_a_third_save_meanwhile_is_a_conflict_again(city_client, second_city_client, administrator):
    mine = typed(c1_1="12")
    second_city_client.post(SHEET, typed(c1_1="20"))
    shown = city_client.post(SHEET, mine)
    draft("1-1", 30, administrator)

    again = city_client.post(SHEET, sent_again(shown))

    (part,) = rows(again)["1-1"].comparison.parts
    assert (part.mine, part.theirs, part.base) == ("12", "30", "")
    assert recorded()[-1] == ("1-1", 2, 30, "draft")


def test_a_draft_that_was_taken_back_is_told_as_such(city_client, city_staff, second_city_staff):
    draft("1-1", 12, city_staff)
    mine = typed(c1_1="13")
    withdrawn("1-1", second_city_staff)

    comparison = rows(city_client.post(SHEET, mine))["1-1"].comparison

    assert comparison.is_taken_back is True
    assert [(part.mine, part.theirs, part.base) for part in comparison.parts] == [("13", "", "12")]


@pytest.mark.parametrize(
    ("compared", "is_saved"), [("x", False), ("-1", False), ("0", True), ("9" * 5000, False)]
)
def test_a_forged_comparison_breaks_nothing(compared, is_saved, city_client):
    response = city_client.post(SHEET, typed(c1_1="12", c1_1_compared=compared))

    assert response.status_code == (302 if is_saved else 200)
    assert recorded() == ([("1-1", 1, 12, "draft")] if is_saved else [])


def test_two_people_with_different_rows_do_not_disturb_each_other(city_client, second_city_client):
    mine, theirs = typed(c1_1="12"), typed(c1_2="20")
    second_city_client.post(SHEET, theirs)
    city_client.post(SHEET, mine)

    assert recorded() == [("1-2", 1, 20, "draft"), ("1-1", 1, 12, "draft")]


ASSURED = "市制20周年の行事を含むため"
SHEET_2027 = "/staff/entry/2027/"


def test_an_odd_figure_is_saved_and_asked_about(city_client, city_staff):
    confirmed("1-1", 12, city_staff)

    response = city_client.post(SHEET_2027, {"1-1-value": "120", "1-2-value": "3"}, follow=True)

    assert [(e.value, e.doubts) for e in Entry.objects.for_year(FY2027)] == [
        (Decimal(120), ["tenfold"]),
        (Decimal(3), []),
    ]
    assert [row.indicator.code for row in response.context["sheet"].unanswered] == ["1-1"]
    page = response.content.decode()
    assert page.count("120回は、令和8年度の12回の約10倍です。けたを確かめてください。") == 2
    assert 'name="1-1-assurance"' in page
    assert 'name="1-2-assurance"' not in page


def test_the_word_on_an_odd_figure_is_kept_in_the_ledger(city_client, city_staff):
    confirmed("1-1", 12, city_staff)
    draft("1-1", 120, city_staff, FY2027)

    response = city_client.post(
        SHEET_2027,
        {"1-1-value": "120", "1-1-assurance": f" {ASSURED}", "1-1-seen": "1"},
        follow=True,
    )

    assert [(e.revision, e.doubts, e.assurance) for e in Entry.objects.for_year(FY2027)] == [
        (1, ["tenfold"], ""),
        (2, ["tenfold"], ASSURED),
    ]
    assert response.context["sheet"].unanswered == []
    assert rows(response)["1-1"].form["assurance"].value() == ASSURED


def test_another_unit_stays_a_doubt_until_the_figure_changes(city_client):
    city_client.post(SHEET, typed(c1_1="12件"))
    city_client.post(SHEET, typed(c1_1="12", c1_1_assurance="件を回と数えるため"))
    city_client.post(SHEET, typed(c1_1="13", c1_1_assurance="件を回と数えるため"))

    assert [(e.value, e.doubts, e.assurance) for e in Entry.objects.order_by("pk")] == [
        (Decimal(12), ["other_unit"], ""),
        (Decimal(12), ["other_unit"], "件を回と数えるため"),
        (Decimal(13), [], ""),
    ]


def test_doubts_that_a_form_claims_are_not_believed(city_client, city_staff):
    confirmed("1-1", 12, city_staff)

    city_client.post(SHEET_2027, {"1-1-value": "120", "1-1-doubts": "", "doubts": "[]"})

    assert standing("1-1", FY2027).draft.doubts == ["tenfold"]


def test_a_sheet_with_an_error_tells_what_is_odd_as_well_and_keeps_the_word(
    city_client, city_staff
):
    confirmed("1-1", 12, city_staff)

    response = city_client.post(
        SHEET_2027, {"1-1-value": "120", "1-1-assurance": ASSURED, "1-2-value": "三"}
    )

    row = rows(response)["1-1"]
    assert [doubt.code for doubt in row.doubts] == ["tenfold"]
    assert row.form["assurance"].value() == ASSURED
    assert Entry.objects.for_year(FY2027).count() == 0


def test_a_word_that_is_too_long_gets_a_message_and_is_kept(city_client):
    response = city_client.post(SHEET, typed(c1_1="12件", c1_1_assurance="長" * 1001))

    assert [code for code, _message in errors(response)] == ["1-1"]
    assert rows(response)["1-1"].form["assurance"].value() == "長" * 1001
    assert recorded() == []


def test_a_confirmed_figure_is_not_asked_about_again(city_client, city_staff):
    confirmed("1-1", 12, city_staff)
    confirmed("1-1", 120, city_staff, FY2027)

    sheet = city_client.get(SHEET_2027).context["sheet"]

    assert sheet.unanswered == []
    assert sheet.rows[0].has_more is False


@pytest.mark.parametrize(
    ("typed_again", "doubts"),
    [
        (None, ["other_unit"]),  # the sheet as it is opened
        ("12", ["other_unit"]),  # another unit was typed when the draft was saved
        ("12件", ["other_unit"]),
        ("13", []),
        ("13件", ["other_unit"]),
        ("", []),
        ("十二", ["other_unit"]),  # what cannot be read tells nothing: the draft does
    ],
)
def test_the_doubt_about_a_unit_belongs_to_the_number_that_it_was_typed_with(
    typed_again, doubts, city_client, city_staff
):
    draft("1-1", 12, city_staff, doubts=("other_unit",))

    if typed_again is None:
        response = city_client.get(SHEET)
    else:
        response = city_client.post(SHEET, typed(c1_1=typed_again, c1_2="三"))

    assert [doubt.code.value for doubt in rows(response)["1-1"].doubts] == doubts


@pytest.mark.parametrize(("value", "doubts"), [("120", []), ("130", ["tenfold"])])
def test_a_confirmed_figure_is_only_doubted_where_it_changes(
    value, doubts, city_client, city_staff
):
    confirmed("1-1", 12, city_staff)
    confirmed("1-1", 120, city_staff, FY2027)

    response = city_client.post(SHEET_2027, {"1-1-value": value, "1-2-value": "三"})

    assert [doubt.code.value for doubt in rows(response)["1-1"].doubts] == doubts


def test_the_sheet_counts_the_rows_without_a_figure(city_client, city_staff):
    draft("1-1", 0, city_staff)
    draft("1-2", None, city_staff, absence="pending")

    assert city_client.get(SHEET).context["sheet"].empty_count == 8
    response = city_client.post(SHEET, typed(c1_1=" ", c2_1="7", c2_2="二"))
    assert response.context["sheet"].empty_count == 7


def test_no_browser_offers_what_was_typed_before(city_client):
    fields = rows(city_client.get(SHEET))["1-1"].form.fields

    assert {name: field.widget.attrs.get("autocomplete") for name, field in fields.items()} == {
        **dict.fromkeys(["value", "note", "reason", "assurance"], "off"),
        **dict.fromkeys(["seen", "keep", "compared"]),
    }


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
    first = Indicator.objects.get(code="1-1")
    for number in range(20):
        Indicator.objects.create(
            direction=first.direction, code=f"1-{number + 10}", name=f"指標{number}", unit="件"
        )
    for indicator in Indicator.objects.all():
        confirmed(indicator.code, 3, city_staff)
        draft(indicator.code, 40, city_staff, FY2027)
    with django_assert_num_queries(QUERIES):
        page = city_client.get("/staff/entry/2027/")
    assert len(page.context["sheet"].unanswered) == 30


QUERIES = 12
"""Session, user, permissions (2), indicators, targets, standings (2), other years, last year, day,
sample."""
