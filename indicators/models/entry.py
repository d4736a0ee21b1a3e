"""The ledger of yearly figures."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, Max, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from indicators.notation.absence import Absence
from indicators.notation.limits import DECIMAL_PLACES, MAX_DIGITS, TEXT_LENGTH
from indicators.progress.series import Figure, PublishedCorrection
from records.fields import IN_PERIOD, NOT_IN_PERIOD, FiscalYearField
from records.fiscal_year import FiscalYear
from records.text_fields import PlainLineField, PlainTextField

MOST_NAMED = 500
"""The most indicators that a query names. Databases limit a query's parameters, SQLite to 32,766
by default."""


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries of the ledger in the words of the domain."""

    def for_year(self, year: FiscalYear) -> EntryQuerySet:
        """Keep the entries of one fiscal year."""
        return self.filter(fiscal_year=year)

    def of_indicators(self, keys: Collection[int]) -> EntryQuerySet:
        """Keep the entries of these indicators, if they are few enough to name; else keep all."""
        return self.filter(indicator__in=keys) if len(keys) <= MOST_NAMED else self

    def confirmed(self) -> EntryQuerySet:
        """Keep every revision that was confirmed, superseded ones too."""
        return self.filter(status=Entry.Status.CONFIRMED)

    def sample(self) -> EntryQuerySet:
        """Keep the sample figures, made up for trying out."""
        return self.filter(source=Entry.Source.SAMPLE)

    def latest(self) -> EntryQuerySet:  # type: ignore[override] # of each figure, not of all
        """Keep the newest revision of each figure, whatever its state."""
        newer = Entry.objects.filter(
            indicator=OuterRef("indicator"),
            fiscal_year=OuterRef("fiscal_year"),
            revision__gt=OuterRef("revision"),
        )
        return self.filter(~Exists(newer))

    def latest_confirmed(self) -> EntryQuerySet:
        """Keep the newest confirmed revision of each figure: what the public sees."""
        newer = Entry.objects.confirmed().filter(
            indicator=OuterRef("indicator"),
            fiscal_year=OuterRef("fiscal_year"),
            revision__gt=OuterRef("revision"),
        )
        return self.confirmed().filter(~Exists(newer))

    def open_drafts(self) -> EntryQuerySet:
        """Keep the drafts that are neither confirmed nor withdrawn."""
        return self.latest().filter(status=Entry.Status.DRAFT)

    def history(self, indicator_pk: int, year: FiscalYear) -> EntryQuerySet:
        """Return all revisions of one figure, first revision first."""
        return self.filter(indicator=indicator_pk, fiscal_year=year).order_by("revision")

    def with_finality(self) -> EntryQuerySet:
        """Annotate what `is_final` compares: citations in the editions of the year's report.

        The report stands a floor above, so it is reached by the name of the relation.
        """
        return self.annotate(
            cited_in_edition=Max("citations__edition__number"),
            newest_edition=Max("citations__edition__report__editions__number"),
        )


