"""From a table to the ledger: the page that takes it, the page of differences, what is saved."""

from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from indicators.importing.batch import Batch
from indicators.importing.comparing import ChangeKind
from indicators.importing.difference import MAX_CELLS, Difference
from indicators.importing.files.opening import sha256
from indicators.importing.tables.proposals import Proposal
from indicators.ledger import actions
from indicators.models import Entry, Indicator
from indicators.notation.absence import Absence
from records.refusals import Refusal
from tests.figures import FY2026, FY2027, confirmed, draft, standing
from tests.indicators.importing.made_tables import tsv, xlsx
from tests.pages import parsed, plain

pytestmark = pytest.mark.usefixtures("guideline")

IMPORT = "/staff/entry/2026/import/"
ALL = f"{IMPORT}?years=all"
CONFIRM = "/staff/entry/2026/confirm/"


def table(**figures):
    """A table as copied from a spreadsheet: `table(c1_1="12")`."""
    rows = [[code.removeprefix("c").replace("_", "-"), text] for code, text in figures.items()]
    return tsv([["指標ID", "実績値"], *rows])


def pasted(browser, text, address=IMPORT):
    return browser.post(address, {"table": text, "paste": ""})


def uploaded(browser, data, name="figures.xlsx", address=IMPORT):
    return browser.post(address, {"file": SimpleUploadedFile(name, data), "upload": ""})


def kinds(response):
    """What the page of differences says of each figure."""
    return {
        change.proposal.code or change.proposal.label: change.kind.value
        for change in response.context["difference"].changes
    }


def answer(browser, shown, take=None, address=IMPORT, **answers):
    """Send the page of differences: as it came, or with other ticks and with reasons."""
    difference = shown.context["difference"]
    ticked = [change.number for change in difference.changes if change.is_taken]
    reasons = {f"reason-{c.number}": c.reason for c in difference.changes if c.corrects}
    return browser.post(
        address,
        {"batch": shown.context["seal"], "take": ticked if take is None else take, "save": ""}
        | reasons
        | answers,
    )


def recorded():
    """Every entry of the ledger in short."""
    return [
        (
            e.indicator.code,
            e.fiscal_year.year,
            e.revision,
            e.absence if e.value is None else e.value,
            e.status,
        )
        for e in Entry.objects.select_related("indicator").order_by("pk")
    ]


