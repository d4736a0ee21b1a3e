"""Published editions, the figures that they cite, and their PDFs. Nobody can change them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from indicators.models import Entry
from records.canonical import JsonObject
from records.fiscal_year import FiscalYear
from records.text_fields import PlainLineField, PlainTextField

MAX_CHANGE_NOTE = 2_000


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions in the words of the domain."""

    def newest_first(self) -> EditionQuerySet:
        """Order by year and number, the newest first."""
        return self.order_by("-report__fiscal_year", "-number")

    def for_year(self, year: FiscalYear) -> EditionQuerySet:
        """Keep the editions of one year's report."""
        return self.filter(report__fiscal_year=year)

    def without_pdf(self) -> EditionQuerySet:
        """Keep the editions whose PDF waits to be made, the oldest first."""
        return self.filter(pdf=None).order_by("report__fiscal_year", "number")

    def with_pdf(self) -> EditionQuerySet:
        """Fetch the facts of each PDF in the same query, without the file."""
        return self.select_related("report", "pdf").defer("pdf__data")

    def facts(self) -> EditionQuerySet:
        """Do not fetch the content: lists show number, day and note only."""
        return self.select_related("report").defer("content")

    def contents(self, editions: Sequence[Edition]) -> Iterator[tuple[int, JsonObject]]:
        """Yield the numbers and contents of `editions`, which were fetched without. One query."""
        found = self.filter(pk__in=[edition.pk for edition in editions])
        yield from found.values_list("number", "content")


class Edition(models.Model):
    """A published state of a report, with all that it shows. Never changed, never deleted.

    docs/edition-format.md describes `content`; `sha256` is the digest of its canonical JSON. A
    correction is the next edition.
    """

    report = models.ForeignKey(
        "reports.Report",
        on_delete=models.PROTECT,
        related_name="editions",
        verbose_name=_("進捗報告書"),
    )
    number = models.PositiveIntegerField(_("版"))
    published_at = models.DateTimeField(_("公表日時"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("公表した人"),
    )
    change_note = PlainTextField(
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
        """Return the lasting address of this edition."""
        return reverse("reports:edition", args=[self.report.fiscal_year, self.number])

    def get_changes_url(self) -> str:
        """Return the address of what changed since the edition before; "" for the first."""
        if self.number == 1:
            return ""
        return reverse("reports:edition-changes", args=[self.report.fiscal_year, self.number])


class Citation(models.Model):
    """That an edition shows a certain entry of the ledger for its own year.

    Never changed and never deleted. Figures of earlier years are not cited, though charts show
    them: only their own year's report makes them final.
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
        return self.filter(edition__report__fiscal_year=year, edition__number=number)

    def facts(self) -> EditionPdfQuerySet:
        """Do not fetch the file: pages show only its size and number of pages."""
        return self.defer("data")


class EditionPdf(models.Model):
    """The PDF of an edition. Never changed, never deleted.

    It lies in the database, so that no file can be lost or replaced. `sha256` is the digest of
    `data`; `maker` names the software that drew it.
    """

    edition = models.OneToOneField(
        Edition, on_delete=models.PROTECT, related_name="pdf", verbose_name=_("版")
    )
    data = models.BinaryField(_("ファイル"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, validators=[MinLengthValidator(64)])
    size = models.PositiveIntegerField(_("大きさ（バイト）"))
    page_count = models.PositiveIntegerField(_("ページ数"))
    maker = PlainLineField(_("作成したソフトウェア"), max_length=100)
    made_at = models.DateTimeField(_("作成日時"))

    objects = EditionPdfQuerySet.as_manager()

    class Meta:
        ordering = ["edition"]
        verbose_name = _("版のPDF")
        verbose_name_plural = _("版のPDF")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.edition} PDF"
