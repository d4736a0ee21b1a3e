"""Error pages: in Japanese, saying what to do, and working when little else does."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client


def raising(error):
    """Return a function that raises `error` whatever it is given."""

    def fail(*args, **kwargs):
        raise error

    return fail


@pytest.fixture
def break_guideline(monkeypatch):
    """Let the view of /guideline/ raise the error given to the fixture."""

    def break_with(error):
        monkeypatch.setattr("kikugawa_portal.booklet.drawing.directions_with_text", raising(error))

    return break_with


def test_request_that_cannot_be_read_says_what_to_try(client, db, break_guideline):
    break_guideline(SuspiciousOperation("strange"))

    response = client.get("/guideline/")

    assert response.status_code == 400
    assert "読み取れない内容が送られました" in response.content.decode()
    assert "strange" not in response.content.decode()


def test_request_for_another_host_is_refused_in_japanese(client, db):
    response = client.get("/", headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()
    assert "読み取れない内容が送られました" in response.content.decode()


def test_account_without_the_right_is_told_whom_to_ask(outsider_client):
    response = outsider_client.get("/staff/")

    assert response.status_code == 403
    assert "ポータルの管理者に" in response.content.decode()


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/logout/"])
def test_form_without_its_proof_of_origin_says_how_to_get_the_text_back(db, path):
    response = Client(enforce_csrf_checks=True).post(path, {"username": "city"})

    assert response.status_code == 403
    html = response.content.decode()
    for advice in ["何も保存していません", "「戻る」", "再読み込み", "Cookie"]:
        assert advice in html
    assert response["Cache-Control"] == "private, no-store"


def test_public_address_refuses_writing_before_it_looks_for_a_proof_of_origin(db):
    assert Client(enforce_csrf_checks=True).post("/").status_code == 405


def test_fault_of_ours_says_so_without_details(db, break_guideline):
    break_guideline(RuntimeError("secret detail"))
    browser = Client(raise_request_exception=False)

    response = browser.get("/guideline/")

    assert response.status_code == 500
    assert "ポータルに不具合が起きています" in response.content.decode()
    assert "secret detail" not in response.content.decode()
    assert response["Cache-Control"] == "no-store"


def test_error_page_comes_even_when_the_database_does_not_answer(monkeypatch):
    """No database mark: any query of the page would fail the test."""
    browser = Client(raise_request_exception=False)

    response = browser.get("/guideline/")

    assert response.status_code == 500
    assert "ポータルに不具合が起きています" in response.content.decode()


def test_health_is_ok(client, db):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response


def test_health_tells_of_a_migration_that_is_missing(client, db):
    MigrationRecorder(connection).record_unapplied("principles", "0001_initial")

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "fault": "migrations"}
    assert "no-store" in response["Cache-Control"]


def test_health_tells_of_a_database_that_does_not_answer(client, db, monkeypatch):
    failure = OperationalError("password=hunter2")
    monkeypatch.setattr("kikugawa_portal.health.MigrationExecutor", raising(failure))

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "fault": "database"}
    assert b"hunter2" not in response.content
