"""What holds for every answer: who may keep it, what may be asked, and what is not lost."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import resolve_url
from django.utils.cache import patch_cache_control, set_response_etag

from kikugawa_portal import errors
from kikugawa_portal.accounts import views
from kikugawa_portal.accounts.carried import STAFF_PAGES

Answer = Callable[[HttpRequest], HttpResponse]

PRIVATE_PATHS = ("/staff/", "/admin/", "/accounts/")

READING = ("GET", "HEAD")

PUBLIC_CACHING = {
    "public": True,
    "max_age": 0,
    "s_maxage": 60,
    "stale_while_revalidate": 600,
    "stale_if_error": 86400,
}
"""How long public pages are kept. Browsers always ask again (a 304 is cheap). Shared caches keep a
page for a minute, for ten more while they fetch a new one, for a day if the portal is down."""


class CachingMiddleware:
    """Decides who may keep an answer, unless the view has decided already, and gives it an ETag.

    Public pages are the same for everybody: shared caches may keep them. An answer that sets a
    cookie, or depends on one, is never called public, whatever its address. Stands outside
    the session's middleware, to see its cookies, and inside ConditionalGetMiddleware, which
    gives no ETag to what may not be kept.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with Cache-Control."""
        response = self.get_response(request)
        if request.path.startswith(PRIVATE_PATHS) or is_personal(response):
            del response["Cache-Control"]
            patch_cache_control(response, private=True, no_store=True)
        elif response.status_code == 200 and request.method in READING:
            if not response.has_header("Cache-Control"):
                patch_cache_control(response, **PUBLIC_CACHING)
            is_kept = "no-store" not in response["Cache-Control"]
            if is_kept and not (response.streaming or response.has_header("ETag")):
                set_response_etag(response)
        elif response.status_code >= 400 and not response.has_header("Cache-Control"):
            patch_cache_control(response, no_store=True)
        return response


class ReadOnlyMiddleware:
    """Lets public addresses be read and nothing else, before any view or form check is asked."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with 405 for a public address that is to be written to."""
        if request.method in READING or request.path.startswith(PRIVATE_PATHS):
            return self.get_response(request)
        return HttpResponseNotAllowed(READING)


class EndedSessionMiddleware:
    """Keeps what a staff form sent after the session had ended: the sign-in page carries it on.

    Stands inside the check of a form's origin, so that only the portal's own forms come here.
    Files cannot be carried; a form with one is sent to the sign-in page as ever.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the sign-in page instead of the way to it where a form would be lost."""
        response = self.get_response(request)
        if (
            request.method == "POST"
            and request.path.startswith(STAFF_PAGES)
            and response.status_code == 302
            and response["Location"].startswith(resolve_url(settings.LOGIN_URL))
            and request.POST
            and not request.FILES
        ):
            return views.sign_in_to_send(request)
        return response


class OwnNotFoundPageMiddleware:
    """In development, shows the 404 page that residents see instead of Django's technical one.

    Stands innermost, where Django has just turned the exception into a page.
    """

    def __init__(self, get_response: Answer) -> None:
        if not settings.DEBUG:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with our own page for an address that leads nowhere."""
        response = self.get_response(request)
        if response.status_code == 404 and not response.streaming:
            return errors.page_not_found(request)
        return response


def is_personal(response: HttpResponse) -> bool:
    """Return whether the answer sets a cookie or depends on one."""
    return bool(response.cookies) or "cookie" in response.get("Vary", "").lower()
