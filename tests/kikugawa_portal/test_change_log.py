"""The change log: everything that was done, by whom, filtered, paged and exported."""

import csv
import datetime as dt
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import Reminder
from kikugawa_portal.account_log import note_change
from kikugawa_portal.change_log_csv import safe_cell
from kikugawa_portal.sign_ins import record_entry, record_refusal
from reports.actions import save_report
from reports.publishing import publish_edition
from tests.figures import FY2026, FY2027, confirmed, draft, moment, withdrawn

pytestmark = pytest.mark.usefixtures("guideline")

LOG = "/staff/log/"
EXPORT = "/staff/log/export.csv"


@pytest.fixture
def busy_year(city_staff, center_staff, administrator):
    """One thing of every kind, a day apart."""
    confirmed("1-1", 12, city_staff, at=moment(2027, 5, 1))
    draft("5-2", None, city_staff, FY2027, absence="pending", at=moment(2027, 5, 2))
    report = save_report(
        year=FY2026,
        introduction="進捗を報告します。",
        sections={},
        closing="",
        by=center_staff,
        seen_version=0,
        at=moment(2027, 5, 3),
    )
    publish_edition(report=report, by=center_staff, seen_version=1, at=moment(2027, 5, 4))
    Reminder.objects.create(
        recipient=city_staff,
        address="city@example.jp",
        fiscal_year=2026,
        on=dt.date(2027, 5, 5),
        due_on=dt.date(2027, 6, 30),
        owed=["1-2", "2-1"],
        result="sent",
        attempted_at=moment(2027, 5, 5),
    )
    note = note_change(changed=city_staff, by=administrator, what="アカウントを停止した")
    type(note).objects.filter(pk=note.pk).update(action_time=moment(2027, 5, 6))
    record_entry(by=city_staff, address="192.0.2.7", at=moment(2027, 5, 7))
    record_refusal(username="nobody", address=None, at=moment(2027, 5, 8))


EVERYTHING = [
    ("8", "sign_in", None, "登録のないIDでのサインインを断りました。"),
    ("7", "sign_in", "city", "サインインしました。"),
    ("6", "administration", "admin", "ユーザー「city」：アカウントを停止した"),
    ("5", "reminder", "city", "令和8年度の指標2件の入力をお願いするメールを送りました。"),
    ("4", "edition", "center", "令和8年度の進捗報告書の第1版を公表しました。"),
    ("3", "draft", "center", "令和8年度の進捗報告書を保存しました（1回目）。"),
    ("2", "figure", "city", "令和9年度 5-2 ユースワーカーが支援した市内の学校数を未集計で下書き"),
    (
        "1",
        "figure",
        "city",
        "令和8年度 1-1 市民協働センターによる交流機会の創出事業の実施回数を12回で確定しました",
    ),
    (
        "1",
        "figure",
        "city",
        "令和8年度 1-1 市民協働センターによる交流機会の創出事業の実施回数を12回で下書きに",
    ),
]


def lines(browser, **conditions):
    """Day, kind, who, what: as the page lists them."""
    return [
        (f"{line.at.day}", line.kind.value, line.person and line.person.username, line.text)
        for line in browser.get(LOG, conditions).context["page"]
    ]


def days(browser, **conditions) -> list[str]:
    return [day for day, _kind, _person, _text in lines(browser, **conditions)]


def test_everything_is_listed_newest_first(busy_year, admin_client):
    found = lines(admin_client)

    assert [line[:3] for line in found] == [line[:3] for line in EVERYTHING]
    for (_day, _kind, _who, text), (*_rest, beginning) in zip(found, EVERYTHING, strict=True):
        assert text.startswith(beginning)


def test_a_line_leads_to_what_it_tells_of(busy_year, admin_client):
    page = admin_client.get(LOG).content.decode()

    for address in (
        "/staff/indicators/1-1/2026/#r2",
        "/staff/reports/2026/drafts/1/",
        "/reports/2026/editions/1/",
    ):
        assert f'href="{address}"' in page


def test_taking_back_a_draft_is_told(admin_client, city_staff):
    draft("1-1", 12, city_staff)
    withdrawn("1-1", city_staff)

    assert lines(admin_client)[0][3].endswith("の下書きを取り下げました（第2版）。")


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"kind": "sign_in"}, ["8", "7"]),
        ({"kind": "figure", "year": "2027"}, ["2"]),
        ({"since": "2027-05-06"}, ["8", "7", "6"]),
        ({"until": "2027-05-02"}, ["2", "1", "1"]),
        ({"since": "2027-05-03", "until": "2027-05-04"}, ["4", "3"]),
        ({"year": "2026"}, ["5", "4", "3", "1", "1"]),
        ({"indicator": "5-2"}, ["2"]),
        ({"indicator": "5-2", "kind": "sign_in"}, []),
        ({"since": "2027-05-09"}, []),
        ({"until": "9999-12-31", "kind": "edition"}, ["4"]),
    ],
)
def test_the_log_is_narrowed(busy_year, admin_client, conditions, expected):
    assert days(admin_client, **conditions) == expected


