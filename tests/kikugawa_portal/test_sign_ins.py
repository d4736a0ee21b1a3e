"""The log of who came in and who did not: what it keeps, from whom, and for how long."""

import datetime as dt
from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import RequestFactory
from django.utils import timezone

from kikugawa_portal.models import SIGN_INS_KEPT_FOR, SignInAttempt
from kikugawa_portal.sign_ins import address_of, record_entry, record_refusal
from tests.conftest import signed_in
from tests.figures import moment

SIGN_IN = "/accounts/login/"


def attempts():
    """Who, what came of it, from where; the oldest first."""
    rows = SignInAttempt.objects.order_by("pk")
    return list(rows.values_list("account__username", "outcome", "address"))


def test_signing_in_is_recorded(client, city_staff, monkeypatch):
    now = moment(2027, 6, 23)
    monkeypatch.setattr(timezone, "now", lambda: now)

    client.post(SIGN_IN, {"username": "city", "password": "password"}, REMOTE_ADDR="192.0.2.7")

    assert attempts() == [("city", "entered", "192.0.2.7")]
    assert SignInAttempt.objects.get().at == now


def test_a_wrong_password_is_recorded_with_the_account(client, city_staff):
    client.post(SIGN_IN, {"username": "city", "password": "wrong"})

    assert attempts() == [("city", "refused", "127.0.0.1")]


def test_a_closed_account_is_recorded_as_refused(client, city_staff):
    city_staff.is_active = False
    city_staff.save()

    client.post(SIGN_IN, {"username": "city", "password": "password"})

    assert attempts() == [("city", "refused", "127.0.0.1")]


def test_a_password_typed_as_a_name_is_kept_nowhere(client, city_staff):
    client.post(SIGN_IN, {"username": "aoi-chabatake-2026", "password": "city"})

    assert attempts() == [(None, "refused", "127.0.0.1")]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM kikugawa_portal_signinattempt")
        assert "aoi-chabatake" not in str(cursor.fetchall())


@pytest.mark.parametrize("typed", [{"username": "city"}, {"password": "password"}, {}])
def test_half_a_form_is_no_attempt(client, city_staff, typed):
    client.post(SIGN_IN, {"username": "", "password": "", **typed})

    assert attempts() == []


def test_the_administration_s_door_is_the_same_one(client, administrator):
    page = client.get("/admin/", follow=True)

    client.post(page.request["PATH_INFO"], {"username": "admin", "password": "password"})

    assert attempts() == [("admin", "entered", "127.0.0.1")]


@pytest.mark.parametrize(
    ("behind_proxy", "remote", "forwarded", "address"),
    [
        (False, "192.0.2.7", "203.0.113.9", "192.0.2.7"),
        (True, "127.0.0.1", "203.0.113.9", "203.0.113.9"),
        (True, "127.0.0.1", "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (True, "192.0.2.7", None, "192.0.2.7"),
        (True, "127.0.0.1", "<script>", None),
        (False, "", None, None),
        (False, "2001:db8::1", None, "2001:db8::1"),
    ],
)
def test_only_what_the_proxy_itself_says_of_the_address_is_believed(
    settings, behind_proxy, remote, forwarded, address
):
    settings.BEHIND_PROXY = behind_proxy
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}

    request = RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers)

    assert address_of(request) == address


def test_records_are_forgotten_after_two_years_and_not_before(city_staff):
    now = timezone.now()
    record_entry(by=city_staff, address=None, at=now - SIGN_INS_KEPT_FOR - dt.timedelta(hours=1))
    kept = record_entry(
        by=city_staff, address=None, at=now - SIGN_INS_KEPT_FOR + dt.timedelta(hours=1)
    )
    out = StringIO()

    call_command("forget_sign_ins", stdout=out)

    assert out.getvalue() == "サインインの記録を1件消しました。\n"
    assert list(SignInAttempt.objects.all()) == [kept]


def test_the_database_keeps_young_records_even_from_the_portal(city_staff):
    record_refusal(username="city", address=None)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        SignInAttempt.objects.all().delete()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        SignInAttempt.objects.update(address="192.0.2.1")


def test_changing_one_s_own_password_is_noted(city_client, city_staff):
    new = "aoi-chabatake-2026"
    typed = {"old_password": "password", "new_password1": new, "new_password2": new}

    city_client.post("/accounts/password/", typed)

    note = LogEntry.objects.get()
    assert (note.user, note.object_id, note.get_change_message()) == (
        city_staff,
        str(city_staff.pk),
        "自分のパスワードを変えた",
    )


def test_a_session_ends_when_the_account_is_closed(city_staff):
    browser = signed_in(city_staff)
    assert browser.get("/staff/").status_code == 200
    city_staff.is_active = False
    city_staff.save()

    answer = browser.get("/staff/")

    assert (answer.status_code, answer["Location"]) == (302, f"{SIGN_IN}?next=/staff/")
