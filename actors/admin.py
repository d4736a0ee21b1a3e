"""Editing what the guideline says of the actors."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from actors.models import Actor


@admin.register(Actor)
class ActorAdmin(admin.ModelAdmin):
    """The actors are the guideline's: their texts may change, their addresses may not."""

    list_display = ["name", "slug", "is_potential"]
    readonly_fields = ["number", "slug", "is_potential"]
    fieldsets = [
        (
            None,
            {
                "fields": ["number", "slug", "is_potential"],
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
        """Refuse: actors come with the guideline's file."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Actor | None = None) -> bool:
        """Refuse: links to an actor's page never break."""
        return False
