"""Who may keep an answer, and what a browser may not do."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from kikugawa_portal.middleware import CachingMiddleware


def directives(response) -> set[str]:
    return set(response["Cache-Control"].split(", "))


def kept(make_response, path="/somewhere/") -> set[str]:
    """Return what CachingMiddleware says of the response that `make_response` returns."""
    return directives(
        CachingMiddleware(lambda _request: make_response())(RequestFactory().get(path))
    )


@pytest.mark.parametrize("name", ["staff-home", "admin:index", "login"])
def test_staff_page_is_kept_by_nobody(admin_client, name):
    response = admin_client.get(reverse(name))

    assert response.status_code == 200
    assert directives(response) == {"private", "no-store"}
    assert "ETag" not in response


@pytest.mark.parametrize("path", ["/staff/", "/admin/", "/accounts/password/"])
def test_way_to_the_sign_in_page_is_kept_by_nobody(client, db, path):
    response = client.get(path)

    assert response.status_code == 302
    assert directives(response) == {"private", "no-store"}


def test_answer_that_sets_a_cookie_is_never_public():
    def with_cookie():
        response = HttpResponse("hello")
        response.set_cookie("who", "me")
        return response

    assert kept(with_cookie) == {"private", "no-store"}


def test_answer_that_depends_on_a_cookie_is_never_public():
    assert kept(lambda: HttpResponse(headers={"Vary": "Accept, Cookie"})) == {"private", "no-store"}


def test_answer_that_sets_a_cookie_is_not_public_even_where_the_view_says_so():
    def with_cookie():
        response = HttpResponse(headers={"Cache-Control": "public, max-age=60"})
        response.set_cookie("who", "me")
        return response

    assert kept(with_cookie) == {"private", "no-store"}


def test_view_that_decides_itself_is_left_alone():
    assert kept(lambda: HttpResponse(headers={"Cache-Control": "max-age=5"})) == {"max-age=5"}


@pytest.mark.parametrize("status", [400, 403, 404, 405, 500, 503])
def test_error_is_kept_by_nobody(status):
    assert kept(lambda: HttpResponse(status=status)) == {"no-store"}


@pytest.mark.parametrize("path", ["/", "/staff/", "/nothing/", "/healthz", "/accounts/login/"])
def test_every_answer_carries_the_security_headers(client, guideline, path):
    response = client.get(path)

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Permissions-Policy"] == (
        "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    )
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@override_settings(DEBUG=True)
@pytest.mark.parametrize("path", ["/nothing/", "/directions/9/"])
def test_in_development_too_residents_page_is_shown_for_a_wrong_address(guideline, path):
    response = Client().get(path)

    assert response.status_code == 404
    assert "ページが見つかりません" in response.content.decode()
    assert "URLconf" not in response.content.decode()


@override_settings(DEBUG=True)
def test_in_development_too_the_closing_slash_is_added(guideline):
    assert Client().get("/guideline")["Location"] == "/guideline/"
