"""Before confirming: what residents will see, what is odd, who else was there in the meantime."""

import pytest
from django.contrib.messages import get_messages

from indicators.models import Entry, Indicator
from reports.drafts.actions import save_report
from reports.drafts.texts import Texts
from reports.editions.actions import publish_edition
from tests.figures import FY2026, FY2027, confirmed, corrected, draft, standing, withdrawn
from tests.pages import addresses, parsed, plain, section

pytestmark = pytest.mark.usefixtures("guideline")

CONFIRM = "/staff/entry/2027/confirm/"
ASSURED = "市制20周年の行事を含むため"


@pytest.fixture
def odd(city_staff):
    """A draft of ten times last year's figure, nobody has said a word on it."""
    confirmed("1-1", 12, city_staff)
    return draft("1-1", 120, city_staff, FY2027)


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def rows(response):
    return {row.review.code: row for row in response.context["review"].rows}


def sent(*drafts, **rest):
    """What a browser sends with the boxes of `drafts` ticked: `sent(entry, c1_1_sure="on")`."""
    fields = {"entry": [entry.pk for entry in drafts]}
    fields |= {f"{entry.indicator.code}-shown": entry.pk for entry in drafts}
    for name, value in rest.items():
        direction, number, field = name.removeprefix("c").split("_")
        fields[f"{direction}-{number}-{field}"] = value
    return fields


# Doubts -------------------------------------------------------------------------------------


def test_what_is_odd_is_told_with_its_numbers(city_client, odd, city_staff):
    draft("1-2", 3, city_staff, FY2027)

    found = rows(city_client.get(CONFIRM))

    assert [doubt.sentence for doubt in found["1-1"].doubts] == [
        "120回は、令和8年度の12回の約10倍です。けたを確かめてください。"
    ]
    assert found["1-2"].doubts == ()
    assert (found["1-1"].is_answered, found["1-2"].is_answered) == (False, True)
    review = city_client.get(CONFIRM).context["review"]
    assert [row.review.code for row in review.unanswered] == ["1-1"]


def test_an_unanswered_doubt_is_asked_about_once(city_client, odd):
    response = city_client.post(CONFIRM, sent(odd))

    (message,) = told(response)
    assert message == (
        "まだ何も確定していません。指標1-1に、確かめたいことがあります。"
        "正しければ、理由をひとこと書くか「はい、この値で正しい」を選んで、もう一度確定してください。"
    )
    assert 'name="1-1-asked" value="on"' in response.content.decode()
    assert Entry.objects.confirmed().for_year(FY2027).count() == 0

    again = city_client.post(CONFIRM, sent(odd, c1_1_asked="on"))
    assert again.url == "/staff/entry/2027/"
    made = standing("1-1", FY2027).confirmed
    assert (made.doubts, made.assurance) == (["tenfold"], "")


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ({"c1_1_assurance": f" {ASSURED} "}, ASSURED),
        ({"c1_1_sure": "on"}, "はい、正しい"),
        ({"c1_1_sure": "on", "c1_1_assurance": ASSURED}, ASSURED),
    ],
)
def test_the_answer_is_kept_with_the_confirmed_figure(answer, kept, city_client, odd):
    response = city_client.post(CONFIRM, sent(odd, **answer))

    assert told(response) == ["1件の実績値を確定しました。住民の方に公開されています。"]
    assert [(e.status, e.doubts, e.assurance) for e in Entry.objects.for_year(FY2027)] == [
        ("draft", ["tenfold"], ""),
        ("confirmed", ["tenfold"], kept),
    ]


def test_an_answer_given_on_the_sheet_is_enough(city_client, city_staff):
    confirmed("1-1", 12, city_staff)
    answered = draft("1-1", 120, city_staff, FY2027, assurance=ASSURED)

    city_client.post(CONFIRM, {"entry": [answered.pk]})

    assert standing("1-1", FY2027).confirmed.assurance == ASSURED


