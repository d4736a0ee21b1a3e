"""The administration of texts that come from a file and may be edited afterwards."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

ADDRESS_AND_ORDER_ARE_FIXED = _(
    "公開ページのアドレスと並び順は指針のファイルで決まるため、変えられません。"
)
EDITS_STAY = _("ここで書き換えた文章は、指針のファイルを読み込み直しても元に戻りません。")


class EditOnly(BaseModelAdmin):
    """Lets records be edited, not added or deleted: the file says which there are.

    Stands before `ModelAdmin` or an inline. Pages, figures and reports depend on the records.
    """

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse: records come with the file."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse: links to a record never break."""
        return False


def fixed_fields(*names: str, why: str | Promise = ADDRESS_AND_ORDER_ARE_FIXED) -> tuple[Any, Any]:
    """Return the fieldset that says what a record is known by, and `why` that cannot change."""
    return None, {"fields": names, "description": why}


def edited_texts(*names: str, hint: str | Promise = "") -> tuple[Any, Any]:
    """Return the fieldset of a record's texts; `hint` says how to write them."""
    return _("文章"), {"fields": names, "description": format_lazy("{}{}", hint, EDITS_STAY)}
