"""The field in which people write prose."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from reports.texts import clean_text


class ProseField(forms.CharField):
    """A long text. Its length is checked here and not by the browser, which would cut it off."""

    def __init__(self, *, rows: int, limit: int, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
        self.validators.append(MaxLengthValidator(limit))

    def to_python(self, value: Any) -> str:
        """Return the text as it is kept, so that line ends count as one character."""
        return clean_text(super().to_python(value) or "")
