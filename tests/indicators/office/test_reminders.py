"""Mail that asks for figures: on which days, whom, for what, and never twice."""

import datetime as dt
from io import StringIO
from smtplib import SMTPException, SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command

from indicators.models import EntryDeadline, Indicator, Posting, Reminder
from indicators.office.actions import claim, letters_for
from tests.conftest import make_person
from tests.figures import FY2026, confirmed, draft

pytestmark = pytest.mark.usefixtures("guideline")

LAST_DAY = dt.date(2027, 6, 30)
A_WEEK_BEFORE = "2027-06-23"


def with_address(person, address=None, section=None):
    person.email = address or f"{person.username}@example.jp"
    person.save()
    if section:
        Posting.objects.create(person=person, section=section)
    return person


@pytest.fixture
def city(city_staff):
    """City staff with an address."""
    return with_address(city_staff)


def remind(on=A_WEEK_BEFORE, **options) -> str:
    """Run the command and return what it printed."""
    out = StringIO()
    call_command("remind_entry", on=dt.date.fromisoformat(on), stdout=out, **options)
    return out.getvalue()


def recipients() -> list[str]:
    return sorted(message.to[0] for message in mail.outbox)


# When ---------------------------------------------------------------------------------------


def test_mail_goes_30_7_and_1_days_before_and_after(city):
    for days in range(40, -41, -1):
        remind(str(LAST_DAY - dt.timedelta(days=days)))

    sent_on = Reminder.objects.order_by("on").values_list("on", flat=True)
    assert [(LAST_DAY - day).days for day in sent_on] == [30, 7, 1, -1, -7, -30]
    assert len(mail.outbox) == 6


def test_the_day_is_counted_from_the_one_that_is_set(city):
    EntryDeadline.objects.create(fiscal_year=2026, due_on=dt.date(2027, 5, 31))

    remind("2027-05-24")
    remind(A_WEEK_BEFORE)

    assert [message.subject for message in mail.outbox] == [
        "【協働ポータル】令和8年度の実績値の入力をお願いします（5月31日まで）"
    ]


def test_today_is_meant_unless_told(city, clock):
    clock(2027, 7, 1)

    call_command("remind_entry", stdout=StringIO())

    assert [message.subject for message in mail.outbox] == [
        "【協働ポータル】令和8年度の実績値が、期限（6月30日）を過ぎています"
    ]


def test_never_twice_a_day(city):
    remind()
    printed = remind()

    assert len(mail.outbox) == 1
    assert printed == "0通を送りました。\n"
    assert Reminder.objects.get().attempts == 1


def test_two_runs_at_once_send_one_mail(city):
    (letter,) = letters_for(dt.date(2027, 6, 23))
    first, second = (claim(letter, dt.date(2027, 6, 23)) for _run in range(2))

    assert (first.result, second) == ("sending", None)
    assert remind() == "0通を送りました。\n"


# For what -----------------------------------------------------------------------------------


def test_the_mail_names_what_is_owed_and_leads_to_the_sheet(city, second_city_staff, settings):
    settings.PUBLIC_ADDRESS = "https://portal.example.jp"
    for indicator in Indicator.objects.exclude(code__in=["1-2", "3-1", "5-2"]):
        confirmed(indicator.code, 1, second_city_staff)
    draft("3-1", 4, second_city_staff)
    Indicator.objects.filter(code="5-2").update(responsible_section="社会教育課")

    remind()

    (message,) = mail.outbox
    assert message.body.splitlines() == [
        "菊川 市子 様",
        "",
        "菊川市 協働ポータルから、令和8年度（2026年度）の実績値についてのお願いです。",
        "入力期限は2027年6月30日です。期限まであと7日です。",
        "",
        "まだ入力されていない指標（2件）",
        f"  ・{Indicator.objects.get(code='1-2')}",
        f"  ・{Indicator.objects.get(code='5-2')}（担当課：社会教育課）",
        "",
        "下書きのままで、確定していない指標（1件）",
        f"  ・{Indicator.objects.get(code='3-1')}",
        "",
        "年度入力シート（サインインが必要です）",
        "https://portal.example.jp/staff/entry/2026/",
        "",
        "まだ集計できていない指標は「未集計」、値がない指標は「該当なし」と入力できます。",
        "行き違いで入力がお済みのときは、ご容赦ください。このメールは自動でお送りしています。",
    ]
    assert message.content_subtype == "plain"


