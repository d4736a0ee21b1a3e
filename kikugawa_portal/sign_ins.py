"""Recording who came in and who did not, and forgetting it after two years."""

from __future__ import annotations

import datetime as dt
import ipaddress

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone

from kikugawa_portal.models import SignInAttempt


def record_entry(*, by: User, address: str | None, at: dt.datetime | None = None) -> SignInAttempt:
    """Record that somebody has signed in."""
    return SignInAttempt.objects.create(
        at=at or timezone.now(),
        account=by,
        outcome=SignInAttempt.Outcome.ENTERED,
        address=address,
    )


def record_refusal(
    *, username: str, address: str | None, at: dt.datetime | None = None
) -> SignInAttempt:
    """Record that somebody was not let in. A name that is nobody's is not kept."""
    return SignInAttempt.objects.create(
        at=at or timezone.now(),
        account=User.objects.filter(username=username).first(),
        outcome=SignInAttempt.Outcome.REFUSED,
        address=address,
    )


def forget_outdated(*, now: dt.datetime | None = None) -> int:
    """Delete what is older than two years, and return how many that were."""
    count, _by_model = SignInAttempt.objects.outdated(now or timezone.now()).delete()
    return count


def address_of(request: HttpRequest) -> str | None:
    """Return the address from which a request came; None where it is no address.

    Behind a reverse proxy that is the last one in X-Forwarded-For, which the proxy itself added;
    whatever a visitor wrote there stands before it.
    """
    given = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_PROXY:
        given = request.headers.get("X-Forwarded-For", given).rpartition(",")[2]
    try:
        return str(ipaddress.ip_address(given.strip()))
    except ValueError:
        return None