def told(response):
    """The messages that a response leaves for the next page."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def errors(response):
    return {
        change.proposal.code: change.error
        for change in response.context["difference"].changes
        if change.error
    }


# Seeing the difference ----------------------------------------------------------------------


def test_each_figure_is_shown_beside_what_stands(city_client, city_staff):
    confirmed("1-1", 12, city_staff)
    draft("1-2", 3, city_staff)
    draft("2-1", 5, city_staff, note="暫定")
    draft("2-2", 6, city_staff)

    response = pasted(
        city_client,
        "指標ID\t実績値\t備考\n1-1\t12\t\n1-2\t４件\t\n2-1\t5\t確報\n2-2\t6回\t\n"
        "3-1\t該当なし\t\n3-2\t2026/4/1\t\n9-9\t3\t\n",
    )

    assert kinds(response) == {
        "1-1": "unchanged",
        "1-2": "changed",
        "2-1": "note",
        "2-2": "unchanged",
        "3-1": "new",
        "3-2": "refused",
        "9-9": "refused",
    }
    assert recorded()[-1] == ("2-2", 2026, 1, 6, "draft")
    page = response.content.decode()
    assert "表では「４件」" in page
    assert "備考：「暫定」から「確報」に変わります。" in page
    assert "日付や時刻、分数のように見えます" in page


def test_nothing_is_ticked_where_anything_was_refused(city_client):
    response = pasted(city_client, table(c1_1="12", c9_9="3"))

    assert [change.is_taken for change in response.context["difference"].changes] == [False, False]
    assert 'value="0" id="take-0" aria-labelledby="name-0">' in response.content.decode()


def test_all_is_ticked_where_all_is_right(city_client):
    response = pasted(city_client, table(c1_1="12", c1_2="3"))

    assert [change.is_taken for change in response.context["difference"].changes] == [True, True]


def test_what_the_figure_cannot_be_is_refused_before_saving(city_client):
    response = pasted(city_client, table(c1_1="12.5", c1_2="△3"))

    assert kinds(response) == {"1-1": "refused", "1-2": "refused"}
    page = response.content.decode()
    assert "小数です" in page
    assert "チェックした値を下書きとして保存" not in page


def test_another_unit_is_told_beside_the_figure(city_client):
    response = pasted(city_client, "指標ID\t単位\t実績値\n1-1\t人\t12\n1-2\t件\t約3")

    first, second = response.context["difference"].changes
    assert first.remarks == [
        "表の単位「人」は、この指標の単位「回」と違います。数を確かめてください。"
    ]
    assert len(second.remarks) == 1
    assert second.remarks[0].startswith("「約3」を、ちょうど3件と読みました。")


def test_a_note_alone_goes_to_the_figure_that_stands(city_client, city_staff):
    draft("1-1", 12, city_staff)

    response = pasted(city_client, "指標ID\t実績値\t備考\n1-1\t\t暫定\n1-2\t\t値なし\n")

    assert kinds(response) == {"1-1": "note", "1-2": "refused"}
    answer(city_client, response, take=[0])
    assert standing("1-1").draft.value == 12
    assert standing("1-1").draft.note == "暫定"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "表を貼り付けてから"),
        (" \r\n\t", "表が空です"),
        ("x\ty", "どの行も、指標IDとも指標名とも一致しません"),
        ("指標\tH38\n1-1\t3", "令和の年度ではありません"),
        ("1\t" * 150_000, "貼り付けた文字が多すぎます"),
    ],
)
def test_a_table_that_cannot_be_read_stays_in_the_box(text, complaint, city_client):
    response = pasted(city_client, text)

    form = response.context["paste"]
    assert complaint in str(form.errors["table"])
    assert form["table"].value() == text
    assert recorded() == []


def test_a_page_shows_no_more_than_a_person_can_look_through(city_client, monkeypatch):
    monkeypatch.setattr("indicators.importing.views.MAX_CELLS", 1)

    response = pasted(city_client, table(c1_1="12", c1_2="3"))

    assert "一度に見比べられるのは1個までです" in str(response.context["paste"].errors["table"])
    assert MAX_CELLS == 400


def test_markup_in_a_table_is_shown_as_text(city_client):
    page = parsed(pasted(city_client, table(c1_1="<b>12</b>", c9_9="<script>")))

    assert page.select("b, script:not([src])") == []
    assert "<b>12</b>" in plain(page)


# Saving -------------------------------------------------------------------------------------


def test_ticked_figures_become_drafts_and_lead_to_the_review(city_client):
    shown = pasted(city_client, table(c1_1="12", c1_2="未集計"))

    response = answer(city_client, shown)

    assert (response.status_code, response.url) == (302, CONFIRM)
    assert recorded() == [
        ("1-1", 2026, 1, 12, "draft"),
        ("1-2", 2026, 1, "pending", "draft"),
    ]
    assert told(response) == [
        "令和8年度の値を2件、下書きとして保存しました。確定するまで、住民の方には公開されません。"
    ]
    assert {e.source for e in Entry.objects.all()} == {"paste"}


def test_the_good_rows_can_be_taken_without_the_bad_ones(city_client):
    shown = pasted(city_client, table(c1_1="12", c9_9="3", c1_2="12.5.1", c2_1="7"))

    answer(city_client, shown, take=[0, 1, 2, 3])

    assert [(code, value) for code, _y, _r, value, _s in recorded()] == [("1-1", 12), ("2-1", 7)]


def test_nothing_ticked_saves_nothing_and_says_so(city_client):
    shown = pasted(city_client, table(c1_1="12"))

    response = answer(city_client, shown, take=[])

    assert response.context["difference"].errors == [
        "取り込む値に、一つ以上チェックを入れてください。"
    ]
    assert recorded() == []


@pytest.mark.parametrize("take", [["7"], ["-1"], ["x"], [""], ["０"]])
def test_ticks_for_what_is_not_there_take_nothing(take, city_client):
    shown = pasted(city_client, table(c1_1="12"))

    answer(city_client, shown, take=take)

    assert recorded() == []


def test_what_the_table_leaves_out_is_left_alone(city_client, city_staff):
    draft("1-1", 12, city_staff, note="備考")
    draft("1-2", 3, city_staff)

    shown = pasted(city_client, "指標ID\t実績値\t備考\n1-1\t13\t\n1-2\t\t\n")
    answer(city_client, shown)

    assert (standing("1-1").draft.value, standing("1-1").draft.note) == (13, "備考")
    assert standing("1-2").draft.revision == 1


def test_a_confirmed_figure_needs_a_reason_which_stays_through_errors(city_client, city_staff):
    confirmed("1-1", 12, city_staff)
    confirmed("1-2", 3, city_staff)
    shown = pasted(city_client, table(c1_1="13", c1_2="4", c2_1="5"))

    again = answer(city_client, shown, **{"reason-0": "数え直し", "reason-1": " "})

    assert errors(again) == {
        "1-2": "確定した値を変えるときは、訂正の理由を入力してください。住民の方にも公開されます。"
    }
    assert again.context["difference"].changes[0].reason == "数え直し"
    assert len(recorded()) == 4
    answer(city_client, again, **{"reason-1": "転記の誤り"})
    assert [(e.indicator.code, e.reason) for e in Entry.objects.open_drafts()] == [
        ("1-1", "数え直し"),
        ("1-2", "転記の誤り"),
        ("2-1", ""),
    ]


def test_only_what_is_taken_needs_a_reason(city_client, city_staff):
    confirmed("1-1", 12, city_staff)
    shown = pasted(city_client, table(c1_1="13", c1_2="4"))

    response = answer(city_client, shown, take=[1])

    assert response.status_code == 302
    assert standing("1-1").draft is None


def test_a_reason_may_come_with_the_table(city_client, city_staff):
    confirmed("1-1", 12, city_staff)
    shown = pasted(city_client, "指標ID\t実績値\t訂正の理由\n1-1\t13\t数え直し")

    answer(city_client, shown)

    assert standing("1-1").draft.reason == "数え直し"


@pytest.mark.parametrize("field", ["備考", "訂正の理由"])
def test_words_that_the_ledger_cannot_hold_are_refused(field, city_client, city_staff):
    confirmed("1-1", 12, city_staff)

    shown = pasted(city_client, f"指標ID\t実績値\t{field}\n1-1\t13\t{'あ' * 1001}")

    assert "長すぎます" in shown.context["difference"].changes[0].refusal


def test_a_reason_that_is_too_long_is_refused_and_kept(city_client, city_staff):
    confirmed("1-1", 12, city_staff)
    shown = pasted(city_client, table(c1_1="13"))

    again = answer(city_client, shown, **{"reason-0": "あ" * 1001})

    assert "長すぎます" in errors(again)["1-1"]
    assert len(again.context["difference"].changes[0].reason) == 1001


def test_sending_the_same_page_twice_saves_once(city_client):
    shown = pasted(city_client, table(c1_1="12"))
    answer(city_client, shown, take=[0])

    again = answer(city_client, shown, take=[0])

    assert len(recorded()) == 1
    assert again.status_code == 200


# Several years ------------------------------------------------------------------------------


def test_all_years_are_saved_together(city_client):
    shown = pasted(city_client, "指標\tR8\tR9\n1-1\t1\t2\n1-2\t3\t\n", ALL)

    response = answer(city_client, shown, address=ALL)

    assert (response.status_code, response.url) == (302, "/staff/")
    assert recorded() == [
        ("1-1", 2026, 1, 1, "draft"),
        ("1-2", 2026, 1, 3, "draft"),
        ("1-1", 2027, 1, 2, "draft"),
    ]
    assert len(told(response)) == 2


def test_all_years_are_saved_or_none(city_client, second_city_staff):
    shown = pasted(city_client, "指標\tR8\tR9\n1-1\t1\t2\n", ALL)
    draft("1-1", 20, second_city_staff, FY2027)

    again = answer(city_client, shown, address=ALL)

    assert recorded() == [("1-1", 2027, 1, 20, "draft")]
    assert [bool(c.conflict) for c in again.context["difference"].changes] == [False, True]


def test_one_year_of_all_leads_to_its_review(city_client):
    shown = pasted(city_client, "指標\tR9\n1-1\t1\n", ALL)

    assert answer(city_client, shown, address=ALL).url == "/staff/entry/2027/confirm/"


# Two people ---------------------------------------------------------------------------------


def test_what_somebody_else_saved_meanwhile_is_shown_and_not_overwritten(
    city_client, city_staff, second_city_staff
):
    draft("1-1", 10, city_staff)
    shown = pasted(city_client, table(c1_1="12", c1_2="3"))
    draft("1-1", 20, second_city_staff)

    again = answer(city_client, shown)

    assert [entry[3] for entry in recorded()] == [10, 20]
    (change, other) = again.context["difference"].changes
    assert (change.conflict.seen.current.value, change.old.value, change.value) == (10, 20, 12)
    assert other.error == ""
    page = again.content.decode()
    assert "堀内 二郎さんが" in page
    assert "20回" in page

    answer(city_client, again)
    assert [entry[3] for entry in recorded()] == [10, 20, 12, 3]


def test_a_figure_that_somebody_else_saved_alike_is_no_conflict(city_client, second_city_staff):
    shown = pasted(city_client, table(c1_1="12", c1_2="3"))
    draft("1-1", 12, second_city_staff)

    answer(city_client, shown)

    assert [(e[0], e[3]) for e in recorded()] == [("1-1", 12), ("1-2", 3)]


def test_a_rule_that_only_the_ledger_knows_is_told_at_its_row(city_client, monkeypatch):
    shown = pasted(city_client, table(c1_1="12", c1_2="3"))
    monkeypatch.setattr(
        actions, "_refusal", lambda figure, _standing: "だめです。" * (figure.value == 12)
    )

    again = answer(city_client, shown)

    assert errors(again) == {"1-1": "だめです。"}
    assert recorded() == []


# Files --------------------------------------------------------------------------------------

ROWS: list[list[object]] = [["指標ID", "令和8年度"], ["1-1", 12], ["1-2", "該当なし"]]


def test_a_file_is_saved_with_its_name_and_hash(city_client):
    data = xlsx(ROWS)
    shown = uploaded(city_client, data, "令和8年度 実績.xlsx")
    assert kinds(shown) == {"1-1": "new", "1-2": "new"}

    answer(city_client, shown)

    assert [(e.source, e.file_name, e.file_sha256) for e in Entry.objects.all()] == [
        ("file", "令和8年度 実績.xlsx", sha256(data))
    ] * 2
    assert [(e[0], e[3]) for e in recorded()] == [("1-1", 12), ("1-2", "not_applicable")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932", "utf-16"])
def test_a_csv_file_is_taken_as_well(encoding, city_client):
    shown = uploaded(city_client, "指標ID,実績値\r\n1-1,12\r\n".encode(encoding), "実績.csv")

    assert kinds(shown) == {"1-1": "new"}


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "ファイルが空です"),
        (b"%PDF-1.7", "PDFファイルです"),
        (b"x" * (5 * 1024 * 1024 + 1), "5MBまで"),
        (xlsx([["9-9", 3]]), "どの行も"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_at_its_field(data, complaint, city_client):
    response = uploaded(city_client, data)

    assert complaint in str(response.context["upload"].errors["file"])
    assert response.context["paste"].errors == {}


def test_no_file_is_told(city_client):
    response = city_client.post(IMPORT, {"upload": ""})

    assert "ファイルを選んでから" in str(response.context["upload"].errors["file"])


def test_a_path_in_a_files_name_is_no_part_of_it(city_client):
    shown = uploaded(city_client, xlsx(ROWS), "../../etc/passwd.xlsx")

    assert shown.context["difference"].batch.file.name == "passwd.xlsx"


# What travels in the page -------------------------------------------------------------------


@pytest.mark.parametrize("change", [lambda seal: seal[:-1], lambda seal: "x" + seal, lambda _: ""])
def test_a_changed_seal_opens_nothing(change, city_client):
    shown = uploaded(city_client, xlsx(ROWS))

    response = city_client.post(
        IMPORT, {"batch": change(shown.context["seal"]), "take": [0, 1], "save": ""}
    )

    assert recorded() == []
    assert told(response) == [
        "読み取った内容を確かめられませんでした。お手数ですが、もう一度読み込んでください。"
    ]


def test_a_seal_is_for_one_person_and_one_page(city_client, city_staff, second_city_staff):
    shown = uploaded(city_client, xlsx(ROWS))
    seal = shown.context["seal"]

    assert Batch.opened(seal, city_staff, "2026:1") == shown.context["difference"].batch
    for person, page in [(second_city_staff, "2026:1"), (city_staff, "2027:1")]:
        with pytest.raises(Refusal):
            Batch.opened(seal, person, page)


def test_going_back_finds_what_was_pasted(city_client):
    text = table(c1_1="12", c9_9="3")
    shown = pasted(city_client, text)

    response = city_client.post(IMPORT, {"batch": shown.context["seal"], "back": ""})

    assert response.context["paste"]["table"].value() == text
    assert recorded() == []


def test_an_indicator_that_is_gone_meanwhile_is_refused(city_client, administrator):
    Indicator.objects.create(
        direction=Indicator.objects.first().direction, code="1-3", name="新しい指標", unit="件"
    )
    shown = pasted(city_client, table(c1_3="12"))
    Indicator.objects.get(code="1-3").delete()

    again = answer(city_client, shown, take=[0])

    (refused,) = again.context["difference"].of(ChangeKind.REFUSED)
    assert refused.refusal.startswith("この指標は、いまは")
    assert recorded() == []


# Cost ---------------------------------------------------------------------------------------

QUERIES = 11
"""Session, user, permissions (2), indicators twice, targets, standings (2), other years, sample."""


def more_indicators():
    """Twenty indicators more than the guideline's ten."""
    direction = Indicator.objects.first().direction
    Indicator.objects.bulk_create(
        Indicator(direction=direction, code=f"9-{n:02}", name=f"指標その{n}", unit="件")
        for n in range(20)
    )