def test_a_doubt_that_came_after_the_answer_is_asked_about(city_client, city_staff):
    answered = draft(
        "1-1", 120, city_staff, FY2027, doubts=("other_unit",), assurance="件を回と数えるため"
    )
    confirmed("1-1", 12, city_staff)

    response = city_client.post(CONFIRM, {"entry": [answered.pk]})

    assert [row.review.code for row in response.context["review"].unanswered] == ["1-1"]
    assert Entry.objects.confirmed().for_year(FY2027).count() == 0


def test_the_answer_on_a_draft_that_is_not_confirmed_is_kept_too(city_client, odd, city_staff):
    other = draft("1-2", 3, city_staff, FY2027)

    city_client.post(CONFIRM, sent(other, c1_1_assurance=ASSURED, c1_1_shown=odd.pk))

    now = standing("1-1", FY2027)
    assert (now.confirmed, now.draft.assurance, now.draft.value) == (None, ASSURED, 120)
    assert standing("1-2", FY2027).confirmed.value == 3


def test_an_answer_that_is_too_long_confirms_nothing_and_is_kept(city_client, odd):
    response = city_client.post(CONFIRM, sent(odd, c1_1_assurance="長" * 1001))

    assert told(response) == ["理由が長すぎます。短くして、もう一度確定してください。"]
    assert rows(response)["1-1"].form["assurance"].value() == "長" * 1001
    assert Entry.objects.confirmed().for_year(FY2027).count() == 0


# One, several, all --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("button", "codes"),
    [("only", ["1-2"]), ("entry", ["1-1", "1-2"]), ("all", ["1-1", "1-2", "2-1"])],
)
def test_one_several_or_all_are_confirmed(button, codes, city_client, city_staff):
    drafts = [draft(code, 3, city_staff, FY2027) for code in ("1-1", "1-2", "2-1")]
    fields = sent(*drafts) | {"entry": [drafts[0].pk, drafts[1].pk]}
    if button == "only":
        fields["only"] = drafts[1].pk
    if button == "all":
        fields["all"] = ""

    city_client.post(CONFIRM, fields)

    assert [e.indicator.code for e in Entry.objects.latest_confirmed()] == codes


def test_all_means_what_the_person_had_before_them(city_client, city_staff, second_city_staff):
    seen = draft("1-1", 3, city_staff, FY2027)
    fields = sent(seen) | {"all": ""}
    draft("1-2", 4, second_city_staff, FY2027)

    city_client.post(CONFIRM, fields)

    assert [e.indicator.code for e in Entry.objects.latest_confirmed()] == ["1-1"]


def test_all_takes_no_other_field_for_a_draft(city_client, city_staff):
    seen, other = (draft(code, 3, city_staff, FY2027) for code in ("1-1", "1-2"))

    city_client.post(CONFIRM, sent(seen, c1_1_assurance=str(other.pk)) | {"all": ""})

    assert [e.indicator.code for e in Entry.objects.latest_confirmed()] == ["1-1"]


@pytest.mark.parametrize("shown", ["", "x", "-1", "9" * 5000])
def test_a_box_stays_ticked_whatever_else_was_sent_of_its_draft(shown, city_client, odd):
    response = city_client.post(CONFIRM, sent(odd, c1_1_shown=shown))

    assert rows(response)["1-1"].is_chosen is True
    assert Entry.objects.confirmed().for_year(FY2027).count() == 0


def test_boxes_stay_as_they_were_ticked(city_client, odd, city_staff):
    draft("1-2", 3, city_staff, FY2027)

    shown = rows(city_client.post(CONFIRM, sent(odd)))

    assert (shown["1-1"].is_chosen, shown["1-2"].is_chosen) == (True, False)


# Somebody else was there --------------------------------------------------------------------


def test_a_draft_that_changed_meanwhile_shows_both_and_keeps_the_answer(
    city_client, odd, second_city_staff
):
    draft("1-1", 125, second_city_staff, FY2027)

    response = city_client.post(CONFIRM, sent(odd, c1_1_assurance=ASSURED, c1_1_asked="on"))

    row = rows(response)["1-1"]
    assert (row.entry.value, row.replaced.value, row.is_chosen) == (125, 120, True)
    assert row.form["assurance"].value() == ASSURED
    assert row.form["asked"].value() == ""  # nobody has asked about this one
    assert "堀内 二郎さんが" in response.content.decode()
    assert Entry.objects.confirmed().for_year(FY2027).count() == 0


