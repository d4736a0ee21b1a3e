"""The command as the tests call it, and all that it may write."""

from io import StringIO
from typing import Any

from django.core.management import call_command
from django.db.models import Manager

from actors.models import Actor
from directions.models import Direction, Initiative
from guideline.models import Chapter, LoadedRecord
from indicators.models import Indicator
from principles.models import Principle

MANAGERS: list[Manager[Any]] = [
    model._default_manager
    for model in (Chapter, Actor, Principle, Direction, Initiative, Indicator, LoadedRecord)
]


def run(*options, **more) -> str:
    """Run the command and return what it said."""
    out = StringIO()
    call_command("load_guideline", *options, stdout=out, **more)
    return out.getvalue()


def everything() -> dict[str, list[dict[str, object]]]:
    """Return every row of every table that the command may write."""
    return {manager.model.__name__: list(manager.order_by("pk").values()) for manager in MANAGERS}