def test_the_log_of_one_person(busy_year, admin_client, center_staff, administrator):
    assert days(admin_client, person=center_staff.pk) == ["4", "3"]
    assert days(admin_client, person=administrator.pk) == ["6"]


@pytest.mark.parametrize(
    "conditions",
    [
        {"since": "昨日"},
        {"person": "99999"},
        {"kind": "x"},
        {"year": "1999"},
        {"indicator": "9-9"},
    ],
)
def test_a_condition_that_makes_no_sense_is_left_out_and_said(busy_year, admin_client, conditions):
    response = admin_client.get(LOG, conditions)

    assert list(response.context["conditions"].form.errors) == list(conditions)
    assert response.context["page"].paginator.count == len(EVERYTHING)
    assert "その条件を外して示しています。" in response.content.decode()


def test_when_nothing_is_left_the_page_says_so(admin_client):
    assert (
        "条件に合う記録はありません" in admin_client.get(LOG, {"kind": "edition"}).content.decode()
    )


def test_a_long_log_is_paged_and_keeps_its_conditions(admin_client, city_staff):
    for number in range(120):
        record_entry(by=city_staff, address=None, at=moment(2027, 1, 1, 0, number % 60))

    response = admin_client.get(LOG, {"kind": "sign_in", "page": "2"})

    page = response.context["page"]
    assert (len(page), page.number, page.paginator.num_pages) == (50, 2, 3)
    assert "?kind=sign_in&amp;page=3" in response.content.decode()
    assert admin_client.get(LOG, {"page": "x"}).context["page"].number == 1


def test_the_log_takes_the_same_number_of_queries_however_long_it_is(
    busy_year, admin_client, city_staff
):
    def taken() -> int:
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(LOG)
        return len(queries)

    few = taken()
    for number in range(2, 12):
        confirmed("1-1", number, city_staff, reason="数え直し", at=moment(2027, 5, 1))

    # Session, user, count, order, six kinds of rows, people and indicators to choose, sample.
    assert (few, taken()) == (13, 13)


# The file -----------------------------------------------------------------------------------


def exported(browser, **conditions) -> tuple[list[str], list[list[str]]]:
    response = browser.get(EXPORT, conditions)
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    head, *rows = csv.reader(StringIO(text.removeprefix("\ufeff")))
    return head, rows


def test_the_file_holds_what_the_page_lists(busy_year, admin_client):
    head, rows = exported(admin_client)

    assert head == [
        *("日時", "種類", "人", "ID", "内容", "指標ID", "年度（西暦）", "理由など"),
        "接続元のアドレス",
    ]
    assert [(row[3] or None, row[4]) for row in rows] == [
        (who, text) for _day, _kind, who, text in lines(admin_client)
    ]
    assert rows[1] == [
        *("2027-05-07 12:00:00", "サインイン", "菊川 市子", "city", "サインインしました。"),
        *("", "", "", "192.0.2.7"),
    ]
    assert rows[-1][5:7] == ["1-1", "2026"]


def test_the_file_keeps_to_the_conditions(busy_year, admin_client):
    _head, rows = exported(admin_client, kind="edition")

    assert [row[1] for row in rows] == ["報告書の公表"]


def test_the_file_is_named_and_kept_by_nobody(admin_client):
    response = admin_client.get(EXPORT)

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="change-log-')
    assert "no-store" in response["Cache-Control"]


def test_a_long_file_comes_in_one_piece(admin_client, city_staff):
    for number in range(1_100):
        record_entry(by=city_staff, address=None, at=moment(2027, 1, 1, 0, number % 60))

    _head, rows = exported(admin_client)

    assert len(rows) == 1_100


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+81", "'+81"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("＝cmd", "'＝cmd"),
        ("  =1", "'  =1"),
        ("数え直し=訂正", "数え直し=訂正"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(text, cell):
    assert safe_cell(text) == cell


def test_a_reason_that_looks_like_a_formula_is_made_harmless(admin_client, city_staff):
    draft("1-1", 12, city_staff, reason='=HYPERLINK("http://evil.example")')

    _head, rows = exported(admin_client)

    assert rows[0][7] == '\'=HYPERLINK("http://evil.example")'