class Entry(models.Model):
    """One revision of one yearly figure in the append-only ledger.

    Never changed and never deleted: the database refuses both (see `records.append_only`). A new
    state of a figure is the next revision, made by a verb of `indicators.ledger.actions`.
    """

    class Status(models.TextChoices):
        """What a revision does; `withdrawn` takes back the draft before it."""

        DRAFT = "draft", _("下書き")
        CONFIRMED = "confirmed", _("確定")
        WITHDRAWN = "withdrawn", _("取り下げ")

    class Source(models.TextChoices):
        """How a revision came into the ledger."""

        SHEET = "sheet", _("年度入力シート")
        PASTE = "paste", _("表からの貼り付け")
        FILE = "file", _("ファイルの取り込み")
        CORRECTION = "correction", _("訂正画面")
        SAMPLE = "sample", _("見本データ")

    indicator = models.ForeignKey(
        "indicators.Indicator",
        on_delete=models.PROTECT,
        related_name="entries",
        verbose_name=_("指標"),
    )
    fiscal_year = FiscalYearField(_("年度（西暦）"))
    revision = models.PositiveIntegerField(_("版"))
    value = models.DecimalField(
        _("実績値"), max_digits=MAX_DIGITS, decimal_places=DECIMAL_PLACES, null=True, blank=True
    )
    absence = models.CharField(
        _("値なしの理由"), max_length=20, choices=Absence.choices, blank=True
    )
    status = models.CharField(_("状態"), max_length=10, choices=Status.choices)
    note = PlainTextField(_("備考"), blank=True, validators=[MaxLengthValidator(TEXT_LENGTH)])
    reason = PlainTextField(
        _("訂正の理由"), blank=True, validators=[MaxLengthValidator(TEXT_LENGTH)]
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="entries",
        verbose_name=_("入力者"),
    )
    entered_at = models.DateTimeField(_("入力日時"))
    source = models.CharField(_("入力方法"), max_length=20, choices=Source.choices)
    file_name = PlainLineField(_("取り込んだファイル"), max_length=255, blank=True)
    file_sha256 = models.CharField(_("ファイルのSHA-256"), max_length=64, blank=True)
    doubts = models.JSONField(_("入力時の注意"), default=list, blank=True)
    """Codes of what looked odd about the figure when it was typed; `assurance` answers them."""
    assurance = PlainTextField(
        _("確かめたこと"), blank=True, validators=[MaxLengthValidator(TEXT_LENGTH)]
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "fiscal_year", "revision"]
        verbose_name = _("実績値の記録")
        verbose_name_plural = _("実績値の記録")
        default_permissions = ("add", "view")
        permissions = [("confirm_entry", _("実績値を確定・訂正できる"))]
        indexes = [models.Index(name="entry_sample", fields=["id"], condition=Q(source="sample"))]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "fiscal_year", "revision"],
                name="entry_revision_once",
                violation_error_message=_(
                    "ほかの人が先に保存しました。内容を確かめて、もう一度保存してください。"
                ),
            ),
            models.CheckConstraint(
                name="entry_value_xor_absence",
                condition=Q(value__isnull=False, absence="")
                | Q(value=None, absence__in=Absence.values),
                violation_error_message=_(
                    "実績値か、値なしの理由（該当なし・未集計）の、どちらか一つを入力してください。"
                ),
            ),
            models.CheckConstraint(
                name="entry_status_known",
                condition=Q(status__in=["draft", "confirmed", "withdrawn"]),
                violation_error_message=_("状態は、下書き・確定・取り下げのいずれかです。"),
            ),
            models.CheckConstraint(
                name="entry_in_period",
                condition=IN_PERIOD,
                violation_error_message=NOT_IN_PERIOD,
            ),
            models.CheckConstraint(
                name="entry_revision_from_one",
                condition=Q(revision__gte=1),
                violation_error_message=_("版は1から始まります。"),
            ),
            models.CheckConstraint(
                name="entry_file_named_with_hash",
                condition=Q(file_name="", file_sha256="")
                | (~Q(file_name="") & ~Q(file_sha256="") & Q(source="file")),
                violation_error_message=_(
                    "ファイルから取り込んだ値には、ファイル名とハッシュが要ります。"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.fiscal_year} r{self.revision}"

    @property
    def is_draft(self) -> bool:
        """Whether residents cannot see this revision yet."""
        return self.status == self.Status.DRAFT

    @property
    def is_confirmed(self) -> bool:
        """Whether this revision is, or was, what residents see."""
        return self.status == self.Status.CONFIRMED

    @property
    def is_withdrawn(self) -> bool:
        """Whether this revision takes back the draft before it."""
        return self.status == self.Status.WITHDRAWN

    @property
    def is_final(self) -> bool:
        """Whether the newest edition of the year's report shows this entry (確報, not 速報).

        Only after `with_finality()`; an entry not saved yet stands in no edition.
        """
        if self._state.adding:
            return False
        cited: int | None = self.cited_in_edition  # type: ignore[attr-defined]
        newest: int | None = self.newest_edition  # type: ignore[attr-defined]
        return cited is not None and cited == newest

    def says_the_same_as(self, other: Entry) -> bool:
        """Return whether both revisions give the same figure, or the same reason for none."""
        return (self.value, self.absence) == (other.value, other.absence)


def published_figures(confirmed: list[Entry]) -> dict[FiscalYear, Figure]:
    """Return what residents see of each fiscal year, from an indicator's confirmed revisions.

    `confirmed` comes in the order of revisions, with finality. A confirmed revision that changes
    the one before it is a correction and keeps the old figure, the day and the reason.
    """
    figures: dict[FiscalYear, Figure] = {}
    previous: dict[FiscalYear, Entry] = {}
    for entry in confirmed:
        before = previous.get(entry.fiscal_year)
        corrections: tuple[PublishedCorrection, ...] = ()
        if before is not None:
            corrections = figures[entry.fiscal_year].corrections
            if not entry.says_the_same_as(before):
                corrections += (
                    PublishedCorrection(
                        old_value=before.value,
                        old_absence=before.absence,
                        new_value=entry.value,
                        new_absence=entry.absence,
                        corrected_at=entry.entered_at,
                        reason=entry.reason,
                    ),
                )
        figures[entry.fiscal_year] = Figure(
            entry_id=entry.pk,
            revision=entry.revision,
            value=entry.value,
            absence=entry.absence,
            note=entry.note,
            confirmed_at=entry.entered_at,
            is_final=entry.is_final,
            corrections=corrections,
        )
        previous[entry.fiscal_year] = entry
    return figures
