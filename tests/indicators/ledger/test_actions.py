"""The verbs of the ledger: what they insert, and what they refuse."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from indicators.ledger import actions
from indicators.ledger.actions import (
    answer_doubts,
    confirm_entries,
    correct_entry,
    record_entries,
    withdraw_draft,
)
from indicators.ledger.new_figures import RefusedFigures, SourceFile, StaleFigures
from indicators.ledger.standings import EntryState, standings
from indicators.models import Entry, Indicator
from indicators.notation.absence import Absence
from tests.figures import (
    FY2026,
    confirmed,
    corrected,
    draft,
    figure,
    moment,
    standing,
    withdrawn,
)

pytestmark = pytest.mark.usefixtures("guideline")


def life(code="1-1"):
    """The history of a figure in short: (revision, value or absence, status)."""
    entries = Entry.objects.filter(indicator__code=code, fiscal_year=2026).order_by("revision")
    return [(e.revision, e.absence if e.value is None else e.value, e.status) for e in entries]


# Recording ---------------------------------------------------------------------------------


def test_recording_makes_a_draft_with_who_and_when(city_staff):
    entry = draft("1-1", 12, city_staff, at=moment(2027, 5, 10), note="暫定")

    entry.refresh_from_db()
    assert (entry.value, entry.absence, entry.status) == (Decimal(12), "", "draft")
    assert (entry.revision, entry.note, entry.source) == (1, "暫定", "sheet")
    assert (entry.entered_by, entry.entered_at) == (city_staff, moment(2027, 5, 10))


def test_recording_zero_keeps_a_zero(city_staff):
    draft("1-1", 0, city_staff)

    assert life() == [(1, 0, "draft")]


def test_recording_an_absence_keeps_the_reason(city_staff):
    draft("1-1", None, city_staff, absence=Absence.PENDING)

    assert life() == [(1, "pending", "draft")]


def test_recording_what_already_counts_makes_no_revision(city_staff):
    draft("1-1", 12, city_staff)

    assert record_entries(year=FY2026, figures=[figure("1-1", "12.00")], by=city_staff) == []
    assert life() == [(1, 12, "draft")]


def test_recording_nothing_where_nothing_is_makes_no_revision(city_staff):
    assert record_entries(year=FY2026, figures=[figure("1-1")], by=city_staff) == []
    assert life() == []


def test_recording_a_blank_takes_back_the_draft(city_staff):
    draft("1-1", 12, city_staff)
    draft("1-1", None, city_staff)

    assert life() == [(1, 12, "draft"), (2, 12, "withdrawn")]
    assert standing("1-1").state == EntryState.OWED


def test_recording_after_a_withdrawal_goes_on_with_the_next_revision(city_staff):
    draft("1-1", 12, city_staff)
    withdrawn("1-1", city_staff)
    draft("1-1", 13, city_staff)

    assert life() == [(1, 12, "draft"), (2, 12, "withdrawn"), (3, 13, "draft")]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"value": 3, "absence": "pending"}, "どちらか一つ"),
        ({"value": -3}, "0以上"),
        ({"value": "12.5"}, "整数"),
        ({"note": "備考だけ"}, "備考だけでは保存できません"),
        ({"value": 3, "note": "長" * 1001}, "1000"),
        ({"value": 10**12}, ""),
    ],
)
def test_recording_refuses_a_figure_that_breaks_a_rule(wanted, message, city_staff):
    good, bad = figure("1-1", 5), figure("1-2", **wanted)

    with pytest.raises(RefusedFigures) as refused:
        record_entries(year=FY2026, figures=[good, bad], by=city_staff)

    assert list(refused.value.by_code) == ["1-2"]
    assert message in refused.value.by_code["1-2"]
    assert Entry.objects.count() == 0


def test_recording_over_a_confirmed_figure_needs_a_reason(city_staff):
    confirmed("1-1", 12, city_staff)

    with pytest.raises(RefusedFigures) as refused:
        draft("1-1", 13, city_staff)
    assert list(refused.value.by_code) == ["1-1"]

    draft("1-1", 13, city_staff, reason="数え直し")
    assert life()[-1] == (3, 13, "draft")
    assert standing("1-1").state == EntryState.CORRECTING


def test_recording_refuses_to_empty_a_confirmed_figure(city_staff):
    confirmed("1-1", 12, city_staff)

    with pytest.raises(RefusedFigures) as refused:
        draft("1-1", None, city_staff)

    assert "確定した値は空にできません" in refused.value.by_code["1-1"]


def test_a_new_note_on_a_confirmed_figure_needs_no_reason(city_staff):
    confirmed("1-1", 12, city_staff)
    draft("1-1", 12, city_staff, note="11月末の数値")

    assert life()[-1] == (3, 12, "draft")


def test_a_figure_from_a_file_names_it_through_its_whole_life(city_staff):
    file = SourceFile("令和8年度.xlsx", "a" * 64)
    drafts = record_entries(
        year=FY2026,
        figures=[figure("1-1", 12)],
        by=city_staff,
        source=Entry.Source.FILE,
        file=file,
    )
    confirm_entries(drafts=drafts, by=city_staff)

    assert [
        (entry.status, entry.source, entry.file_name, entry.file_sha256)
        for entry in Entry.objects.order_by("revision")
    ] == [
        ("draft", "file", "令和8年度.xlsx", "a" * 64),
        ("confirmed", "file", "令和8年度.xlsx", "a" * 64),
    ]


def test_the_database_refuses_a_file_without_its_hash(city_staff):
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.bulk_create(
            [
                Entry(
                    indicator=figure("1-1").indicator,
                    fiscal_year=2026,
                    revision=1,
                    value=12,
                    status="draft",
                    entered_by=city_staff,
                    entered_at=moment(2027, 4, 2),
                    source="file",
                    file_name="令和8年度.xlsx",
                )
            ]
        )


def test_the_word_on_an_odd_figure_stays_with_it(city_staff):
    odd = draft("1-1", 12, city_staff, doubts=("other_unit",), assurance="件を回と数えるため")
    assert record_entries(year=FY2026, figures=[figure("1-1", 12)], by=city_staff) == []
    confirm_entries(drafts=[odd], by=city_staff)

    assert [
        (entry.status, entry.doubts, entry.assurance)
        for entry in Entry.objects.order_by("revision")
    ] == [
        ("draft", ["other_unit"], "件を回と数えるため"),
        ("confirmed", ["other_unit"], "件を回と数えるため"),
    ]


# Two people --------------------------------------------------------------------------------


def test_the_second_to_save_is_refused_and_shown_both_sides(city_staff, second_city_staff):
    mine = figure("1-1", 12)
    theirs = draft("1-1", 20, second_city_staff)

    with pytest.raises(StaleFigures) as stale:
        record_entries(year=FY2026, figures=[mine, figure("1-2", 3)], by=city_staff)

    (conflict,) = stale.value.conflicts
    assert (conflict.indicator.code, conflict.standing.latest) == ("1-1", theirs)
    assert conflict.seen.latest is None
    assert life() == [(1, 20, "draft")]
    assert life("1-2") == []


def test_a_figure_left_as_it_was_seen_is_no_conflict(city_staff, second_city_staff):
    untouched = figure("1-1")
    draft("1-1", 20, second_city_staff)

    record_entries(year=FY2026, figures=[untouched, figure("1-2", 3)], by=city_staff)

    assert life() == [(1, 20, "draft")]
    assert life("1-2") == [(1, 3, "draft")]


def test_a_confirmed_figure_left_as_it_was_seen_is_no_conflict(city_staff, second_city_staff):
    confirmed("1-1", 12, city_staff)
    untouched = figure("1-1", 12)
    draft("1-1", 20, second_city_staff, reason="数え直し")

    assert record_entries(year=FY2026, figures=[untouched], by=city_staff) == []


def test_two_people_who_type_the_same_do_not_conflict(city_staff, second_city_staff):
    mine = figure("1-1", 20)
    draft("1-1", 20, second_city_staff)

    assert record_entries(year=FY2026, figures=[mine], by=city_staff) == []


def test_a_revision_taken_between_reading_and_writing_is_a_conflict(
    city_staff, second_city_staff, monkeypatch
):
    base = draft("1-1", 10, city_staff)
    before = standings(Entry.objects.for_year(FY2026))
    mine = figure("1-1", 12)
    theirs = draft("1-1", 20, second_city_staff)
    reads = [before]  # what was read just before the other person saved
    monkeypatch.setattr(
        actions, "standings", lambda entries: reads.pop() if reads else standings(entries)
    )

    with pytest.raises(StaleFigures) as stale:
        record_entries(year=FY2026, figures=[mine], by=city_staff)

    assert [
        (c.indicator.code, c.standing.latest, c.seen.latest) for c in stale.value.conflicts
    ] == [("1-1", theirs, base)]
    assert life() == [(1, 10, "draft"), (2, 20, "draft")]


# Confirming --------------------------------------------------------------------------------


def test_confirming_adds_a_confirmed_revision_by_the_confirmer(city_staff, second_city_staff):
    entry = draft("1-1", 12, city_staff, note="速報値")
    (made,) = confirm_entries(drafts=[entry], by=second_city_staff, at=moment(2027, 6, 1))

    assert life() == [(1, 12, "draft"), (2, 12, "confirmed")]
    assert (made.note, made.entered_by, made.entered_at) == (
        "速報値",
        second_city_staff,
        moment(2027, 6, 1),
    )
    assert standing("1-1").state == EntryState.CONFIRMED


@pytest.mark.parametrize("meanwhile", ["redrafted", "withdrawn", "confirmed"])
def test_confirming_a_draft_that_moved_on_is_refused_whole(meanwhile, city_staff):
    reviewed = draft("1-1", 12, city_staff)
    other = draft("1-2", 3, city_staff)
    if meanwhile == "redrafted":
        draft("1-1", 13, city_staff)
    elif meanwhile == "withdrawn":
        withdrawn("1-1", city_staff)
    else:
        confirm_entries(drafts=[reviewed], by=city_staff)

    with pytest.raises(StaleFigures) as stale:
        confirm_entries(drafts=[other, reviewed], by=city_staff)

    assert [c.indicator.code for c in stale.value.conflicts] == ["1-1"]
    assert life("1-2") == [(1, 3, "draft")]


def test_only_an_open_draft_can_be_confirmed_answered_or_taken_back(city_staff):
    entry = confirmed("1-1", 12, city_staff)

    for verb in (
        lambda: confirm_entries(drafts=[entry], by=city_staff),
        lambda: answer_doubts(answers={entry: "数え直した"}, by=city_staff),
        lambda: withdraw_draft(draft=entry, by=city_staff),
    ):
        with pytest.raises(StaleFigures):
            verb()
    assert life() == [(1, 12, "draft"), (2, 12, "confirmed")]


def test_only_a_new_word_on_a_doubt_makes_a_revision(city_staff):
    silent = draft("1-1", 12, city_staff, doubts=("other_unit",))
    answered = draft("1-2", 3, city_staff, doubts=("other_unit",), assurance="件で数える")
    answers = {silent: "", answered: "件で数える"}

    assert answer_doubts(answers=answers, by=city_staff) == []
    (made,) = answer_doubts(answers=answers | {answered: "校で数える"}, by=city_staff)

    assert (made.assurance, made.revision, made.status) == ("校で数える", 2, "draft")
    assert Entry.objects.count() == 3


# Correcting --------------------------------------------------------------------------------


def test_correcting_adds_a_confirmed_revision_with_the_reason(city_staff):
    confirmed("1-1", 12, city_staff)
    made = corrected("1-1", 14, city_staff, "二重に数えていたため")

    assert life() == [(1, 12, "draft"), (2, 12, "confirmed"), (3, 14, "confirmed")]
    assert (made.reason, made.source) == ("二重に数えていたため", "correction")


def test_correcting_to_an_absence_is_possible(city_staff):
    confirmed("1-1", 12, city_staff)
    corrected("1-1", None, city_staff, "事業が中止のため", absence=Absence.NOT_APPLICABLE)

    assert life()[-1] == (3, "not_applicable", "confirmed")


@pytest.mark.parametrize(
    ("value", "reason"), [(14, ""), (14, " 　"), (12, "変わらない"), (-1, "負"), (None, "空")]
)
def test_correcting_refuses_what_breaks_a_rule(value, reason, city_staff):
    confirmed("1-1", 12, city_staff)

    with pytest.raises(RefusedFigures) as refused:
        corrected("1-1", value, city_staff, reason)

    assert list(refused.value.by_code) == ["1-1"]
    assert len(life()) == 2


@pytest.mark.parametrize("state", ["nothing", "draft", "draft over confirmed"])
def test_correcting_needs_a_confirmed_figure_without_a_draft(state, city_staff):
    if state == "draft over confirmed":
        confirmed("1-1", 12, city_staff)
    if state != "nothing":
        draft("1-1", 13, city_staff, reason="下書き")

    with pytest.raises(RefusedFigures):
        corrected("1-1", 14, city_staff, "理由")


def test_correcting_what_somebody_else_corrected_is_refused(city_staff, second_city_staff):
    confirmed("1-1", 12, city_staff)
    mine = figure("1-1", 14, reason="私の訂正")
    theirs = corrected("1-1", 15, second_city_staff, "先の訂正")

    with pytest.raises(StaleFigures) as stale:
        correct_entry(year=FY2026, figure=mine, by=city_staff)

    assert [c.standing.latest for c in stale.value.conflicts] == [theirs]


# Withdrawing -------------------------------------------------------------------------------


def test_withdrawing_lets_the_confirmed_figure_count_again(city_staff):
    confirmed("1-1", 12, city_staff)
    draft("1-1", 13, city_staff, reason="数え直し")
    withdrawn("1-1", city_staff)

    assert standing("1-1").state == EntryState.CONFIRMED
    assert standing("1-1").current.value == 12
    assert life()[-1] == (4, 13, "withdrawn")


def test_withdrawing_twice_is_refused(city_staff):
    entry = draft("1-1", 12, city_staff)
    withdraw_draft(draft=entry, by=city_staff)

    with pytest.raises(StaleFigures):
        withdraw_draft(draft=entry, by=city_staff)
    assert len(life()) == 2


# Cost --------------------------------------------------------------------------------------


def test_recording_a_whole_year_takes_a_fixed_number_of_queries(
    city_staff, django_assert_num_queries
):
    figures = [figure(i.code, n) for n, i in enumerate(Indicator.objects.all())]

    # two savepoints (4), standings (2), what the figures are judged by (2), one insert
    with django_assert_num_queries(9):
        made = record_entries(year=FY2026, figures=figures, by=city_staff)

    assert len(made) == 10
