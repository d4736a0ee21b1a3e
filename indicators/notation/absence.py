"""The reasons why a year has no number, and the marks by which tables show them."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Absence(TextChoices):
    """Why a year has no number. A real zero is a number."""

    NOT_APPLICABLE = "not_applicable", _("該当なし")
    PENDING = "pending", _("未集計")

    @property
    def mark(self) -> str:
        """The mark of Japanese statistics: － for 該当なし, … for 未集計."""
        return "－" if self is Absence.NOT_APPLICABLE else "…"
