"""Base forms of this pack, and what its forms say in the same words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

UNKNOWN = {"invalid_choice": _("選べない条件です。一覧から選び直してください。")}


class ConditionsForm(forms.Form):
    """The conditions of a list. A subclass names the fields of each row in `rows`.

    The page's own form element stands around it. No condition is required, so none says so.
    """

    rows: ClassVar[Sequence[Sequence[str]]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.hide_requirement = True
        self.helper.layout = Layout(*(Row(*names) for names in self.rows))

    @property
    def is_narrowed(self) -> bool:
        """Whether a condition was sent, sensible or not."""
        return any(self.data.get(name) for name in self.fields)
