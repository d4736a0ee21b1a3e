"""Defining the indicators and their plans; looking into the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from indicators.admin_forms import IndicatorForm, PlainDecimalField, TargetForm, TargetFormSet
from indicators.ledger.new_figures import typed
from indicators.models import Entry, EntryDeadline, Indicator, Reminder, Target
from records import year_filter  # noqa: F401 - registers the filter by fiscal year

PLAIN_DECIMALS: Mapping[type[models.Field[Any, Any]], Mapping[str, Any]] = {
    models.DecimalField: {"form_class": PlainDecimalField}
}


class TargetInline(admin.TabularInline):
    """The targets of an indicator, a row a year."""

    model = Target
    form = TargetForm
    formset = TargetFormSet
    formfield_overrides = PLAIN_DECIMALS
    extra = 1
    max_num = 8
    verbose_name_plural = _("年度ごとの目標値（最後の年度の目標値が、最終目標です）")


@admin.register(Indicator)
class IndicatorAdmin(admin.ModelAdmin):
    """Indicators come with the guideline. The city sets their plans here."""

    form = IndicatorForm
    formfield_overrides = PLAIN_DECIMALS
    inlines = [TargetInline]
    list_display = ["code", "name", "unit", "trend", "targets_set", "responsible_section"]
    list_display_links = ["code", "name"]
    list_filter = ["direction", "trend"]
    search_fields = ["code", "name", "responsible_section"]
    readonly_fields = ["direction", "code"]
    fieldsets = [
        (
            _("指針に定めた指標"),
            {
                "fields": ["direction", "code", "name", "unit", "decimal_places"],
                "description": _("指標IDは公開ページのアドレスになるため、変えられません。"),
            },
        ),
        (
            _("指標の説明"),
            {
                "fields": ["definition", "responsible_section", "data_source"],
                "description": _("市で決まっていない項目は、空欄のままにしてください。"),
            },
        ),
        (
            _("進捗の判定"),
            {
                "fields": ["trend", "tolerance", "baseline_value", "baseline_year"],
                "description": _(
                    "目指す方向と目標値があると、進捗状況を判定します。基準値もあると、"
                    "途中の年度のめやすも計算します。決まっていない項目は空欄のままにしてください。"
                ),
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Indicator]:
        """Count the targets, for the list."""
        indicators: QuerySet[Indicator] = super().get_queryset(request)
        return indicators.annotate(target_count=Count("targets"))

    @admin.display(description=_("目標値の数"), ordering="target_count")
    def targets_set(self, indicator: Indicator) -> int:
        """Return for how many years a target is set."""
        count: int = indicator.target_count  # type: ignore[attr-defined]
        return count

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: indicators come with the guideline's file."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Indicator | None = None) -> bool:
        """Refuse: an indicator has figures, and those are kept for good."""
        return False


@admin.register(EntryDeadline)
class EntryDeadlineAdmin(admin.ModelAdmin):
    """The last day for entering a year's figures, where the office wants another than 30 June."""

    list_display = ["year_label", "due_on"]
    list_display_links = ["year_label"]

    @admin.display(description=_("年度"), ordering="fiscal_year")
    def year_label(self, deadline: EntryDeadline) -> str:
        """Return the fiscal year as people write it."""
        return deadline.fiscal_year.long_label


@admin.register(Reminder)
class ReminderAdmin(admin.ModelAdmin):
    """The mails that asked for figures. Read only."""

    actions = None
    list_display = ["attempted_at", "year_label", "recipient", "address", "result", "attempts"]
    list_filter = ["result", "fiscal_year"]
    list_select_related = ["recipient"]
    search_fields = ["address", "recipient__username"]
    fields = [
        "recipient",
        "address",
        "year_label",
        "on",
        "due_on",
        "owed",
        "result",
        "error",
        "attempts",
        "attempted_at",
    ]
    readonly_fields = ["year_label"]

    @admin.display(description=_("年度"), ordering="fiscal_year")
    def year_label(self, reminder: Reminder) -> str:
        """Return the fiscal year as people write it."""
        return reminder.fiscal_year.label

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: `manage.py remind_entry` sends them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Reminder | None = None) -> bool:
        """Refuse: a mail that was sent cannot be changed."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Reminder | None = None) -> bool:
        """Refuse: the record keeps a mail from being sent twice."""
        return False


@admin.register(Entry)
class EntryAdmin(admin.ModelAdmin):
    """The ledger: every revision of every figure. Read only."""

    actions = None
    list_display = [
        "indicator",
        "year_label",
        "revision",
        "figure",
        "status",
        "entered_by",
        "entered_at",
    ]
    list_filter = ["status", "fiscal_year", "source", "indicator"]
    list_select_related = ["indicator", "entered_by"]
    ordering = ["-entered_at", "-pk"]
    search_fields = ["note", "reason", "entered_by__username"]
    fields = [
        "indicator",
        "year_label",
        "revision",
        "figure",
        "status",
        "note",
        "reason",
        "entered_by",
        "entered_at",
        "source",
    ]
    readonly_fields = ["year_label", "figure"]

    @admin.display(description=_("年度"), ordering="fiscal_year")
    def year_label(self, entry: Entry) -> str:
        """Return the fiscal year as people write it."""
        return entry.fiscal_year.long_label

    @admin.display(description=_("実績値"), ordering="value")
    def figure(self, entry: Entry) -> str:
        """Return the number, or the reason for none."""
        return typed(entry)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: figures are entered on the year sheet."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        """Refuse: the ledger only grows."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        """Refuse: the ledger only grows."""
        return False
