"""Editing what the guideline says of the principles."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from principles.models import Principle


@admin.register(Principle)
class PrincipleAdmin(admin.ModelAdmin):
    """The principles are the guideline's: their texts may change, their addresses may not."""

    list_display = ["name", "slug"]
    readonly_fields = ["number", "slug"]
    fieldsets = [
        (
            None,
            {
                "fields": ["number", "slug"],
                "description": _(
                    "公開ページのアドレスと並び順は指針のファイルで決まるため、変えられません。"
                ),
            },
        ),
        (
            _("文章"),
            {
                "fields": ["name", "description"],
                "description": _(
                    "ここで書き換えた文章は、指針のファイルを読み込み直しても元に戻りません。"
                ),
            },
        ),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: principles come with the guideline's file."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Principle | None = None) -> bool:
        """Refuse: links to a principle never break."""
        return False
