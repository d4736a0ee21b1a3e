"""What administrators can look up: who did what, when, from every record of it."""

import csv
import datetime as dt
import io

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import Indicator, Reminder
from kikugawa_portal.accounts.actions import FAILURES_KEPT, record_sign_in
from kikugawa_portal.models import SignInAttempt
from reports.editions.snapshot import next_edition
from reports.models import Schedule
from reports.schedules.actions import cancel_schedule, publish_due, schedule_publication
from tests.figures import FY2027, confirmed, draft, moment, withdrawn
from tests.pages import parsed, plain
from tests.reports.making import published, saved

LOG, EXPORT = "/staff/log/", "/staff/log/log.csv"


@pytest.fixture
def events(guideline, city_staff, second_city_staff, center_staff, administrator):
    """One event of each kind, a day apart."""
    record_sign_in(account=city_staff, succeeded=True, at=moment(2027, 5, 1))
    record_sign_in(account=city_staff, succeeded=False, at=moment(2027, 5, 2))
    record_sign_in(account=None, succeeded=False, at=moment(2027, 5, 3))
    draft("1-1", 1234, city_staff, at=moment(2027, 5, 4))
    confirmed("1-2", None, second_city_staff, absence="pending", at=moment(2027, 5, 5))
    draft("2-1", 7, city_staff, FY2027, at=moment(2027, 5, 6))
    published(center_staff, at=moment(2027, 8, 1))
    indicator = Indicator.objects.get(code="1-1")
    LogEntry.objects.create(
        user=administrator,
        action_time=moment(2027, 9, 1),
        content_type=ContentType.objects.get_for_model(Indicator),
        object_id=str(indicator.pk),
        object_repr=str(indicator.code),
        action_flag=CHANGE,
        change_message='[{"changed": {"fields": ["定義・算出方法"]}}]',
    )


EVENTS = [
    ("管理 太郎", "指標「1-1」を変えました：定義・算出方法 を変更しました。"),
    ("小笠 協子", "令和8年度の進捗報告書 第1版を公表しました"),
    ("小笠 協子", "令和8年度の進捗報告書の下書きを保存しました（1回目）"),
    (
        "菊川 市子",
        (
            "指標2-1「市民協働センターによる情報発信件数」の令和9年度を、"
            "下書き「7件」にしました（年度入力シート）"
        ),
    ),
    (
        "堀内 二郎",
        (
            "指標1-2「市民協働センターによるコーディネート件数」の令和8年度を、"
            "「未集計」で確定しました（年度入力シート）"
        ),
    ),
    (
        "堀内 二郎",
        (
            "指標1-2「市民協働センターによるコーディネート件数」の令和8年度を、"
            "下書き「未集計」にしました（年度入力シート）"
        ),
    ),
    (
        "菊川 市子",
        (
            "指標1-1「市民協働センターによる交流機会の創出事業の実施回数」の令和8年度を、"
            "下書き「1,234回」にしました（年度入力シート）"
        ),
    ),
    ("", "登録のないIDで、サインインが試みられました"),
    ("菊川 市子", "このIDで、サインインに失敗しました"),
    ("菊川 市子", "サインインしました"),
]


def exported(client, **conditions) -> list[tuple[str, str]]:
    """Return person and text of each line of the export."""
    response = client.get(EXPORT, conditions)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return [(row[2], row[3]) for row in csv.reader(io.StringIO(text, newline=""))][1:]


def test_the_log_tells_all_that_people_did_newest_first(events, admin_client):
    assert exported(admin_client) == EVENTS


def test_plans_to_publish_are_told_with_their_end(events, admin_client, center_staff):
    def plan(day: int, closing: str) -> Schedule:
        report = saved(center_staff, FY2027, at=moment(2028, 6, day), closing=closing)
        return schedule_publication(
            report=report,
            by=center_staff,
            publish_at=moment(2028, 8, day, 9),
            seen_version=report.version,
            seen_substance=next_edition(FY2027, by=center_staff, at=moment(2028, 6, day)).substance,
            at=moment(2028, 6, day),
        )

    plan(1, "一")
    cancel_schedule(schedule=plan(2, "二"), by=center_staff, at=moment(2028, 6, 3))
    plan(4, "四")
    saved(center_staff, FY2027, at=moment(2028, 6, 5), closing="五")
    publish_due(at=moment(2028, 8, 4, 9))

    of_day = "令和9年度の進捗報告書を令和10年8月%d日 9:00に公表する予定を、"
    planned = "令和9年度の進捗報告書を、令和10年8月%d日 9:00に公表する予定にしました"
    assert exported(admin_client, kind="schedule") == [
        ("小笠 協子", planned % day) for day in (4, 2, 1)
    ]
    refused, *ended = exported(admin_client, kind="schedule_outcome")
    assert refused[0] == ""
    assert refused[1].startswith(
        "令和9年度の進捗報告書を、予定の令和10年8月4日 9:00に公表できませんでした：確認したあとに"
    )
    assert ended == [
        ("小笠 協子", of_day % 2 + "取り消しました"),
        ("小笠 協子", of_day % 1 + "ほかの予定や公表に置きかえました"),
    ]


