"""Publications to come: exactly what was seen is published at its moment, or nothing and why."""

import datetime as dt
from io import StringIO
from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connections, transaction

from indicators.models import Indicator
from records.refusals import Refusal
from reports.editions.actions import publish_edition
from reports.editions.snapshot import next_edition
from reports.models import Edition, Schedule, ScheduleOutcome
from reports.schedules.actions import cancel_schedule, publish_due, schedule_publication
from tests.figures import FY2026, FY2027, confirmed, moment
from tests.reports.making import published, saved

pytestmark = pytest.mark.usefixtures("guideline")

PLANNED = moment(2027, 7, 1)
NINE = moment(2027, 8, 1, 9)
LATER = moment(2027, 8, 1, 9, 5)


def planned(by, year=FY2026, publish_at=NINE, at=PLANNED, change_note="", **texts) -> Schedule:
    """Save a draft and plan its publication."""
    report = saved(by, year, at, **texts)
    upcoming = next_edition(year, by=by, at=at)
    return schedule_publication(
        report=report,
        by=by,
        publish_at=publish_at,
        seen_version=report.version,
        seen_substance=upcoming.substance,
        change_note=change_note,
        at=at,
    )


def ends() -> list[tuple[str, str]]:
    """Return how each schedule ended, and why it was refused."""
    return [
        (result.kind, result.reason) if (result := schedule.result) else ("", "")
        for schedule in Schedule.objects.with_outcome().order_by("pk")
    ]


def test_nothing_is_published_before_its_moment(client, center_staff):
    planned(center_staff, closing="秘密の終わり")

    assert publish_due(at=NINE - dt.timedelta(seconds=1)) == []
    assert Edition.objects.count() == 0
    for address in ["/reports/", "/reports/2026/", "/updates/", "/updates.atom", "/sitemap.xml"]:
        page = client.get(address).content.decode()
        assert "秘密の終わり" not in page, address
        assert "8月1日" not in page, address
        assert "2027-08-01" not in page, address


def test_at_its_moment_what_was_seen_is_published_in_the_planners_name(city_staff, center_staff):
    confirmed("1-1", 10, city_staff)
    schedule = planned(center_staff, closing="以上です。")

    (outcome,) = publish_due(at=LATER)

    edition = Edition.objects.get()
    assert (edition.published_by, edition.published_at) == (center_staff, LATER)
    assert edition.content["edition"]["published_at"] == "2027-08-01T09:05:00+09:00"
    assert edition.content["closing"] == "以上です。"
    assert (outcome.schedule, outcome.edition, outcome.at) == (schedule, edition, LATER)
    assert publish_due(at=LATER) == []
    assert ends() == [("published", "")]


def test_second_edition_is_published_with_its_note(center_staff):
    published(center_staff)
    planned(center_staff, closing="書き足した。", change_note=" 書き足しました。\r\n")

    publish_due(at=LATER)

    assert Edition.objects.get(number=2).change_note == "書き足しました。"


def test_text_that_moved_on_is_not_published_and_staff_are_told_why(center_staff, administrator):
    planned(center_staff)
    saved(administrator, closing="書き足した。")

    (outcome,) = publish_due(at=LATER)

    assert Edition.objects.count() == 0
    assert outcome.kind == "refused"
    assert outcome.reason == (
        "確認したあとに、ほかの人が下書きを保存しました。"
        "プレビューをもう一度確かめてから公表してください。"
    )
    assert publish_due(at=LATER) == []


def test_figures_that_moved_on_are_not_published(city_staff, center_staff):
    planned(center_staff)
    confirmed("1-1", 10, city_staff)

    publish_due(at=LATER)

    assert Edition.objects.count() == 0
    assert [kind for kind, _reason in ends()] == ["refused"]
    assert "実績値、指標の内容、画像のいずれかが変わりました" in ends()[0][1]


def test_renamed_indicator_counts_as_moved_on(center_staff):
    planned(center_staff)
    Indicator.objects.filter(code="1-1").update(name="変えた名前")

    publish_due(at=LATER)

    assert Edition.objects.count() == 0


@pytest.mark.parametrize("leaves", ["the group", "the city"])
def test_planner_who_may_not_publish_any_more_publishes_nothing(center_staff, leaves):
    planned(center_staff)
    if leaves == "the group":
        center_staff.groups.clear()
    else:
        center_staff.is_active = False
        center_staff.save()

    publish_due(at=LATER)

    assert Edition.objects.count() == 0
    assert ends() == [("refused", "予定を決めた人に、公表する権限がなくなっています。")]


def test_cancelled_plan_publishes_nothing_and_stays_in_the_history(center_staff, administrator):
    schedule = planned(center_staff)

    cancel_schedule(schedule=schedule, by=administrator, at=PLANNED)

    assert publish_due(at=LATER) == []
    assert Edition.objects.count() == 0
    outcome = ScheduleOutcome.objects.get()
    assert (outcome.kind, outcome.by, outcome.at) == ("cancelled", administrator, PLANNED)
    with pytest.raises(Refusal, match="すでに公表されたか、取り消されています"):
        cancel_schedule(schedule=schedule, by=administrator)


def test_new_plan_takes_the_place_of_the_one_before(center_staff):
    planned(center_staff)
    planned(center_staff, publish_at=moment(2027, 9, 1), closing="書き足した。")

    assert publish_due(at=LATER) == []
    publish_due(at=moment(2027, 9, 1))

    assert ends() == [("replaced", ""), ("published", "")]
    assert Edition.objects.get().content["closing"] == "書き足した。"


def test_publishing_by_hand_takes_the_place_of_a_plan(center_staff, administrator):
    schedule = planned(center_staff)
    publish_edition(
        report=schedule.report, by=administrator, seen_version=1, at=moment(2027, 7, 15)
    )

    assert publish_due(at=LATER) == []
    assert Edition.objects.get().published_by == administrator
    assert ends() == [("replaced", "")]


