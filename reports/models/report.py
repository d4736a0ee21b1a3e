"""The yearly progress report: its draft, and the editions that nobody can change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.db import models
from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directions.models import Direction
from indicators.fiscal_year import FIRST, LAST, FiscalYear
from indicators.models import Entry
from reports.picture_models import DraftPicture, PublishedPicture
from reports.schedules import Schedule, ScheduleOutcome
from reports.series_json import JsonObject
from reports.texts import MAX_LENGTH, Texts

__all__ = [
    "MAX_CHANGE_NOTE",
    "Citation",
    "DraftPicture",
    "Edition",
    "EditionPdf",
    "Presence",
    "PublishedPicture",
    "Report",
    "SavedDraft",
    "Schedule",
    "ScheduleOutcome",
    "Section",
]

MAX_CHANGE_NOTE = 2_000


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

    def with_state(self) -> ReportQuerySet:
        """Annotate what the staff's list of years tells: the number of editions, the last day."""
        return self.select_related("updated_by").annotate(
            edition_count=Count("editions"), last_published_at=Max("editions__published_at")
        )


class Report(models.Model):
    """The draft of one fiscal year's progress report; staff write it, residents never see it.

    Made by the first save of its texts, or by its first picture. `version` rises by one with every
    save, `newest_picture` with every picture: a number is given once, so that texts that name it
    never come to mean another picture.
    """

    fiscal_year = models.PositiveSmallIntegerField(_("年度（西暦）"), unique=True)
    introduction = models.TextField(
        _("はじめに"), blank=True, validators=[MaxLengthValidator(MAX_LENGTH)]
    )
    voices = models.TextField(
        _("声と事例"), blank=True, default="", validators=[MaxLengthValidator(MAX_LENGTH)]
    )
    closing = models.TextField(
        _("おわりに"), blank=True, validators=[MaxLengthValidator(MAX_LENGTH)]
    )
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
                condition=Q(fiscal_year__gte=FIRST.year, fiscal_year__lte=LAST.year),
                violation_error_message=_("年度は、西暦で2026から2033までです。"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        """Return the public address of the year's report, where the newest edition is shown."""
        return reverse("reports:detail", args=[self.year])

    @property
    def year(self) -> FiscalYear:
        """The fiscal year that the report tells of."""
        return FiscalYear(self.fiscal_year)


class Section(models.Model):
    """What the draft says of one direction."""

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="sections", verbose_name=_("進捗報告書")
    )
    direction = models.ForeignKey(
        Direction, on_delete=models.PROTECT, related_name="+", verbose_name=_("方向性")
    )
    body = models.TextField(_("本文"), blank=True, validators=[MaxLengthValidator(MAX_LENGTH)])

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

    They let two writers' changes be brought together, and nothing written be lost.
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

    @property
    def texts(self) -> Texts:
        """The texts as they were."""
        return Texts.from_parts(self.parts)


class Presence(models.Model):
    """That somebody had the writer's page of a year's report open, and when they were last seen."""

    fiscal_year = models.PositiveSmallIntegerField(_("年度（西暦）"))
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


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions in the words of the domain."""

    def newest_first(self) -> EditionQuerySet:
        """Order by year and number, the newest first."""
        return self.order_by("-report__fiscal_year", "-number")

    def for_year(self, year: FiscalYear) -> EditionQuerySet:
        """Keep the editions of one year's report."""
        return self.filter(report__fiscal_year=year.year)

    def without_pdf(self) -> EditionQuerySet:
        """Keep the editions whose PDF waits to be made, the oldest first."""
        return self.filter(pdf=None).order_by("report__fiscal_year", "number")

    def with_pdf(self) -> EditionQuerySet:
        """Bring the facts of each PDF along, without the file, in the same query."""
        return self.select_related("report", "pdf").defer("pdf__data")

    def facts(self) -> EditionQuerySet:
        """Leave the content in the database: lists show number, day and note only."""
        return self.select_related("report").defer("content")

    def contents(self, editions: Sequence[Edition]) -> Iterator[tuple[int, JsonObject]]:
        """Yield the numbers and the contents of `editions`, which came without: one query."""
        found = self.filter(pk__in=[edition.pk for edition in editions])
        yield from found.values_list("number", "content")


