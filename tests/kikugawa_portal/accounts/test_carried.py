"""A form that was sent after the session had ended: nothing that was typed is lost."""

from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client

from indicators.models import Entry
from kikugawa_portal.accounts.carried import MAX_SIZE, carried_on, fields_of
from tests.figures import confirmed, standing
from tests.pages import parsed

pytestmark = pytest.mark.usefixtures("guideline")

SHEET = "/staff/entry/2026/"
SIGN_IN = "/accounts/login/"
WHO = {"username": "city", "password": "password"}
TYPED = {"1-1-value": "12", "1-1-note": '改行\r\nと "引用" <符>', "1-2-value": "", "save": ""}


def hidden(response) -> dict[str, list[str]]:
    """Return the hidden fields of the page, but for its proof of origin."""
    found: dict[str, list[str]] = {}
    for field in parsed(response).select('input[type="hidden"]'):
        if field["name"] != "csrfmiddlewaretoken":
            found.setdefault(str(field["name"]), []).append(str(field["value"]))
    return found


def test_sheet_is_carried_through_the_sign_in_and_saved_when_sent_again(client, city_staff):
    asked = client.post(SHEET, TYPED)
    assert asked.status_code == 403
    assert "まだ何も保存していません" in asked.content.decode()

    again = client.post(SIGN_IN, hidden(asked) | WHO)
    assert again.status_code == 200
    assert 'action="/staff/entry/2026/"' in again.content.decode()
    assert hidden(again) == {name: [value] for name, value in TYPED.items()}
    assert Entry.objects.count() == 0

    client.post(SHEET, hidden(again))
    entry = Entry.objects.get()
    assert (entry.value, entry.note, entry.entered_by) == (
        Decimal(12),
        TYPED["1-1-note"],
        city_staff,
    )


def test_wrong_password_loses_nothing(client, city_staff):
    asked = client.post(SHEET, TYPED)
    wrong = client.post(SIGN_IN, hidden(asked) | WHO | {"password": "wrong"})

    assert wrong.status_code == 200
    assert hidden(wrong) == hidden(asked)


def test_an_answer_and_a_button_are_carried_as_well(city_client, city_staff):
    confirmed("1-1", 12, city_staff)
    Session.objects.all().delete()
    correction = "/staff/indicators/1-1/2026/correct/"
    sent = {"value": "120回", "reason": "数え直し", "seen": "2", "sure": "on", "confirm": ""}

    again = city_client.post(SIGN_IN, hidden(city_client.post(correction, sent)) | WHO)
    city_client.post(correction, hidden(again))

    assert standing("1-1").confirmed.value == 120


def test_boxes_of_one_name_all_come_through(client, city_staff):
    asked = client.post("/staff/entry/2026/confirm/", {"entry": ["1", "2", "3"]})

    assert hidden(client.post(SIGN_IN, hidden(asked) | WHO)) == {"entry": ["1", "2", "3"]}


def test_somebody_without_the_right_may_send_it_again_in_vain(client, city_staff, center_staff):
    asked = client.post(SHEET, TYPED)
    again = client.post(SIGN_IN, hidden(asked) | WHO | {"username": "center"})

    assert client.post(SHEET, hidden(again)).status_code == 403
    assert Entry.objects.count() == 0


def test_form_of_another_site_is_never_carried(city_staff):
    browser = Client(enforce_csrf_checks=True)

    response = browser.post(SHEET, TYPED)

    assert response.status_code == 403
    assert "送信を確認できませんでした" in response.content.decode()
    assert hidden(response) == {}


@pytest.mark.parametrize("target", ["https://evil.example/staff/", "/admin/", "/accounts/logout/"])
def test_nothing_is_sent_again_to_anywhere_but_staff_pages(target, client, city_staff):
    response = client.post(SIGN_IN, WHO | {"next": target, "sent:name": "value"})

    assert response.status_code == 302


def test_what_is_too_much_is_not_carried_and_the_page_says_so(client, city_staff):
    asked = client.post(SHEET, TYPED | {"1-1-note": "長" * (MAX_SIZE + 1)})

    assert "入力した内容が大きいため、この画面では持ち運べません" in asked.content.decode()
    assert hidden(asked) == {"next": [SHEET]}
    assert client.post(SIGN_IN, hidden(asked) | WHO).url == SHEET


def test_files_and_empty_forms_go_the_ordinary_way(client):
    file = SimpleUploadedFile("figures.csv", b"1-1,12")

    assert client.post(SHEET, {"file": file, "x": "y"}).url == f"{SIGN_IN}?next={SHEET}"
    assert client.post(SHEET).url == f"{SIGN_IN}?next={SHEET}"


def test_whoever_reads_only_is_sent_to_sign_in_as_ever(client):
    assert client.get(SHEET).url == f"{SIGN_IN}?next={SHEET}"


def test_fields_come_back_as_they_were_sent():
    sent = QueryDict(urlencode([("a", "1"), ("a", "２"), ("csrfmiddlewaretoken", "x"), ("b", "")]))
    fields = fields_of(sent)

    assert fields == (("a", "1"), ("a", "２"), ("b", ""))
    carried = QueryDict(urlencode([(f"sent:{name}", value) for name, value in fields]))
    assert carried_on(carried) == fields
