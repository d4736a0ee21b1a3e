"""Editing the prose of the guideline."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from guideline.models import Chapter
from records.admin import EditOnly, edited_texts, fixed_fields


@admin.register(Chapter)
class ChapterAdmin(EditOnly, admin.ModelAdmin):
    """The chapters are the booklet's: their texts may change, their number and codes may not."""

    list_display = ["heading", "code"]
    readonly_fields = ["number", "code"]
    fieldsets = [
        fixed_fields(
            "number",
            "code",
            "title",
            why=_("章番号とコードは指針のファイルで決まるため、変えられません。"),
        ),
        edited_texts(
            "lead",
            "body",
            hint=_("本文では、**言葉** が太字に、[言葉](アドレス) がリンクになります。"),
        ),
    ]