def test_no_mail_goes_when_nothing_is_owed(city):
    for indicator in Indicator.objects.all():
        confirmed(indicator.code, 1, city)
    draft("1-1", 2, city, reason="数え直し")

    assert remind() == "0通を送りました。\n"
    assert (mail.outbox, Reminder.objects.count()) == ([], 0)


def test_words_of_an_indicator_cannot_break_out_of_the_text(city):
    Indicator.objects.filter(code="1-1").update(name="<b>A&B</b>\r\nBcc: evil@example.jp")

    remind()

    (message,) = mail.outbox
    assert "<b>A&B</b> Bcc: evil@example.jp" in message.body
    assert message.recipients() == ["city@example.jp"]
    assert "Bcc" not in message.message()


# Whom ---------------------------------------------------------------------------------------


def test_each_section_is_asked_for_its_own_and_everybody_for_what_is_nobodys(
    city, second_city_staff
):
    Indicator.objects.filter(code="1-1").update(responsible_section="地域支援課")
    Indicator.objects.filter(code="1-2").update(responsible_section="社会教育課")
    Indicator.objects.filter(code="2-1").update(responsible_section="人のいない課")
    for indicator in Indicator.objects.exclude(code__in=["1-1", "1-2", "2-1", "2-2"]):
        confirmed(indicator.code, 1, city)
    Posting.objects.create(person=city, section="地域支援課")
    with_address(second_city_staff, section="社会教育課")

    remind()

    assert {reminder.address: reminder.owed for reminder in Reminder.objects.all()} == {
        "city@example.jp": ["1-1", "2-1", "2-2"],
        "second-city@example.jp": ["1-2", "2-1", "2-2"],
    }


def test_a_section_is_the_same_however_wide_it_was_typed(city, second_city_staff):
    Indicator.objects.update(responsible_section="総務 課Ａ")
    with_address(second_city_staff, section="総務　課A")

    remind()

    assert recipients() == ["second-city@example.jp"]


def test_only_active_city_staff_with_an_address_are_asked(
    city, second_city_staff, center_staff, administrator, outsider
):
    gone = with_address(make_person("gone", "去年の人", "city_staff"), section="地域支援課")
    gone.is_active = False
    gone.save()
    Indicator.objects.update(responsible_section="地域支援課")
    for person in (center_staff, administrator, outsider):
        with_address(person)

    remind()

    assert recipients() == ["city@example.jp"]


def test_who_has_nothing_to_do_gets_no_mail(city, second_city_staff):
    Indicator.objects.update(responsible_section="地域支援課")
    Posting.objects.create(person=city, section="地域支援課")
    with_address(second_city_staff, section="社会教育課")

    remind()

    assert recipients() == ["city@example.jp"]


def test_when_nobody_can_be_asked_the_command_says_so(city_staff):
    with pytest.raises(CommandError, match=r"令和8年度の実績値に.*送る相手がいません"):
        remind()


# What is recorded, and what goes wrong -------------------------------------------------------


def test_every_mail_is_recorded(city, clock):
    now = clock(2027, 6, 23)

    remind()

    (record,) = Reminder.objects.values(
        "recipient", "address", "fiscal_year", "on", "due_on", "result", "error", "attempted_at"
    )
    assert record == {
        "recipient": city.pk,
        "address": "city@example.jp",
        "fiscal_year": FY2026,
        "on": dt.date(2027, 6, 23),
        "due_on": LAST_DAY,
        "result": "sent",
        "error": "",
        "attempted_at": now,
    }
    assert len(Reminder.objects.get().owed) == 10


