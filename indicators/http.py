"""The request as staff views get it, for the type checker."""

from django.contrib.auth.models import User
from django.http import HttpRequest


class StaffRequest(HttpRequest):
    """A request behind `login_required`: somebody is signed in."""

    user: User
