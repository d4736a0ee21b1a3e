"""The name of the administration, and the accounts in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import User
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from indicators.models import Posting
from kikugawa_portal.handover.actions import last_administrators
from records.text_fields import PlainLineFormField

admin.site.site_header = _("菊川市協働ポータル 管理")
admin.site.site_title = _("菊川市協働ポータル 管理")
admin.site.index_title = _("管理メニュー")
admin.site.unregister(User)


class AccountForm(UserChangeForm):
    """Refuses to take the portal's last administrator away."""

    def clean(self) -> dict[str, Any]:
        """Refuse a change after which nobody could administer the portal."""
        cleaned: dict[str, Any] = super().clean() or {}
        stays = cleaned.get("is_active") and cleaned.get("is_superuser")
        before = User.objects.get(pk=self.instance.pk)
        if before.is_active and not stays and last_administrators([before]):
            raise forms.ValidationError(
                _("最後の管理者です。先に、ほかの人を管理者にしてください。")
            )
        return cleaned


class PostingInline(admin.StackedInline):
    """For which section somebody enters figures."""

    model = Posting
    verbose_name_plural = _("所属（実績値の入力をお願いする課）")


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Accounts. Whoever leaves is made inactive: deleting would take the log of what they did."""

    form = AccountForm
    formfield_overrides = {models.CharField: {"form_class": PlainLineFormField}}
    inlines = [PostingInline]

    def get_inlines(self, request: HttpRequest, obj: User | None) -> list[Any]:
        """Ask for the section once the account is there."""
        return list(self.inlines) if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Refuse."""
        return False