@pytest.mark.parametrize(
    "error",
    [
        SMTPRecipientsRefused({"city@example.jp": (550, b"no such user")}),
        SMTPException("the server went away"),
        ConnectionRefusedError("refused"),
        TimeoutError(),
    ],
)
def test_one_address_that_fails_does_not_stop_the_others(
    city, second_city_staff, monkeypatch, error
):
    with_address(second_city_staff)
    send = EmailMessage.send

    def fail_for_city(message, *args, **kwargs):
        if message.to == ["city@example.jp"]:
            raise error
        return send(message, *args, **kwargs)

    monkeypatch.setattr(EmailMessage, "send", fail_for_city)
    told = StringIO()

    with pytest.raises(CommandError, match="1通を送れませんでした。"):
        remind(stderr=told)

    assert recipients() == ["second-city@example.jp"]
    assert dict(Reminder.objects.values_list("address", "result")) == {
        "city@example.jp": "failed",
        "second-city@example.jp": "sent",
    }
    assert Reminder.objects.get(result="failed").error.startswith(type(error).__name__)
    assert "city@example.jp" in told.getvalue()


def test_what_failed_is_tried_again_on_the_same_day_and_nothing_else(
    city, second_city_staff, monkeypatch
):
    with_address(second_city_staff, "broken")
    with pytest.raises(CommandError):
        remind(stderr=StringIO())
    with_address(second_city_staff, "mended@example.jp")

    printed = remind()

    assert printed == "1通を送りました。\n"
    assert recipients() == ["city@example.jp", "mended@example.jp"]
    mended = Reminder.objects.get(recipient=second_city_staff)
    assert (mended.address, mended.result, mended.error, mended.attempts) == (
        "mended@example.jp",
        "sent",
        "",
        2,
    )


@pytest.mark.parametrize(
    "address",
    [
        "a@example.jp\nBcc: evil@example.jp",
        "a@example.jp\r\nSubject: x",
        "a@example.jp, b@example.jp",
        "a@b@c",
    ],
)
def test_an_address_that_is_none_gets_no_mail(city, address):
    with_address(city, address)

    with pytest.raises(CommandError, match="1通を送れませんでした。"):
        remind(stderr=StringIO())

    assert mail.outbox == []
    assert Reminder.objects.get().error == "メールアドレスの形が正しくありません。"


def test_a_dry_run_shows_the_mail_and_sends_and_records_nothing(city):
    printed = remind(dry_run=True)

    assert "宛先：city@example.jp\n" in printed
    assert "件名：【協働ポータル】令和8年度の実績値の入力をお願いします（6月30日まで）\n" in printed
    assert "http://127.0.0.1:8000/staff/entry/2026/\n" in printed
    assert printed.endswith("2027-06-23に送るメールは1通です。試し実行のため、送っていません。\n")
    assert (mail.outbox, Reminder.objects.count()) == ([], 0)


def test_a_day_that_is_none_is_refused():
    with pytest.raises(CommandError, match="2027-05-31の形"):
        call_command("remind_entry", "--on", "6月23日")


def test_what_was_sent_can_be_read_and_not_changed_in_the_administration(city, admin_client):
    remind()
    record = Reminder.objects.get()

    listed = admin_client.get("/admin/indicators/reminder/")
    changed = admin_client.post(f"/admin/indicators/reminder/{record.pk}/change/", {"error": "x"})
    deleted = admin_client.post(f"/admin/indicators/reminder/{record.pk}/delete/", {"post": "yes"})

    assert "city@example.jp" in listed.content.decode()
    assert (changed.status_code, deleted.status_code) == (403, 403)
    assert Reminder.objects.get().error == ""
