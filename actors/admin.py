"""Editing what the guideline says of the actors."""

from django.contrib import admin

from actors.models import Actor
from records.admin import EditOnly, edited_texts, fixed_fields


@admin.register(Actor)
class ActorAdmin(EditOnly, admin.ModelAdmin):
    """The actors are the guideline's: their texts may change, their addresses may not."""

    list_display = ["name", "slug", "is_potential"]
    readonly_fields = ["number", "slug", "is_potential"]
    fieldsets = [
        fixed_fields("number", "slug", "is_potential"),
        edited_texts("name", "description"),
    ]
