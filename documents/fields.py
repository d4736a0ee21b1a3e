"""The field in which people write prose."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from records.plain_text import plain_text


class ProseField(forms.CharField):
    """A long text. Its length is checked here and not by the browser, which would cut it off."""

    def __init__(self, *, rows: int, limit: int, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
        self.validators.append(MaxLengthValidator(limit))

    def to_python(self, value: Any) -> str:
        """Return the text as it is kept, so that line ends count as one character."""
        return clean_text(super().to_python(value) or "")


def clean_text(text: str) -> str:
    """Return `text` as it is kept: plain (see `records.plain_text`), no blank around it."""
    return plain_text(text).strip()
