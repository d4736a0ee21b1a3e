"""Writing a draft: two writers never overwrite each other, and nothing written is lost."""

from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, connections, transaction

from directions.models import Direction
from records.refusals import Refusal
from reports.drafts.actions import ClashingTexts, save_report
from reports.drafts.queries import read_draft
from reports.drafts.texts import Clash, Texts
from reports.models import Report, SavedDraft
from reports.models.report import MAX_LENGTH
from tests.figures import FY2026, FY2027, moment
from tests.reports.making import INTRODUCTION, saved

pytestmark = pytest.mark.usefixtures("guideline")


def test_first_save_makes_the_report(center_staff):
    report = saved(center_staff, sections={1: "交流会を開いた。", 2: ""}, at=moment(2027, 6, 1))

    assert (report.fiscal_year, report.version) == (FY2026, 1)
    assert (report.updated_by, report.updated_at) == (center_staff, moment(2027, 6, 1))
    assert read_draft(FY2026).texts.parts == {
        "introduction": INTRODUCTION,
        "section-1": "交流会を開いた。",
    }


def test_reports_of_other_years_stay_as_they_are(center_staff):
    saved(center_staff, closing="おわり")

    saved(center_staff, FY2027, introduction="令和9年度")

    assert read_draft(FY2026).texts.parts == {"introduction": INTRODUCTION, "closing": "おわり"}


def test_save_without_a_change_makes_no_version(center_staff, administrator):
    first = saved(center_staff, closing="おわり")

    again = saved(administrator, closing=" おわり\r\n")

    assert (again.version, again.updated_by) == (first.version, center_staff)
    assert SavedDraft.objects.count() == 1


def test_every_saved_version_is_kept(center_staff):
    saved(center_staff, closing="一度目")
    saved(center_staff, closing="二度目")
    saved(center_staff, closing="")

    assert [Texts(draft.parts)["closing"] for draft in SavedDraft.objects.order_by("version")] == [
        "一度目",
        "二度目",
        "",
    ]


def test_two_writers_of_different_parts_both_keep_theirs(center_staff, administrator):
    begun = saved(center_staff, closing="元").version
    saved(center_staff, closing="元", sections={1: "方向性1を書いた。"}, seen_version=begun)

    report = saved(administrator, closing="締めた。", sections={}, seen_version=begun)

    assert report.version == begun + 2
    assert read_draft(FY2026).texts.parts == {
        "introduction": INTRODUCTION,
        "section-1": "方向性1を書いた。",
        "closing": "締めた。",
    }


def test_second_writer_of_the_same_part_sees_both_and_loses_nothing(center_staff, administrator):
    begun = saved(center_staff, closing="元").version
    saved(center_staff, closing="先の人", sections={2: "二"}, seen_version=begun)

    with pytest.raises(ClashingTexts) as refused:
        saved(administrator, closing="後の人", sections={3: "三"}, seen_version=begun)

    assert refused.value.clashes == (Clash("closing", mine="後の人", theirs="先の人"),)
    assert refused.value.draft.version == begun + 1
    assert refused.value.merged.parts == {
        "introduction": INTRODUCTION,
        "section-2": "二",
        "section-3": "三",
        "closing": "後の人",
    }
    assert read_draft(FY2026).texts["closing"] == "先の人"


def test_two_who_begin_the_same_report_clash_too(center_staff, administrator):
    saved(center_staff, introduction="先の人")

    with pytest.raises(ClashingTexts):
        saved(administrator, introduction="後の人", seen_version=0)

    assert read_draft(FY2026).texts.parts == {"introduction": "先の人"}


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_the_same_report_at_the_same_moment_lose_nothing(center_staff, administrator):
    start, outcomes = Barrier(2), []

    def write(by, part: dict[str, object]) -> None:
        start.wait()
        try:
            saved(by, introduction="", seen_version=0, **part)
            outcomes.append("saved")
        finally:
            connections.close_all()

    threads = [
        Thread(target=write, args=(center_staff, {"sections": {1: "一"}, "closing": ""})),
        Thread(target=write, args=(administrator, {"sections": {2: "二"}, "closing": ""})),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes == ["saved", "saved"]
    assert read_draft(FY2026).texts.parts == {"section-1": "一", "section-2": "二"}
    assert read_draft(FY2026).version == 2


def test_version_that_never_was_is_refused(center_staff):
    saved(center_staff)

    with pytest.raises(Refusal, match="開き直して"):
        saved(center_staff, closing="おわり", seen_version=7)

    assert read_draft(FY2026).texts["closing"] == ""


def test_text_that_is_too_long_is_refused(center_staff):
    with pytest.raises(Refusal, match="20,000字まで"):
        saved(center_staff, closing="あ" * (MAX_LENGTH + 1))

    assert Report.objects.count() == 0


def test_text_of_the_greatest_length_is_kept(center_staff):
    saved(center_staff, closing="あ" * MAX_LENGTH)

    assert len(read_draft(FY2026).texts["closing"]) == MAX_LENGTH


def test_text_for_a_direction_that_does_not_exist_is_an_error_of_the_caller(center_staff):
    with pytest.raises(LookupError):
        saved(center_staff, sections={6: "六"})

    assert Report.objects.count() == 0


def test_direction_with_a_text_cannot_be_deleted(center_staff):
    saved(center_staff, sections={1: "一"})

    with pytest.raises(IntegrityError):
        Direction.objects.filter(number=1).delete()


@pytest.mark.parametrize("statement", ["UPDATE {} SET version = 9", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_delete_a_saved_draft(statement, center_staff):
    saved(center_staff)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement.format("reports_saveddraft"))

    assert SavedDraft.objects.get().version == 1


@pytest.mark.parametrize("year", [2025, 2034])
def test_the_database_refuses_a_report_outside_the_guidelines_years(year, center_staff):
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(
            fiscal_year=year, updated_at=moment(2027, 6, 1), updated_by=center_staff
        )


def test_save_report_writes_all_or_nothing(center_staff, monkeypatch):
    saved(center_staff, closing="元")
    monkeypatch.setattr(SavedDraft.objects, "create", lambda **_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        save_report(
            year=FY2026,
            texts=Texts.of({1: "変えた"}, introduction="変えた", voices="変えた", closing="変えた"),
            by=center_staff,
            seen_version=1,
        )

    assert read_draft(FY2026).texts.parts == {"introduction": INTRODUCTION, "closing": "元"}
    assert read_draft(FY2026).version == 1
