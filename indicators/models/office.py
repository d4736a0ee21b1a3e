"""Who enters figures, until when, and who was reminded. No figure depends on these models."""

from __future__ import annotations

import datetime as dt
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from records.fields import IN_PERIOD, NOT_IN_PERIOD, FiscalYearField
from records.fiscal_year import GUIDELINE_YEARS, FiscalYear
from records.text_fields import PlainLineField


def section_name(typed: str) -> str:
    """Return the name of a section in one spelling, however wide and spaced it was typed."""
    return " ".join(unicodedata.normalize("NFKC", typed).split())


class EntryDeadlineQuerySet(models.QuerySet["EntryDeadline"]):
    """Deadlines in the words of the domain."""

    def due_on(self, year: FiscalYear) -> dt.date:
        """Return the last day for entering the figures of `year`: one query."""
        found = self.filter(fiscal_year=year).values_list("due_on", flat=True).first()
        return found or year.usual_due_on

    def by_year(self) -> dict[FiscalYear, dt.date]:
        """Return the last day of each of the guideline's years: one query."""
        found = dict(self.values_list("fiscal_year", "due_on"))
        return {year: found.get(year, year.usual_due_on) for year in GUIDELINE_YEARS}


class EntryDeadline(models.Model):
    """The last day for entering a year's figures, where it is not the usual 30 June."""

    fiscal_year = FiscalYearField(
        _("年度"),
        unique=True,
        choices=[(year.year, year.long_label) for year in GUIDELINE_YEARS],
        error_messages={"unique": _("この年度の入力期限は、すでに登録されています。")},
    )
    due_on = models.DateField(
        _("入力期限"), help_text=_("この日までに、その年度の実績値を入力します。")
    )

    objects = EntryDeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["fiscal_year"]
        verbose_name = _("入力期限")
        verbose_name_plural = _("入力期限（登録のない年度は、翌年度の6月30日）")
        constraints = [
            models.CheckConstraint(
                name="deadline_in_period",
                condition=IN_PERIOD,
                violation_error_message=NOT_IN_PERIOD,
            ),
        ]

    def __str__(self) -> str:
        return self.fiscal_year.long_label

    def clean(self) -> None:
        """Refuse a day before the year has closed, and a day after the end of the next year."""
        year: object = self.fiscal_year
        due_on: object = self.due_on
        if not (isinstance(year, FiscalYear) and isinstance(due_on, dt.date)):
            return  # The form has said so already.
        first, last = year.entry_opens_on, year.next.ends_on
        if not first <= self.due_on <= last:
            raise ValidationError(
                {
                    "due_on": _(
                        "入力期限は、年度が終わったあとの%(first)sから%(last)sまでの日にしてください。"
                    )
                    % {
                        "first": formats.date_format(first),
                        "last": formats.date_format(last),
                    }
                }
            )


class Posting(models.Model):
    """The section for which a person enters figures: the words of `responsible_section`."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="posting",
        verbose_name=_("アカウント"),
    )
    section = PlainLineField(
        _("担当課"),
        max_length=100,
        help_text=_("指標の「担当課」と同じ名前にすると、その指標の入力のお願いが届きます。"),
    )

    class Meta:
        ordering = ["section", "person"]
        verbose_name = _("所属")
        verbose_name_plural = _("所属")
        default_permissions = ()

    def __str__(self) -> str:
        return self.section

    def clean(self) -> None:
        """Bring the name into the one spelling by which it is compared."""
        self.section = section_name(self.section)


class Reminder(models.Model):
    """A mail that asked somebody for the figures of a year: one a person, year and day.

    Claimed before it is sent, so that two runs at once cannot both send it.
    """

    class Result(models.TextChoices):
        """How it went. An interrupted mail stays `sending` and is not sent again that day."""

        SENDING = "sending", _("送信中")
        SENT = "sent", _("送信した")
        FAILED = "failed", _("送信できなかった")

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="reminders",
        verbose_name=_("宛先の人"),
    )
    address = PlainLineField(_("宛先"), max_length=254)
    fiscal_year = FiscalYearField(_("年度（西暦）"))
    on = models.DateField(_("対象の日"))
    due_on = models.DateField(_("入力期限"))
    owed = models.JSONField(_("お願いした指標"), default=list)
    """The codes of the indicators that the mail named."""
    result = models.CharField(_("結果"), max_length=10, choices=Result.choices)
    error = PlainLineField(_("送信できなかった理由"), max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(_("送信の回数"), default=1)
    attempted_at = models.DateTimeField(_("送信日時"))

    class Meta:
        ordering = ["-attempted_at", "-pk"]
        verbose_name = _("入力のお願いメール")
        verbose_name_plural = _("入力のお願いメール")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "fiscal_year", "on"],
                name="reminder_once_a_day",
                violation_error_message=_("この日のお願いは、もう送っています。"),
            ),
            models.CheckConstraint(
                name="reminder_in_period",
                condition=IN_PERIOD,
                violation_error_message=NOT_IN_PERIOD,
            ),
            models.CheckConstraint(
                name="reminder_error_only_where_failed",
                condition=Q(error="") | Q(result="failed"),
                violation_error_message=_("送信できなかった理由は、失敗したときだけ残します。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year.label} {self.on} {self.address}"
