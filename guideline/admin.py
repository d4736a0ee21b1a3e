"""Editing the prose of the guideline."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from guideline.models import Chapter


@admin.register(Chapter)
class ChapterAdmin(admin.ModelAdmin):
    """The chapters are the booklet's: their texts may change, their number and codes may not."""

    list_display = ["heading", "code"]
    readonly_fields = ["number", "code"]
    fieldsets = [
        (
            None,
            {
                "fields": ["number", "code", "title"],
                "description": _("章番号とコードは指針のファイルで決まるため、変えられません。"),
            },
        ),
        (
            _("文章"),
            {
                "fields": ["lead", "body"],
                "description": _(
                    "本文では、**言葉** が太字に、[言葉](アドレス) がリンクになります。"
                    "ここで書き換えた文章は、指針のファイルを読み込み直しても元に戻りません。"
                ),
            },
        ),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: chapters come with the guideline's file."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Chapter | None = None) -> bool:
        """Refuse: chapters stay as long as the guideline."""
        return False
