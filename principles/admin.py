"""Editing what the guideline says of the principles."""

from django.contrib import admin

from principles.models import Principle
from records.admin import EditOnly, edited_texts, fixed_fields


@admin.register(Principle)
class PrincipleAdmin(EditOnly, admin.ModelAdmin):
    """The principles are the guideline's: their texts may change, their addresses may not."""

    list_display = ["name", "slug"]
    readonly_fields = ["number", "slug"]
    fieldsets = [fixed_fields("number", "slug"), edited_texts("name", "description")]