def test_the_page_shows_the_same_lines(events, admin_client):
    page = parsed(admin_client.get(LOG))
    rows = list(map(plain, page.select('tr:has(> th[scope="row"])')))

    assert len(rows) == len(EVENTS)
    for (_person, text), row in zip(EVENTS, rows, strict=True):
        assert text in row


def test_conditions_narrow_page_and_export_alike(events, admin_client):
    for conditions, expected in [
        ({"kind": "sign_in"}, EVENTS[7:]),
        ({"kind": "edition"}, EVENTS[1:2]),
        ({"indicator": "1-2"}, EVENTS[4:6]),
        ({"year": "2027"}, EVENTS[3:4]),
        ({"year": "2026", "kind": "report"}, EVENTS[2:3]),
        ({"kind": "sign_in", "indicator": "1-2"}, []),
        ({"since": "2027-05-05", "until": "2027-08-01"}, EVENTS[1:6]),
        ({"until": "2027-05-01"}, EVENTS[9:]),
        ({"since": "0001-01-01", "until": "9999-12-31"}, EVENTS),
        ({"kind": "nonsense", "year": "1999", "since": "yesterday"}, EVENTS),
    ]:
        assert exported(admin_client, **conditions) == expected, conditions
        assert admin_client.get(LOG, conditions).context["page"].paginator.count == len(expected)


def test_one_person_s_lines(events, admin_client, second_city_staff):
    assert exported(admin_client, person=second_city_staff.pk) == EVENTS[4:6]


def test_the_log_takes_the_same_queries_however_long_it_is(events, admin_client, city_staff):
    with CaptureQueriesContext(connection) as short:
        admin_client.get(LOG)
    for _round in range(30):
        draft("1-1", 5, city_staff)
        withdrawn("1-1", city_staff)
    with CaptureQueriesContext(connection) as long:
        page = admin_client.get(LOG)

    assert len(long) == len(short)
    assert page.context["page"].paginator.num_pages == 2
    assert len(admin_client.get(LOG, {"page": "2"}).context["lines"]) == 20


def test_no_cell_of_the_export_is_a_formula(events, admin_client, city_staff):
    city_staff.last_name, city_staff.first_name = "=1+1", ""
    city_staff.save()

    assert {person for person, _text in exported(admin_client)} >= {"'=1+1"}


def test_mail_that_asked_for_figures_is_told_with_what_came_of_it(
    guideline, admin_client, city_staff
):
    for day, (result, error) in enumerate(
        [("sent", ""), ("failed", "=ConnectionRefusedError"), ("sending", "")], start=1
    ):
        Reminder.objects.create(
            recipient=city_staff,
            address="city@example.jp",
            fiscal_year=2026,
            on=dt.date(2027, 6, day),
            due_on=dt.date(2027, 6, 30),
            owed=["1-1", "1-2"],
            result=result,
            error=error,
            attempted_at=moment(2027, 6, day),
        )
    asked = "令和8年度の指標2件の入力をお願いするメール"

    told = [text for _person, text in exported(admin_client, kind="reminder", year="2026")]

    assert told == [
        f"{asked}は、city@example.jpに送る途中で止まりました",
        f"{asked}を、city@example.jpに送れませんでした（=ConnectionRefusedError）",
        f"{asked}を、city@example.jpに送りました",
    ]
    assert exported(admin_client, kind="reminder", year="2027") == []
    assert admin_client.get(LOG, {"kind": "reminder"}).context["page"].paginator.count == 3


# The log of sign-ins -----------------------------------------------------------------------


def attempts() -> list[tuple[str | None, bool]]:
    found = SignInAttempt.objects.order_by("pk")
    return [(found.account.username if found.account else None, found.succeeded) for found in found]


@pytest.mark.parametrize(
    ("username", "password", "kept"),
    [
        ("city", "password", [("city", True)]),
        ("city", "wrong", [("city", False)]),
        ("nobody", "secret-typed-here", [(None, False)]),
        ("\0", "x", [(None, False)]),
        ("", "x", []),
    ],
)
def test_a_sign_in_is_kept_without_what_was_typed(client, city_staff, username, password, kept):
    client.post("/accounts/login/", {"username": username, "password": password})

    assert attempts() == kept


def test_who_guesses_does_not_fill_the_log(city_staff):
    at = moment(2027, 5, 1)
    for _guess in range(FAILURES_KEPT + 5):
        record_sign_in(account=city_staff, succeeded=False, at=at)
    record_sign_in(account=None, succeeded=False, at=at)
    record_sign_in(account=city_staff, succeeded=True, at=at)
    record_sign_in(account=city_staff, succeeded=False, at=moment(2027, 5, 1, 12, 2))

    assert attempts() == [
        *[("city", False)] * FAILURES_KEPT,
        (None, False),
        ("city", True),
        ("city", False),
    ]
