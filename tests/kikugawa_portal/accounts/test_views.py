"""Signing in and out, and changing one's password."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

WRONG = "IDまたはパスワードが違います"
SIGN_IN = "/accounts/login/"


@pytest.mark.parametrize(
    ("username", "password"), [("city", "wrong"), ("nobody", "password"), ("nobody", "wrong")]
)
def test_wrong_sign_in_does_not_say_what_was_wrong(client, city_staff, username, password):
    response = client.post(SIGN_IN, {"username": username, "password": password})

    assert response.status_code == 200
    assert WRONG in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_account_that_was_closed_gets_the_same_answer(client, city_staff):
    city_staff.is_active = False
    city_staff.save()

    response = client.post(SIGN_IN, {"username": "city", "password": "password"})

    assert WRONG in response.content.decode()


def test_signing_in_leads_to_the_staff_s_home(client, city_staff):
    response = client.post(SIGN_IN, {"username": "city", "password": "password"})

    assert (response.status_code, response.url) == (302, reverse("staff-home"))


def test_signing_in_leads_back_to_the_page_that_was_asked_for(client, city_staff):
    asked = client.get("/staff/entry/2026/")

    response = client.post(asked.url, {"username": "city", "password": "password"})

    assert response.url == "/staff/entry/2026/"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_signing_in_never_leads_to_another_site(client, city_staff, target):
    response = client.post(SIGN_IN, {"username": "city", "password": "password", "next": target})

    assert response.url == reverse("staff-home")


def test_signing_in_gives_a_new_session(client, city_staff):
    client.get(SIGN_IN)
    session = client.session
    session["seed"] = "planted"
    session.save()
    planted = session.session_key

    client.post(SIGN_IN, {"username": "city", "password": "password"})

    assert client.session.session_key != planted


def test_password_managers_know_the_fields(client, db):
    html = client.get(SIGN_IN).content.decode()

    assert 'autocomplete="username"' in html
    assert 'autocomplete="current-password"' in html


def test_administration_s_own_sign_in_leads_to_the_one_door(client, db):
    response = client.get("/admin/login/?next=/admin/auth/user/")

    assert response.url == f"{SIGN_IN}?next=/admin/auth/user/"


def test_administration_tells_staff_without_the_right_so(city_client):
    response = city_client.get("/admin/", follow=True)

    assert response.status_code == 403


def test_signing_out_wants_a_form_and_leads_home(city_client):
    assert city_client.get("/accounts/logout/").status_code == 405

    response = city_client.post("/accounts/logout/")

    assert response.url == reverse("home")
    assert city_client.get("/staff/").status_code == 302


def test_password_can_be_changed_and_the_session_goes_on(city_client, city_staff):
    response = city_client.post(
        reverse("password_change"),
        {
            "old_password": "password",
            "new_password1": "aoi-chabatake-2026",
            "new_password2": "aoi-chabatake-2026",
        },
        follow=True,
    )

    city_staff.refresh_from_db()
    assert city_staff.check_password("aoi-chabatake-2026")
    assert "パスワードを変更しました。" in response.content.decode()


@pytest.mark.parametrize("password", ["short", "1234567890", "password1234", "菊川市子菊川市子菊"])
def test_weak_password_is_refused(city_client, city_staff, password):
    city_client.post(
        reverse("password_change"),
        {"old_password": "password", "new_password1": password, "new_password2": password},
    )

    city_staff.refresh_from_db()
    assert city_staff.check_password("password")


def test_changing_one_s_own_password_is_noted(city_client, city_staff):
    new = "aoi-chabatake-2026"
    typed = {"old_password": "password", "new_password1": new, "new_password2": new}

    city_client.post(reverse("password_change"), typed)

    note = LogEntry.objects.get()
    assert (note.user, note.object_id, note.get_change_message()) == (
        city_staff,
        str(city_staff.pk),
        "自分のパスワードを変えた",
    )


def test_a_session_ends_when_the_account_is_closed(city_client, city_staff):
    assert city_client.get("/staff/").status_code == 200
    city_staff.is_active = False
    city_staff.save()

    answer = city_client.get("/staff/")

    assert (answer.status_code, answer["Location"]) == (302, f"{SIGN_IN}?next=/staff/")
