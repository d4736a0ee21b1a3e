"""Editing the directions and their initiatives."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from directions.models import Direction, Initiative


class InitiativeInline(admin.TabularInline):
    """The initiatives of a direction: their texts may change, their codes may not."""

    model = Initiative
    fields = ["code", "text"]
    readonly_fields = ["code"]
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Direction | None = None) -> bool:
        """Refuse: initiatives come with the guideline's file."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Direction | None = None) -> bool:
        """Refuse: initiatives stay as long as the guideline."""
        return False


@admin.register(Direction)
class DirectionAdmin(admin.ModelAdmin):
    """The directions are the guideline's: their texts may change, their numbers may not."""

    list_display = ["heading"]
    readonly_fields = ["number"]
    inlines = [InitiativeInline]
    fieldsets = [
        (
            None,
            {
                "fields": ["number"],
                "description": _("番号は公開ページのアドレスになるため、変えられません。"),
            },
        ),
        (
            _("文章"),
            {
                "fields": ["title", "description"],
                "description": _(
                    "ここで書き換えた文章は、指針のファイルを読み込み直しても元に戻りません。"
                ),
            },
        ),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: directions come with the guideline's file."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Direction | None = None) -> bool:
        """Refuse: indicators and their figures hang on the direction."""
        return False
