"""The five directions of collaboration and the initiatives under each."""

from itertools import zip_longest
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from records.text_fields import PlainLineField, PlainTextField


class Direction(models.Model):
    """One of the five directions in which the city develops collaboration (chapter 7)."""

    number = models.PositiveSmallIntegerField(_("番号"), unique=True)
    title = PlainLineField(_("方向性"), max_length=200)
    description = PlainTextField(_("説明"))

    class Meta:
        ordering = ["number"]
        verbose_name = _("方向性")
        verbose_name_plural = _("方向性")

    def __str__(self) -> str:
        return self.heading

    def get_absolute_url(self) -> str:
        """Return the address of the direction's page."""
        return reverse("directions:detail", args=[self.number])

    def table_rows(self) -> list[tuple[Any, Any]]:
        """Return initiatives and indicators side by side, as in the booklet's tables.

        Wants both prefetched. Where one column is longer, the other gives None.
        """
        return list(zip_longest(self.initiatives.all(), self.indicators.all()))

    @property
    def heading(self) -> str:
        """The numbered title as the booklet prints it: 「1. 多様な主体をつなぐ…」."""
        return f"{self.number}. {self.title}"


class Initiative(models.Model):
    """What is done under a direction (取組内容)."""

    direction = models.ForeignKey(
        Direction, on_delete=models.PROTECT, related_name="initiatives", verbose_name=_("方向性")
    )
    code = PlainLineField(_("コード"), max_length=10, unique=True)
    text = PlainLineField(_("取組内容"), max_length=300)

    class Meta:
        ordering = ["code"]
        verbose_name = _("取組内容")
        verbose_name_plural = _("取組内容")

    def __str__(self) -> str:
        return self.text