def test_plans_of_several_years_are_carried_out_each_for_itself(center_staff, administrator):
    planned(center_staff)
    planned(center_staff, FY2027)
    saved(administrator, closing="書き足した。")

    outcomes = publish_due(at=LATER)

    assert [(outcome.schedule.report.fiscal_year, outcome.kind) for outcome in outcomes] == [
        (FY2026, "refused"),
        (FY2027, "published"),
    ]


@pytest.mark.parametrize(
    ("publish_at", "why"),
    [
        (PLANNED, "公表する日時が過ぎています。"),
        (PLANNED - dt.timedelta(days=1), "公表する日時が過ぎています。"),
        (PLANNED + dt.timedelta(days=367), "1年以内"),
    ],
)
def test_moment_that_has_passed_or_lies_too_far_ahead_is_refused(center_staff, publish_at, why):
    with pytest.raises(Refusal, match=why):
        planned(center_staff, publish_at=publish_at)

    assert Schedule.objects.count() == 0


def test_what_could_not_be_published_now_cannot_be_planned(center_staff):
    with pytest.raises(Refusal, match="「はじめに」が空"):
        planned(center_staff, introduction=" ")
    published(center_staff, introduction="書いた。")
    with pytest.raises(Refusal, match="変わったところがない"):
        planned(center_staff, change_note="変えたつもり")
    with pytest.raises(Refusal, match="「変更点」に書いてください"):
        planned(center_staff, closing="書き足した。")

    assert Schedule.objects.count() == 0


def test_what_was_not_seen_cannot_be_planned(city_staff, center_staff):
    report = saved(center_staff)
    seen = next_edition(FY2026, by=center_staff, at=PLANNED).substance
    confirmed("1-1", 10, city_staff)

    with pytest.raises(Refusal, match="実績値、指標の内容、画像のいずれかが変わりました"):
        schedule_publication(
            report=report,
            by=center_staff,
            publish_at=NINE,
            seen_version=1,
            seen_substance=seen,
            at=PLANNED,
        )


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_the_same_moment_publish_once(center_staff):
    planned(center_staff)
    start, outcomes = Barrier(2), []

    def run() -> None:
        start.wait()
        try:
            outcomes.extend(publish_due(at=LATER))
        finally:
            connections.close_all()

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [outcome.kind for outcome in outcomes] == ["published"]
    assert [edition.number for edition in Edition.objects.all()] == [1]


@pytest.mark.django_db(transaction=True)
def test_run_and_cancellation_at_the_same_moment_leave_one_of_both(center_staff):
    schedule = planned(center_staff)
    start = Barrier(2)
    refusals = []

    def run() -> None:
        start.wait()
        try:
            publish_due(at=LATER)
        finally:
            connections.close_all()

    def cancel() -> None:
        start.wait()
        try:
            cancel_schedule(schedule=schedule, by=center_staff, at=LATER)
        except Refusal as refusal:
            refusals.append(refusal)
        finally:
            connections.close_all()

    threads = [Thread(target=run), Thread(target=cancel)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    (outcome,) = ScheduleOutcome.objects.all()
    assert (outcome.kind, Edition.objects.count(), len(refusals)) in [
        ("published", 1, 1),
        ("cancelled", 0, 0),
    ]


def test_failure_in_the_middle_leaves_the_plan_pending(center_staff, monkeypatch):
    planned(center_staff)
    with monkeypatch.context() as broken:
        broken.setattr(ScheduleOutcome.objects, "create", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            publish_due(at=LATER)

    assert (Edition.objects.count(), ends()) == (0, [("", "")])

    publish_due(at=LATER)

    assert (Edition.objects.count(), ends()) == (1, [("published", "")])


def test_the_database_refuses_a_plan_for_a_moment_before_it_was_made(center_staff):
    schedule = planned(center_staff)
    schedule.pk, schedule.publish_at = None, schedule.made_at

    with pytest.raises(IntegrityError), transaction.atomic():
        schedule.save(force_insert=True)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "published"},
        {"kind": "refused"},
        {"kind": "cancelled"},
        {"kind": "unheard-of", "reason": "理由"},
    ],
)
def test_the_database_refuses_an_outcome_that_is_not_whole(center_staff, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        ScheduleOutcome.objects.create(schedule=planned(center_staff), at=LATER, **fields)


def test_a_plan_ends_once(center_staff):
    schedule = planned(center_staff)
    cancel_schedule(schedule=schedule, by=center_staff, at=LATER)

    with pytest.raises(IntegrityError), transaction.atomic():
        ScheduleOutcome.objects.create(
            schedule=schedule, kind="cancelled", by=center_staff, at=LATER
        )


def run_command() -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("publish_scheduled", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_command_says_what_it_published_and_nothing_when_nothing_is_due(
    center_staff, time_machine
):
    planned(center_staff)
    time_machine.move_to(PLANNED, tick=False)
    assert run_command() == ("", "")

    time_machine.move_to(LATER, tick=False)
    assert run_command() == ("令和8年度（2026年度）の進捗報告書 第1版を公表しました。\n", "")
    assert run_command() == ("", "")


def test_the_command_says_why_it_published_nothing(center_staff, administrator, time_machine):
    planned(center_staff)
    saved(administrator, closing="書き足した。")
    time_machine.move_to(LATER, tick=False)

    assert run_command() == (
        "",
        (
            "令和8年度（2026年度）の進捗報告書を公表しませんでした。"
            "確認したあとに、ほかの人が下書きを保存しました。"
            "プレビューをもう一度確かめてから公表してください。\n"
        ),
    )
