"""Editing the directions and their initiatives."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from directions.models import Direction, Initiative
from records.admin import EditOnly, edited_texts, fixed_fields


class InitiativeInline(EditOnly, admin.TabularInline):
    """The initiatives of a direction: their texts may change, their codes may not."""

    model = Initiative
    fields = ["code", "text"]
    readonly_fields = ["code"]
    extra = 0


@admin.register(Direction)
class DirectionAdmin(EditOnly, admin.ModelAdmin):
    """The directions are the guideline's: their texts may change, their numbers may not."""

    list_display = ["heading"]
    readonly_fields = ["number"]
    inlines = [InitiativeInline]
    fieldsets = [
        fixed_fields("number", why=_("番号は公開ページのアドレスになるため、変えられません。")),
        edited_texts("title", "description"),
    ]
