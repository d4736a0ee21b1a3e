"""The field in which people write prose."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator


class ProseField(forms.CharField):
    """A long text. Its length is checked here and not by the browser, which would cut it off."""

    def __init__(self, *, rows: int, limit: int, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
        self.validators.append(MaxLengthValidator(limit))

    def to_python(self, value: Any) -> str:
        """Return the text as it is kept, so that line ends count as one character."""
        return clean_text(super().to_python(value) or "")


def clean_text(text: str) -> str:
    """Return `text` as it is kept: LF line ends, no control characters, no blank around it."""
    lines = re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", text)
    return re.sub(r"[\x00-\x08\x0e-\x1f\x7f]", "", lines).strip()
