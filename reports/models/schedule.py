"""Planned publications, and how each of them ended."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from records.fiscal_year import FiscalYear
from records.text_fields import PlainTextField


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    """Schedules in the words of the domain."""

    def for_year(self, year: FiscalYear) -> ScheduleQuerySet:
        """Keep the schedules of one year's report."""
        return self.filter(report__fiscal_year=year)

    def pending(self) -> ScheduleQuerySet:
        """Keep those without an outcome: one a report at most."""
        return self.filter(outcome=None)

    def due(self, at: dt.datetime) -> ScheduleQuerySet:
        """Keep those that must be carried out at the moment `at`, the earliest first."""
        return self.pending().filter(publish_at__lte=at).order_by("publish_at", "pk")

    def with_outcome(self) -> ScheduleQuerySet:
        """Fetch outcomes and makers in the same query, the newest first. `result` needs it."""
        return self.select_related(
            "report", "made_by", "outcome__by", "outcome__edition__report"
        ).order_by("-pk")

    def newest_of_each(self) -> ScheduleQuerySet:
        """Keep the newest schedule of each report."""
        newer = Schedule.objects.filter(report=OuterRef("report"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(newer))


class Schedule(models.Model):
    """A planned publication of what somebody saw. Never changed, never deleted.

    `version` is the draft that they saw, `substance` the digest of all that it shows. If either has
    changed at `publish_at`, nothing is published.
    """

    report = models.ForeignKey(
        "reports.Report",
        on_delete=models.PROTECT,
        related_name="schedules",
        verbose_name=_("進捗報告書"),
    )
    publish_at = models.DateTimeField(_("公表する日時"))
    version = models.PositiveIntegerField(_("確かめた下書き"))
    substance = models.CharField(
        _("確かめた内容のSHA-256"), max_length=64, validators=[MinLengthValidator(64)]
    )
    change_note = PlainTextField(_("前の版からの変更点"), blank=True)
    made_at = models.DateTimeField(_("予定を決めた日時"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("予定を決めた人"),
    )

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("公表の予定")
        verbose_name_plural = _("公表の予定")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="schedule_lies_ahead",
                condition=Q(publish_at__gt=F("made_at")),
                violation_error_message=_("公表する日時は、いまより後にしてください。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.publish_at}"

    @property
    def result(self) -> ScheduleOutcome | None:
        """Its outcome, None while it is pending. Only after `with_outcome()`."""
        return getattr(self, "outcome", None)


class ScheduleOutcome(models.Model):
    """How a schedule ended. Never changed and never deleted.

    `by` is who cancelled or replaced it, None where it was carried out at its moment.
    """

    class Kind(models.TextChoices):
        """How a schedule ended."""

        PUBLISHED = "published", _("公表しました")
        REFUSED = "refused", _("公表できませんでした")
        CANCELLED = "cancelled", _("取り消しました")
        REPLACED = "replaced", _("ほかの予定や公表に置きかわりました")

    schedule = models.OneToOneField(
        Schedule, on_delete=models.PROTECT, related_name="outcome", verbose_name=_("公表の予定")
    )
    kind = models.CharField(_("結果"), max_length=10, choices=Kind.choices)
    at = models.DateTimeField(_("日時"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("行った人"),
    )
    reason = PlainTextField(_("公表できなかった理由"), blank=True)
    edition = models.OneToOneField(
        "reports.Edition",
        on_delete=models.PROTECT,
        null=True,
        related_name="schedule_outcome",
        verbose_name=_("公表した版"),
    )

    class Meta:
        ordering = ["schedule"]
        verbose_name = _("公表の予定の結果")
        verbose_name_plural = _("公表の予定の結果")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="schedule_outcome_whole",
                condition=Q(kind="published", edition__isnull=False, reason="", by=None)
                | (Q(kind="refused", edition=None, by=None) & ~Q(reason=""))
                | Q(kind__in=["cancelled", "replaced"], edition=None, reason="", by__isnull=False),
                violation_error_message=_("公表の予定の結果が、そろっていません。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schedule} {self.kind}"
