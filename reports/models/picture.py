"""Pictures of reports: those of drafts, and those that were published."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.picture_lines import picture_mark
from records.fiscal_year import FiscalYear
from records.text_fields import PlainTextField

EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png"}
"""The media types that the portal keeps, with the extensions of their addresses. PDFs can hold
both."""

MAX_ALT = 300
MAX_CAPTION = 200


class KeptPicture(models.Model):
    """A picture's file as the portal encoded it; `sha256` is the digest of `data`."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, validators=[MinLengthValidator(64)])
    media_type = models.CharField(
        _("種類"), max_length=20, choices=[(kind, kind) for kind in EXTENSIONS]
    )
    width = models.PositiveIntegerField(_("幅（ピクセル）"))
    height = models.PositiveIntegerField(_("高さ（ピクセル）"))
    data = models.BinaryField(_("画像"))

    class Meta:
        abstract = True


class DraftPictureQuerySet(models.QuerySet["DraftPicture"]):
    """Pictures of drafts in the words of the domain."""

    def for_year(self, year: FiscalYear) -> DraftPictureQuerySet:
        """Keep the pictures of one year's report."""
        return self.filter(report__fiscal_year=year)

    def facts(self) -> DraftPictureQuerySet:
        """Do not fetch the files: lists and texts need the descriptions only."""
        return self.select_related("report").defer("data")


class DraftPicture(KeptPicture):
    """A picture that staff have added to a year's report, with its description.

    It may be changed and removed. An edition that shows it keeps its description, and its file as
    a PublishedPicture.
    """

    report = models.ForeignKey(
        "reports.Report",
        on_delete=models.CASCADE,
        related_name="pictures",
        verbose_name=_("進捗報告書"),
    )
    number = models.PositiveIntegerField(_("番号"))
    alt = PlainTextField(_("代替テキスト"), validators=[MaxLengthValidator(MAX_ALT)])
    caption = PlainTextField(_("説明文"), blank=True, validators=[MaxLengthValidator(MAX_CAPTION)])
    added_at = models.DateTimeField(_("追加日時"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("追加した人"),
    )

    objects = DraftPictureQuerySet.as_manager()

    class Meta:
        ordering = ["report", "number"]
        verbose_name = _("下書きの画像")
        verbose_name_plural = _("下書きの画像")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="draft_picture_number_once"),
            models.UniqueConstraint(fields=["report", "sha256"], name="draft_picture_once"),
            models.CheckConstraint(
                name="draft_picture_says_what_it_shows",
                condition=~Q(alt=""),
                violation_error_message=_("代替テキストを書いてください。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.mark}"

    @property
    def mark(self) -> str:
        """The line by which a text shows it."""
        return picture_mark(self.number)

    @property
    def address(self) -> str:
        """The address at which writers see it. Residents see published pictures only."""
        return reverse(
            "reports:draft-picture",
            args=[self.report.fiscal_year, self.sha256, EXTENSIONS[self.media_type]],
        )


class PublishedPictureQuerySet(models.QuerySet["PublishedPicture"]):
    """Published pictures in the words of the domain."""

    def for_year(self, year: FiscalYear) -> PublishedPictureQuerySet:
        """Keep the pictures that stand in an edition of one year's report."""
        return self.filter(report__fiscal_year=year)


class PublishedPicture(KeptPicture):
    """The file of a picture in an edition. Never changed and never deleted.

    Its number, alternative text and caption are in the edition's content.
    """

    report = models.ForeignKey(
        "reports.Report",
        on_delete=models.PROTECT,
        related_name="published_pictures",
        verbose_name=_("進捗報告書"),
    )

    objects = PublishedPictureQuerySet.as_manager()

    class Meta:
        ordering = ["report", "sha256"]
        verbose_name = _("公表した画像")
        verbose_name_plural = _("公表した画像")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["report", "sha256"], name="published_picture_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.sha256}"