@pytest.mark.parametrize("button", ["all", "entry"])
def test_a_draft_that_was_taken_back_meanwhile_confirms_nothing(
    button, city_client, city_staff, second_city_staff
):
    first, second = (draft(code, 3, city_staff, FY2027) for code in ("1-1", "1-2"))
    withdrawn("1-1", second_city_staff, FY2027)

    response = city_client.post(CONFIRM, sent(first, second) | {button: [first.pk, second.pk]})

    (message,) = told(response)
    assert message.startswith("指標1-1は、この画面を開いたあとに変わったため、何も確定していません")
    assert list(rows(response)) == ["1-2"]
    assert Entry.objects.confirmed().count() == 0


# What residents will see --------------------------------------------------------------------


def links(response):
    return addresses(section(parsed(response), "pages"))


def test_the_pages_that_will_change_are_named(city_client, city_staff, center_staff):
    confirmed("1-1", 12, city_staff)
    for year in (FY2026, FY2027):
        report = save_report(
            year=year,
            texts=Texts.of(introduction="報告"),
            by=center_staff,
            seen_version=0,
        )
        publish_edition(report=report, by=center_staff, seen_version=1)
    draft("1-1", 13, city_staff, FY2027)
    draft("1-2", 13, city_staff, FY2027)

    assert links(city_client.get(CONFIRM)) == [
        "/",
        "/progress/",
        "/progress/2027/",
        "/indicators/",
        "/indicators/1-1/",
        "/indicators/1-2/",
        "/directions/1/",
        "/updates/",
        "/reports/2027/",
    ]


def test_a_new_note_alone_is_no_news(city_client, city_staff):
    confirmed("1-1", 12, city_staff, FY2027)
    draft("1-1", 12, city_staff, FY2027, note="11月末")

    assert "/updates/" not in links(city_client.get(CONFIRM))


def test_the_chart_shows_the_figure_to_come_and_the_sentence_what_is_now(city_client, city_staff):
    confirmed("1-1", 12, city_staff, FY2027)
    draft("1-1", 9876, city_staff, FY2027, reason="数え直し")

    (row,) = rows(city_client.get(CONFIRM)).values()
    page = parsed(city_client.get(CONFIRM))
    (chart,) = page.select("figure.chart")

    assert row.review.series.point(FY2027).value == 9876
    assert "9,876" in plain(chart)
    assert "令和9年度の実績は12回です。" in plain(page)
    assert "令和9年度の実績は9,876回です。" in plain(page)


@pytest.mark.parametrize("paired", [False, True])
def test_the_review_takes_a_fixed_number_of_queries(
    paired, settings, city_client, city_staff, second_city_staff, django_assert_num_queries
):
    settings.SECOND_PAIR_OF_EYES = paired
    first = Indicator.objects.get(code="1-1")
    for number in range(20):
        Indicator.objects.create(
            direction=first.direction, code=f"1-{number + 10}", name=f"指標{number}", unit="件"
        )
    codes = list(Indicator.objects.values_list("code", flat=True))
    for code in codes[:10]:
        draft(code, 3, second_city_staff, FY2027)
    draft(codes[0], 4, city_staff, FY2027)
    with django_assert_num_queries(QUERIES + (2 if paired else 0)):
        city_client.get(CONFIRM)
    for code in codes[10:]:
        draft(code, 3, city_staff, FY2027)
    with django_assert_num_queries(QUERIES + (2 if paired else 0)):
        city_client.get(CONFIRM)
    assert len(codes) == 30


QUERIES = 11
"""Session, user, permissions (2), drafts, indicators, targets, confirmed, other years, reports,
sample; and for a second pair of eyes the drafts' authors and who else may confirm."""


def test_correcting_after_the_review_is_no_stranger_to_doubts(city_staff):
    confirmed("1-1", 12, city_staff)
    confirmed("1-1", 13, city_staff, FY2027)

    made = corrected("1-1", 130, city_staff, "数え直し", FY2027, assurance=ASSURED)

    assert (made.doubts, made.assurance) == (["tenfold"], ASSURED)
