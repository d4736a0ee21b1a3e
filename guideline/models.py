"""The prose chapters of the guideline's summary, and what was last loaded from its file."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.text_fields import PlainLineField, PlainTextField


class Chapter(models.Model):
    """A chapter of the booklet, 0 being its cover and preface."""

    code = models.SlugField(_("コード"), unique=True)
    number = models.PositiveSmallIntegerField(_("章番号"), unique=True)
    title = PlainLineField(_("見出し"), max_length=200)
    lead = PlainLineField(_("大きく示す言葉"), max_length=200, blank=True)
    body = PlainTextField(
        _("本文"), blank=True, help_text=_("空行で段落を分け、「- 」で始めると箇条書きになります。")
    )

    class Meta:
        ordering = ["number"]
        verbose_name = _("章")
        verbose_name_plural = _("章")

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        """The title as the booklet prints it: 「1. 指針の役割」; the preface has no number."""
        return f"{self.number}. {self.title}" if self.number else self.title


class LoadedRecord(models.Model):
    """The values that `load_guideline` last wrote for one record, to tell later edits by hand."""

    table = models.CharField(max_length=100)
    key = models.CharField(max_length=100)
    values = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "key"], name="loaded_record_once"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"


class BookletPdf(models.Model):
    """The guideline's summary as a PDF, drawn from its text as it stood.

    `source` is the digest of all that went into it (text, layout, the program that drew it): for
    another text there is another PDF. `sha256` is the digest of `data` itself.
    """

    source = models.CharField(max_length=64, unique=True)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    page_count = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.source
