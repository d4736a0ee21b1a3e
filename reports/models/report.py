"""The draft of a yearly progress report: its parts, every save, and who has it open."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Count, Exists, Max, OuterRef, Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directions.models import Direction
from records.fields import IN_PERIOD, NOT_IN_PERIOD, FiscalYearField
from records.fiscal_year import FiscalYear
from records.text_fields import PlainTextField
from reports.models.edition import Edition

MAX_LENGTH = 20_000
"""The most characters of one part of a report: some twelve printed pages."""


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports in the words of the domain."""

    def published(self) -> ReportQuerySet:
        """Keep the reports that residents can read, newest year first, editions at hand.

        Their `editions.all()` come newest first, without content. Two queries.
        """
        return (
            self.filter(Exists(Edition.objects.filter(report=OuterRef("pk"))))
            .order_by("-fiscal_year")
            .prefetch_related(
                Prefetch("editions", Edition.objects.newest_first().facts().with_pdf())
            )
        )

    def noting(self, year: FiscalYear) -> ReportQuerySet:
        """Keep the published reports that show the figures of `year`, the oldest first.

        A report shows its own year and those before. Beside its edition it notes later changes.
        """
        return (
            self.filter(fiscal_year__gte=year, editions__isnull=False)
            .distinct()
            .order_by("fiscal_year")
        )

    def with_state(self) -> ReportQuerySet:
        """Annotate `edition_count` and `last_published_at` for the staff's list of years."""
        return self.select_related("updated_by").annotate(
            edition_count=Count("editions"), last_published_at=Max("editions__published_at")
        )


class Report(models.Model):
    """The draft of one fiscal year's progress report; staff write it, residents never see it.

    The first save of its texts, or its first picture, makes it. `version` rises by one with every
    save, `newest_picture` with every picture. No picture's number is given twice, so that a text
    never shows another picture than its writer meant. The texts are those of
    `drafts.texts.PARTS`.
    """

    fiscal_year = FiscalYearField(_("年度（西暦）"), unique=True)
    introduction = PlainTextField(
        _("はじめに"), blank=True, validators=[MaxLengthValidator(MAX_LENGTH)]
    )
    voices = PlainTextField(
        _("声と事例"), blank=True, default="", validators=[MaxLengthValidator(MAX_LENGTH)]
    )
    closing = PlainTextField(_("おわりに"), blank=True, validators=[MaxLengthValidator(MAX_LENGTH)])
    version = models.PositiveIntegerField(_("保存の回数"), default=0)
    newest_picture = models.PositiveIntegerField(_("最後に追加した画像の番号"), default=0)
    updated_at = models.DateTimeField(_("最終保存日時"))
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("最後に保存した人"),
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["fiscal_year"]
        verbose_name = _("進捗報告書")
        verbose_name_plural = _("進捗報告書")
        default_permissions = ("view", "change")
        permissions = [("publish_report", _("進捗報告書を公表できる"))]
        constraints = [
            models.CheckConstraint(
                name="report_in_period",
                condition=IN_PERIOD,
                violation_error_message=NOT_IN_PERIOD,
            ),
        ]

    def __str__(self) -> str:
        return str(self.fiscal_year)

    def get_absolute_url(self) -> str:
        """Return the public address of the year's report, where the newest edition is shown."""
        return reverse("reports:detail", args=[self.fiscal_year])


class Section(models.Model):
    """What the draft says of one direction."""

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="sections", verbose_name=_("進捗報告書")
    )
    direction = models.ForeignKey(
        Direction, on_delete=models.PROTECT, related_name="+", verbose_name=_("方向性")
    )
    body = PlainTextField(_("本文"), blank=True, validators=[MaxLengthValidator(MAX_LENGTH)])

    class Meta:
        ordering = ["report", "direction"]
        verbose_name = _("方向性ごとの本文")
        verbose_name_plural = _("方向性ごとの本文")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["report", "direction"], name="section_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.direction}"


class SavedDraft(models.Model):
    """The texts of a draft as one save left them. Never changed and never deleted.

    They serve to merge two writers' changes and to go back to an earlier text.
    """

    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, related_name="saved_drafts", verbose_name=_("進捗報告書")
    )
    version = models.PositiveIntegerField(_("保存の回数"))
    parts = models.JSONField(_("本文"))
    saved_at = models.DateTimeField(_("保存日時"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("保存した人"),
    )

    class Meta:
        ordering = ["report", "version"]
        verbose_name = _("下書きの履歴")
        verbose_name_plural = _("下書きの履歴")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["report", "version"], name="saved_draft_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.version}"


class Presence(models.Model):
    """That somebody had the writer's page of a year's report open, and when they were last seen."""

    fiscal_year = FiscalYearField(_("年度（西暦）"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("開いている人"),
    )
    opened_at = models.DateTimeField(_("開いた日時"))
    seen_at = models.DateTimeField(_("最後に確認した日時"))

    class Meta:
        ordering = ["fiscal_year", "opened_at"]
        verbose_name = _("報告書を開いている人")
        verbose_name_plural = _("報告書を開いている人")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["fiscal_year", "person"], name="presence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year} {self.person}"
