"""How the portal names a member of staff to colleagues."""

from django.contrib.auth.models import User


def name_of(user: User) -> str:
    """Return the name as Japanese write it, family name first, or else the account's name."""
    return f"{user.last_name} {user.first_name}".strip() or user.get_username()