def every_indicator(value):
    return tsv([["指標ID", "実績値"], *([i.code, value] for i in Indicator.objects.all())])


def test_the_difference_takes_a_fixed_number_of_queries(
    city_client, city_staff, django_assert_num_queries
):
    text = every_indicator("3")
    with django_assert_num_queries(QUERIES):
        pasted(city_client, text)
    more_indicators()
    for indicator in Indicator.objects.all():
        confirmed(indicator.code, 2, city_staff)
    text = every_indicator("4")
    with django_assert_num_queries(QUERIES):
        response = pasted(city_client, text)

    assert len(response.context["difference"].changes) == 30


def test_saving_takes_no_more_queries_for_more_figures(city_client, django_assert_max_num_queries):
    counts = []
    for enlarge in (lambda: None, more_indicators):
        enlarge()
        shown = pasted(city_client, every_indicator(str(len(counts) + 1)))
        with django_assert_max_num_queries(40) as captured:
            answer(city_client, shown)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_a_difference_of_a_value_that_becomes_an_absence_needs_a_reason(city_staff):
    confirmed("1-1", 12, city_staff)
    confirmed("1-2", None, city_staff, absence=Absence.PENDING)
    batch = Batch(
        proposals=(
            Proposal("B2", code="1-1", year=FY2026, text="該当なし"),
            Proposal("B3", code="1-2", year=FY2026, text="未集計"),
        )
    )

    first, second = Difference(batch).changes

    assert (first.kind, first.corrects) == (ChangeKind.CHANGED, True)
    assert (second.kind, second.corrects) == (ChangeKind.UNCHANGED, False)
    assert first.figure.value is None
    assert standing("1-1").confirmed.value == Decimal(12)
