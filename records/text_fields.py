"""Fields that hold plain text only, whichever way it comes: forms, administration, commands.

The columns, and so the migrations, are those of Django's own fields. A text is made plain when it
is typed, when it is saved, and when it is read: rows that cannot be changed may hold what older
versions let in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models

from records.plain_text import plain_line, plain_text

if TYPE_CHECKING:
    CharField = models.CharField[str, str]
    TextField = models.TextField[str, str]
else:
    CharField, TextField = models.CharField, models.TextField


class PlainTextFormField(forms.CharField):
    """A text of several lines as a person types it."""

    def to_python(self, value: Any) -> Any:
        """Return the text as it will be kept."""
        return plain(super().to_python(plain(value, plain_text)), plain_text)


class PlainLineFormField(forms.CharField):
    """A text of one line as a person types it."""

    def to_python(self, value: Any) -> Any:
        """Return the text as it will be kept."""
        return plain(super().to_python(plain(value, plain_line)), plain_line)


class PlainLineField(CharField):
    """A text of one line."""

    def to_python(self, value: Any) -> Any:
        """Return the text as it is kept."""
        return plain(super().to_python(value), plain_line)

    def get_prep_value(self, value: Any) -> Any:
        """Return the text as it is kept."""
        return plain(super().get_prep_value(value), plain_line)

    def from_db_value(self, value: Any, expression: object, connection: object) -> Any:
        """Return the text as it may be shown."""
        return plain(value, plain_line)

    def formfield(self, **kwargs: Any) -> Any:
        """Return a form field that makes the text plain before it is checked."""
        return super().formfield(**{"form_class": PlainLineFormField, **kwargs})

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Say to migrations that the column is a CharField's."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class PlainTextField(TextField):
    """A text of any number of lines."""

    def to_python(self, value: Any) -> Any:
        """Return the text as it is kept."""
        return plain(super().to_python(value), plain_text)

    def get_prep_value(self, value: Any) -> Any:
        """Return the text as it is kept."""
        return plain(super().get_prep_value(value), plain_text)

    def from_db_value(self, value: Any, expression: object, connection: object) -> Any:
        """Return the text as it may be shown."""
        return plain(value, plain_text)

    def formfield(self, **kwargs: Any) -> Any:
        """Return a form field that makes the text plain before it is checked."""
        return super().formfield(**{"form_class": PlainTextFormField, **kwargs})

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Say to migrations that the column is a TextField's."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


def plain(value: Any, make_plain: Callable[[str], str]) -> Any:
    """Return `value` made plain if it is a text; what is none (None, an expression), as it is."""
    return make_plain(value) if isinstance(value, str) else value
