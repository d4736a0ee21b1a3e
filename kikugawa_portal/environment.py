"""The environment's variables, read with their types: what `settings` is made of.

A refusal stops the start. It says what to set, and never quotes a value that may hold a password.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ImproperlyConfigured
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(env.str("ENV_FILE", str(BASE_DIR / ".env")), recurse=False)

T = TypeVar("T")

HOST_NAME = re.compile(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\]", re.IGNORECASE)


def setting(read: Callable[..., T], name: str, default: object, must_be: str) -> T:
    """Return the variable `name` as `read` parses it; refuse a malformed one, naming `must_be`."""
    try:
        return read(name, default)
    except Exception:  # noqa: BLE001 - whatever the parser chokes on, the remedy is the same
        raise ImproperlyConfigured(f"{name} is malformed: it must be {must_be}.") from None


def switch(name: str, default: bool) -> bool:
    """Return an on-off variable."""
    return setting(env.bool, name, default, "true or false")


def seconds(name: str, default: int) -> int:
    """Return a length of time."""
    duration = setting(env.int, name, default, "a whole number of seconds")
    if duration < 0:
        raise ImproperlyConfigured(f"{name} must not be negative: set 0 or more seconds.")
    return duration


def several(name: str, default: list[str]) -> list[str]:
    """Return a list separated by commas."""
    return [item.strip() for item in env.list(name, default) if item.strip()]


def mail(name: str, default: str) -> dict[str, Any]:
    """Return Django's settings of mail, by their names, from the address of a mail server."""
    example = "submission://USER:PASSWORD@mail.city.example.jp:587"
    email: dict[str, Any] = setting(
        env.dj_email_url, name, default, f"an address like {example} or console:"
    )
    if "EMAIL_BACKEND" not in email:
        raise ImproperlyConfigured(
            f"{name} names no way to send mail: use submission (with STARTTLS), smtp, file, "
            f"console or dummy, for example {name}={example}"
        )
    return email


def one_of(name: str, default: str, choices: list[str]) -> str:
    """Return a variable that has one of `choices`, in capitals."""
    choice = env.str(name, default).upper()
    if choice not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}.")
    return choice


def require(name: str, value: object, hint: str) -> None:
    """Refuse to start production without the variable `name`."""
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. DEBUG is off, so this is production: set {name} in the "
            f"environment or in .env, for example {hint}"
        )


def refuse_host(host: str) -> None:
    """Refuse what names no host of the portal's own."""
    if host == "*":
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS is *, which accepts any host: name the portal's own, "
            "for example ALLOWED_HOSTS=portal.city.example.jp"
        )
    if not HOST_NAME.fullmatch(host):
        raise ImproperlyConfigured(
            f"ALLOWED_HOSTS names {host}, which is no host name: leave out the scheme, the "
            "port and the path, for example ALLOWED_HOSTS=portal.city.example.jp"
        )


def refuse_origin(name: str, origin: str) -> None:
    """Refuse an address in the variable `name` that is not scheme and host alone."""
    if not re.fullmatch(r"https?://[^/\s]+", origin):
        raise ImproperlyConfigured(
            f"{name} names {origin}, which is no origin: write scheme and host "
            f"without a path, for example {name}=https://portal.city.example.jp"
        )
