"""The city staff's way of a figure: typed, reviewed, confirmed, corrected, taken back."""

import pytest
from django.contrib.messages import get_messages

from indicators.models import Entry
from indicators.notation.absence import Absence
from records.fiscal_year import FiscalYear
from tests.figures import FY2026, FY2027, confirmed, corrected, draft, standing, withdrawn
from tests.pages import addresses, parsed, section
from tests.reports.making import published, saved

pytestmark = pytest.mark.usefixtures("guideline")

CONFIRM = "/staff/entry/2026/confirm/"
HISTORY = "/staff/indicators/1-1/2026/"
CORRECT = "/staff/indicators/1-1/2026/correct/"
WITHDRAW = "/staff/indicators/1-1/2026/withdraw/"


def told(response):
    """The messages that a response leaves for the next page."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def text_of(response) -> str:
    return response.content.decode()


# Reviewing and confirming -------------------------------------------------------------------


def test_the_review_shows_what_residents_will_see(city_client, city_staff):
    confirmed("1-1", 12, city_staff)
    draft("1-1", 14, city_staff, reason="数え直し", note="11月末")
    draft("1-2", None, city_staff, absence=Absence.PENDING)

    response = city_client.get(CONFIRM)

    first, second = (row.review for row in response.context["review"].rows)
    assert (first.now.value, first.then.value) == (12, 14)
    assert first.then.figure.corrections[0].reason == "数え直し"
    assert second.then.absence == "pending"
    assert "令和8年度の実績は14回です。" in text_of(response)


def test_confirming_publishes_the_ticked_drafts_only(city_client, client, city_staff):
    first, second = draft("1-1", 12, city_staff), draft("1-2", 3, city_staff)

    response = city_client.post(CONFIRM, {"entry": [first.pk]})

    assert (response.status_code, response.url) == (302, "/staff/entry/2026/")
    assert told(response) == ["1件の実績値を確定しました。住民の方に公開されています。"]
    assert [e.indicator.code for e in Entry.objects.latest_confirmed()] == ["1-1"]
    assert list(Entry.objects.open_drafts()) == [second]
    assert "令和8年度の実績は12回です。" in text_of(client.get("/indicators/1-1/"))


@pytest.mark.parametrize("chosen", [[], ["99999999"], ["x"], ["-1"], ["１"]])
def test_confirming_nothing_says_what_to_do(chosen, city_client, city_staff):
    draft("1-1", 12, city_staff)

    response = city_client.post(CONFIRM, {"entry": chosen})

    assert told(response) == ["確定する指標を、一つ以上選んでください。"]
    assert [row.entry.value for row in response.context["review"].rows] == [12]
    assert Entry.objects.confirmed().count() == 0


def test_confirming_a_draft_that_changed_meanwhile_confirms_nothing(
    city_client, city_staff, second_city_staff
):
    reviewed, other = draft("1-1", 12, city_staff), draft("1-2", 3, city_staff)
    draft("1-1", 13, second_city_staff)

    response = city_client.post(CONFIRM, {"entry": [reviewed.pk, other.pk]})

    (message,) = told(response)
    assert message.startswith(
        "指標1-1は、この画面を開いたあとに変わったため、何も確定していません。"
    )
    assert [row.entry.value for row in response.context["review"].rows] == [13, 3]
    assert Entry.objects.confirmed().count() == 0


def test_confirming_another_years_draft_through_this_page_is_refused(city_client, city_staff):
    elsewhere = draft("1-1", 12, city_staff, FY2026.next)

    response = city_client.post(CONFIRM, {"entry": [elsewhere.pk]})

    assert told(response) == ["確定する指標を、一つ以上選んでください。"]
    assert Entry.objects.confirmed().count() == 0


# History ------------------------------------------------------------------------------------


def test_the_history_tells_who_did_what_newest_first(center_client, city_staff, second_city_staff):
    draft("1-1", 12, city_staff)
    withdrawn("1-1", second_city_staff)

    response = center_client.get(HISTORY)

    assert [(r.entry.revision, r.entry.status) for r in response.context["revisions"]] == [
        (2, "withdrawn"),
        (1, "draft"),
    ]
    assert "堀内 二郎" in text_of(response)


@pytest.mark.parametrize("address", ["/staff/indicators/9-9/2026/", "/staff/indicators/1-1/2025/"])
def test_the_history_of_no_such_figure_is_not_found(address, city_client):
    assert city_client.get(address).status_code == 404


# Correcting ---------------------------------------------------------------------------------


def sent(value, reason="数え直し", note="", seen=2, **button):
    return {"value": value, "reason": reason, "note": note, "seen": seen, **button}


def test_correcting_asks_for_confirmation_before_it_changes_anything(city_client, city_staff):
    confirmed("1-1", 12, city_staff)

    response = city_client.post(CORRECT, sent("１４回", review=""))

    assert response.context["correction"].review.then.value == 14
    assert Entry.objects.count() == 2
    assert 'value="１４回"' in text_of(response)


def test_confirming_a_correction_shows_residents_the_old_figure_and_the_reason(
    city_client, client, city_staff
):
    confirmed("1-1", 12, city_staff)

    response = city_client.post(CORRECT, sent("14", reason="二重に数えていたため", confirm=""))

    assert (response.status_code, response.url) == (302, HISTORY)
    page = text_of(client.get("/indicators/1-1/"))
    assert "二重に数えていたため" in page
    assert standing("1-1").confirmed.value == 14


def test_going_back_from_the_review_keeps_what_was_typed(city_client, city_staff):
    confirmed("1-1", 12, city_staff)

    response = city_client.post(CORRECT, sent("14", note="備考も", edit=""))

    form = response.context["correction"].form
    assert (form["value"].value(), form["note"].value()) == ("14", "備考も")
    assert response.context["correction"].review is None
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    ("value", "reason", "field"),
    [
        ("", "理由", "value"),
        ("十四", "理由", "value"),
        ("14", "", "reason"),
        ("12", "同じ", "value"),
    ],
)
def test_a_wrong_correction_gets_a_message_and_is_kept(
    value, reason, field, city_client, city_staff
):
    confirmed("1-1", 12, city_staff)

    response = city_client.post(CORRECT, sent(value, reason=reason, confirm=""))

    form = response.context["correction"].form
    assert list(form.errors) == [field]
    assert (form["value"].value(), form["reason"].value()) == (value, reason)
    assert Entry.objects.count() == 2


def test_a_correction_asks_for_a_value_before_anything_else(city_client, city_staff):
    confirmed("1-1", 12, city_staff)

    form = city_client.post(CORRECT, sent("", confirm="")).context["correction"].form

    assert form.errors["value"] == ["このフィールドは必須です。"]
    assert form["value"].field.required is True


def test_a_correction_over_somebody_elses_shows_theirs_and_keeps_mine(
    city_client, city_staff, second_city_staff
):
    confirmed("1-1", 12, city_staff)
    corrected("1-1", 15, second_city_staff, "先の訂正")

    response = city_client.post(CORRECT, sent("14", confirm=""))

    form = response.context["correction"].form
    assert form["value"].value() == "14"
    assert form["seen"].value() == "3"
    assert response.context["correction"].standing.confirmed.value == 15
    assert len(form.non_field_errors()) == 1
    assert standing("1-1").confirmed.value == 15


def test_the_loser_of_a_correction_sees_three_versions(city_client, city_staff, second_city_staff):
    confirmed("1-1", 12, city_staff, note="はじめの備考")
    corrected("1-1", 15, second_city_staff, "先の訂正", note="はじめの備考")

    response = city_client.post(CORRECT, sent("１４", note="私の備考", review=""))

    comparison = response.context["correction"].comparison
    assert [(part.mine, part.theirs, part.base) for part in comparison.parts] == [
        ("14", "15", "12"),
        ("私の備考", "はじめの備考", "はじめの備考"),
        ("数え直し", "先の訂正", ""),
    ]
    assert "堀内 二郎さんが" in text_of(response)


def test_who_sends_no_revision_is_shown_that_they_saw_none(city_client, city_staff):
    confirmed("1-1", 12, city_staff)

    response = city_client.post(CORRECT, sent("14", seen="", review=""))

    (value, reason) = response.context["correction"].comparison.parts
    assert (value.mine, value.theirs, value.base) == ("14", "12", "")
    assert (reason.mine, reason.theirs, reason.base) == ("数え直し", "", "")


def test_a_draft_saved_meanwhile_does_not_swallow_the_typed_correction(
    city_client, city_staff, second_city_staff
):
    confirmed("1-1", 12, city_staff)
    draft("1-1", 15, second_city_staff, reason="下書き")

    first = city_client.post(CORRECT, sent("14", confirm=""))
    again = city_client.post(CORRECT, sent("14", seen=3, confirm=""))

    assert first.context["correction"].form["value"].value() == "14"
    assert len(first.context["correction"].form.non_field_errors()) == 1
    assert again.context["correction"].form.errors["value"] == [
        "訂正できるのは、確定していて、下書きのない値だけです。"
    ]
    assert "/staff/entry/2026/#row-1-1" in text_of(again)
    assert standing("1-1").draft.value == 15


def test_an_odd_correction_is_asked_about_once(city_client, city_staff):
    confirmed("1-1", 12, city_staff, FY2026.next)
    confirmed("1-1", 12, city_staff)

    shown = city_client.post(CORRECT, sent("120", review=""))
    asked = city_client.post(CORRECT, sent("120", confirm=""))
    done = city_client.post(CORRECT, sent("120", confirm="", asked="on"))

    assert [doubt.code for doubt in shown.context["correction"].doubts] == ["tenfold"]
    assert asked.context["correction"].is_asked is True
    assert 'name="asked" value="on"' in text_of(asked)
    assert done.url == HISTORY
    assert (standing("1-1").confirmed.doubts, standing("1-1").confirmed.assurance) == (
        ["tenfold"],
        "",
    )


@pytest.mark.parametrize(
    ("answer", "kept"),
    [({"assurance": "行事を含む"}, "行事を含む"), ({"sure": "on"}, "はい、正しい")],
)
def test_the_answer_on_an_odd_correction_is_kept(answer, kept, city_client, city_staff):
    confirmed("1-1", 12, city_staff)

    city_client.post(CORRECT, sent("12件", note="単位", confirm="", **answer))

    made = standing("1-1").confirmed
    assert (made.revision, made.doubts, made.assurance) == (3, ["other_unit"], kept)


def test_going_back_from_an_odd_correction_keeps_the_answer(city_client, city_staff):
    confirmed("1-1", 12, city_staff)

    response = city_client.post(CORRECT, sent("14件", assurance="行事を含む", edit=""))

    assert response.context["correction"].form["assurance"].value() == "行事を含む"


def test_a_correction_names_the_pages_that_will_change(city_client, city_staff):
    confirmed("1-1", 12, city_staff)

    assert pages_that_change(city_client.post(CORRECT, sent("14", review=""))) == [
        "/",
        "/progress/",
        "/progress/2026/",
        "/indicators/",
        "/indicators/1-1/",
        "/directions/1/",
        "/updates/",
    ]


def pages_that_change(response) -> list[str]:
    """Return the addresses that a review names."""
    return addresses(section(parsed(response), "pages"))


def test_the_published_reports_that_show_the_year_are_among_the_pages(
    city_client, city_staff, center_staff
):
    published(center_staff, FY2026)
    published(center_staff, FY2026, closing="書き足した。", change_note="書き足した。")
    published(center_staff, FY2027)
    saved(center_staff, FiscalYear(2028))
    reports = ["/reports/2026/", "/reports/2027/"]

    confirmed("1-1", 12, city_staff)
    correction = city_client.post(CORRECT, sent("14", review=""))
    draft("1-2", 5, city_staff)
    review = city_client.get(CONFIRM)
    draft("1-2", 5, city_staff, FY2027)
    later = city_client.get("/staff/entry/2027/confirm/")

    assert pages_that_change(correction)[-2:] == reports
    assert pages_that_change(review)[-2:] == reports
    assert pages_that_change(later)[-2:] == ["/updates/", "/reports/2027/"]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("state", ["nothing", "draft", "draft over it"])
def test_only_a_confirmed_figure_can_be_corrected(state, method, city_client, city_staff):
    if state == "draft over it":
        confirmed("1-1", 12, city_staff)
        method = "get"  # What was typed before the draft was there is kept, see above.
    if state != "nothing":
        draft("1-1", 13, city_staff, reason="数え直し")

    response = getattr(city_client, method)(CORRECT, sent("14") if method == "post" else {})

    assert (response.status_code, response.url) == (302, HISTORY)
    assert len(told(response)) == 1


# Taking back --------------------------------------------------------------------------------


def test_withdrawing_takes_back_the_draft_that_was_seen(city_client, city_staff):
    draft("1-1", 12, city_staff)

    response = city_client.post(WITHDRAW, {"revision": "1"})

    assert told(response) == ["下書きを取り下げました。履歴には残ります。"]
    assert standing("1-1").current is None


def test_withdrawing_without_a_revision_takes_back_no_first_draft(city_client, city_staff):
    draft("1-1", 12, city_staff)

    response = city_client.post(WITHDRAW, {"revision": ""})

    assert told(response) == ["取り下げる下書きが見つかりません。履歴をご覧ください。"]
    assert standing("1-1").draft.value == 12


@pytest.mark.parametrize("revision", ["", "x", "7", "1", "²", str(2**64), "2" * 5000])
def test_withdrawing_what_is_not_the_open_draft_changes_nothing(revision, city_client, city_staff):
    draft("1-1", 12, city_staff)
    draft("1-1", 13, city_staff)

    response = city_client.post(WITHDRAW, {"revision": revision})

    assert len(told(response)) == 1
    assert standing("1-1").draft.value == 13
