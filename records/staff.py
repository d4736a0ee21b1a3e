"""A member of staff: how colleagues name them, and the request that they send."""

from django.contrib.auth.models import User
from django.http import HttpRequest


def name_of(user: User) -> str:
    """Return the name as Japanese write it, family name first, or else the account's name."""
    return f"{user.last_name} {user.first_name}".strip() or user.get_username()


class StaffRequest(HttpRequest):
    """A request behind `login_required`: somebody is signed in."""

    user: User
