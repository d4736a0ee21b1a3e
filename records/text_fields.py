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
    AnyField = models.Field[str, str]
else:
    CharField, TextField, AnyField = models.CharField, models.TextField, object


class PlainTextFormField(forms.CharField):
    """A text of several lines as a person types it."""

    make_plain = staticmethod(plain_text)

    def to_python(self, value: Any) -> Any:
        """Return the text as it will be kept."""
        return super().to_python(made_plain(value, self.make_plain))


class PlainLineFormField(PlainTextFormField):
    """A text of one line as a person types it."""

    make_plain = staticmethod(plain_line)


class PlainField(AnyField):
    """What a plain text is, above Django's field whose column it has."""

    make_plain: Callable[[str], str]
    form_class: type[PlainTextFormField]
    column_of: type[models.Field[Any, Any]]

    def to_python(self, value: Any) -> Any:
        """Return the text as it is kept."""
        return made_plain(super().to_python(value), self.make_plain)

    def get_prep_value(self, value: Any) -> Any:
        """Return the text as it is kept."""
        return made_plain(super().get_prep_value(value), self.make_plain)

    def from_db_value(self, value: Any, expression: object, connection: object) -> Any:
        """Return the text as it may be shown."""
        return made_plain(value, self.make_plain)

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        """Return a form field that makes the text plain before it is checked."""
        return super().formfield(*args, **{"form_class": self.form_class, **kwargs})

    def deconstruct(self) -> Any:
        """Say to migrations that the column is that of Django's field."""
        name, _path, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{self.column_of.__name__}", args, kwargs


class PlainLineField(PlainField, CharField):
    """A text of one line."""

    make_plain = staticmethod(plain_line)
    form_class = PlainLineFormField
    column_of = models.CharField


class PlainTextField(PlainField, TextField):
    """A text of any number of lines."""

    make_plain = staticmethod(plain_text)
    form_class = PlainTextFormField
    column_of = models.TextField


def made_plain(value: Any, make_plain: Callable[[str], str]) -> Any:
    """Return `value` made plain if it is a text; what is none (None, an expression), as it is."""
    return make_plain(value) if isinstance(value, str) else value
