"""Indicators and their targets."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cached_property

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directions.models import Direction
from indicators.models.entry import Entry, published_figures
from indicators.models.office import section_name
from indicators.notation.limits import DECIMAL_PLACES, MAX_DIGITS
from indicators.progress.plan import Plan, Trend
from indicators.progress.series import Series, build_series
from records.fields import IN_PERIOD, NOT_IN_PERIOD, FiscalYearField
from records.fiscal_year import LAST
from records.text_fields import PlainLineField, PlainTextField


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Indicators in the words of the domain."""

    def with_progress(self, on: dt.date) -> IndicatorQuerySet:
        """Fetch what `series` needs, as residents see it on the day `on`: three queries in all."""
        return (
            self.select_related("direction")
            .annotate(progress_on=models.Value(on, output_field=models.DateField()))
            .prefetch_related(
                "targets",
                models.Prefetch(
                    "entries",
                    queryset=Entry.objects.confirmed().with_finality().order_by("revision"),
                    to_attr="confirmed_entries",
                ),
            )
        )


class Indicator(models.Model):
    """A yearly count by which the city measures a direction."""

    direction = models.ForeignKey(
        Direction, on_delete=models.PROTECT, related_name="indicators", verbose_name=_("方向性")
    )
    code = PlainLineField(_("指標ID"), max_length=10, unique=True)
    name = PlainLineField(_("指標名"), max_length=200)
    unit = PlainLineField(_("単位"), max_length=20)
    decimal_places = models.PositiveSmallIntegerField(
        _("小数の桁数"), default=0, help_text=_("件数や回数など、整数で数える指標は0です。")
    )
    definition = PlainTextField(_("定義・算出方法"), blank=True)
    trend = models.CharField(
        _("目指す方向"),
        max_length=10,
        choices=Trend.choices,
        blank=True,
        help_text=_("空欄の間は、進捗状況を判定しません。"),
    )
    tolerance = models.DecimalField(
        _("維持とみなす幅"),
        max_digits=MAX_DIGITS,
        decimal_places=DECIMAL_PLACES,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
        help_text=_("「維持」の指標だけに使います。目標値からこの幅までの違いは維持とみなします。"),
    )
    responsible_section = PlainLineField(_("担当課"), max_length=100, blank=True)
    data_source = PlainLineField(_("出典"), max_length=200, blank=True)
    baseline_value = models.DecimalField(
        _("基準値"), max_digits=MAX_DIGITS, decimal_places=DECIMAL_PLACES, null=True, blank=True
    )
    baseline_year = FiscalYearField(
        _("基準年度（西暦）"), null=True, blank=True, help_text=_("例：令和7年度は2025")
    )

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("指標")
        verbose_name_plural = _("指標")
        constraints = [
            models.CheckConstraint(
                name="indicator_baseline_whole",
                condition=Q(baseline_value=None, baseline_year=None)
                | Q(
                    baseline_value__isnull=False,
                    baseline_year__isnull=False,
                    baseline_year__gt=2018,
                    baseline_year__lt=LAST.year,
                ),
                violation_error_message=_(
                    "基準値と基準年度は、両方を入力するか、両方を空欄にしてください。"
                    "基準年度は西暦で、2019から2032までの年度です。"
                ),
            ),
            models.CheckConstraint(
                name="indicator_tolerance_only_to_maintain",
                condition=Q(tolerance=None) | Q(trend=Trend.MAINTAIN, tolerance__gte=0),
                violation_error_message=_(
                    "「維持とみなす幅」は、目指す方向が「維持」の指標だけに入力してください。"
                ),
            ),
            models.CheckConstraint(
                name="indicator_decimal_places_in_range",
                condition=Q(decimal_places__lte=DECIMAL_PLACES),
                violation_error_message=_("小数の桁数は0から4までです。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        """Return the address of the indicator's page."""
        return reverse("indicators:detail", args=[self.code])

    def clean(self) -> None:
        """Bring the section's name into the one spelling by which postings are compared."""
        self.responsible_section = section_name(self.responsible_section)

    @property
    def plan(self) -> Plan:
        """What is aimed at. Needs `targets` prefetched where many indicators are read."""
        return Plan(
            trend=Trend(self.trend) if self.trend else None,
            tolerance=self.tolerance or Decimal(0),
            baseline=self.baseline_value,
            baseline_year=self.baseline_year,
            targets={target.fiscal_year: target.value for target in self.targets.all()},
        )

    @cached_property
    def series(self) -> Series:
        """The eight years as residents see them; only after `with_progress()`."""
        confirmed: list[Entry] = self.confirmed_entries  # type: ignore[attr-defined]
        on: dt.date = self.progress_on  # type: ignore[attr-defined]
        return build_series(self.plan, published_figures(confirmed), on)


class Target(models.Model):
    """The figure that an indicator is to reach in a year."""

    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="targets", verbose_name=_("指標")
    )
    fiscal_year = FiscalYearField(_("年度（西暦）"))
    value = models.DecimalField(_("目標値"), max_digits=MAX_DIGITS, decimal_places=DECIMAL_PLACES)

    class Meta:
        ordering = ["indicator", "fiscal_year"]
        verbose_name = _("目標値")
        verbose_name_plural = _("目標値")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "fiscal_year"],
                name="target_once_a_year",
                violation_error_message=_("この年度の目標値は、すでに登録されています。"),
            ),
            models.CheckConstraint(
                name="target_in_period",
                condition=IN_PERIOD,
                violation_error_message=NOT_IN_PERIOD,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.fiscal_year}"
