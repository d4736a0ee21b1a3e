"""Notes in the administration's log of what other pages have changed."""

from __future__ import annotations

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model


def note_change(*, changed: Model, by: User, what: str) -> LogEntry:
    """Note who has changed something, in words."""
    return LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(changed),
        object_id=str(changed.pk),
        object_repr=str(changed)[:200],
        action_flag=CHANGE,
        change_message=what,
    )
