"""The verb that keeps the log of sign-ins."""

import datetime as dt

from django.contrib.auth.models import User

from kikugawa_portal.models import SignInAttempt

FAILURES_KEPT = 20
"""How many failures of one account are kept within a minute: guessing must not fill the disk."""


def record_sign_in(*, account: User | None, succeeded: bool, at: dt.datetime) -> None:
    """Record that `account` (None for a name that nobody has) signed in or failed to."""
    if not succeeded:
        minute = SignInAttempt.objects.filter(
            account=account, succeeded=False, at__gt=at - dt.timedelta(minutes=1)
        )
        if minute.count() >= FAILURES_KEPT:
            return
    SignInAttempt.objects.create(account=account, succeeded=succeeded, at=at)