class Edition(models.Model):
    """One published edition of a report, with all that it shows. Never changed, never deleted.

    `content` is the snapshot described in docs/edition-format.md; `sha256` is the digest of its
    canonical JSON. A correction is the next edition.
    """

    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, related_name="editions", verbose_name=_("進捗報告書")
    )
    number = models.PositiveIntegerField(_("版"))
    published_at = models.DateTimeField(_("公表日時"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("公表した人"),
    )
    change_note = models.TextField(
        _("前の版からの変更点"), blank=True, validators=[MaxLengthValidator(MAX_CHANGE_NOTE)]
    )
    content = models.JSONField(_("内容"))
    sha256 = models.CharField(
        _("SHA-256"), max_length=64, unique=True, validators=[MinLengthValidator(64)]
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["report", "number"]
        verbose_name = _("公表した版")
        verbose_name_plural = _("公表した版")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"],
                name="edition_number_once",
                violation_error_message=_("この版は、すでに公表されています。"),
            ),
            models.CheckConstraint(
                name="edition_number_from_one",
                condition=Q(number__gte=1),
                violation_error_message=_("版は1から始まります。"),
            ),
            models.CheckConstraint(
                name="edition_says_what_changed",
                condition=Q(number=1) | ~Q(change_note=""),
                violation_error_message=_("第2版からは、前の版からの変更点を書いてください。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.number}"

    def get_absolute_url(self) -> str:
        """Return the address at which this very edition stays."""
        return reverse("reports:edition", args=[self.report.year, self.number])

    def get_changes_url(self) -> str:
        """Return the address that tells what changed since the edition before; "" for the first."""
        if self.number == 1:
            return ""
        return reverse("reports:edition-changes", args=[self.report.year, self.number])


class Citation(models.Model):
    """That an edition reports a figure of its own year, as that entry of the ledger gives it.

    Never changed and never deleted. Figures of earlier years, which charts show beside it, are
    named in the content by their entries; only their own year's report makes them final.
    """

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="citations", verbose_name=_("版")
    )
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="citations", verbose_name=_("実績値の記録")
    )

    class Meta:
        ordering = ["edition", "entry"]
        verbose_name = _("引用した実績値")
        verbose_name_plural = _("引用した実績値")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["edition", "entry"], name="citation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.entry}"


class EditionPdfQuerySet(models.QuerySet["EditionPdf"]):
    """PDFs of editions in the words of the domain."""

    def of(self, year: FiscalYear, number: int) -> EditionPdfQuerySet:
        """Keep the PDF of one edition."""
        return self.filter(edition__report__fiscal_year=year.year, edition__number=number)

    def facts(self) -> EditionPdfQuerySet:
        """Leave the file itself in the database: pages show its size and pages only."""
        return self.defer("data")


class EditionPdf(models.Model):
    """The PDF of an edition, the first that was made. Never changed, never deleted.

    It lies in the database, beside what it shows, so that no file can be lost or exchanged apart
    from it. `sha256` is the digest of `data`; `maker` tells what drew it.
    """

    edition = models.OneToOneField(
        Edition, on_delete=models.PROTECT, related_name="pdf", verbose_name=_("版")
    )
    data = models.BinaryField(_("ファイル"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, validators=[MinLengthValidator(64)])
    size = models.PositiveIntegerField(_("大きさ（バイト）"))
    page_count = models.PositiveIntegerField(_("ページ数"))
    maker = models.CharField(_("作成したソフトウェア"), max_length=100)
    made_at = models.DateTimeField(_("作成日時"))

    objects = EditionPdfQuerySet.as_manager()

    class Meta:
        ordering = ["edition"]
        verbose_name = _("版のPDF")
        verbose_name_plural = _("版のPDF")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.edition} PDF"
