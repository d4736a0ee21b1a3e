"""What forms of this pack say in the same words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

UNKNOWN = {"invalid_choice": _("選べない条件です。一覧から選び直してください。")}
