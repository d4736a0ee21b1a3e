"""The six principles that collaborating actors keep."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from records.text_fields import PlainLineField, PlainTextField


class Principle(models.Model):
    """A rule shared by all who collaborate (chapter 5)."""

    slug = models.SlugField(_("アドレス用の名前"), unique=True)
    number = models.PositiveSmallIntegerField(_("並び順"), unique=True)
    name = PlainLineField(_("原則"), max_length=100)
    description = PlainTextField(_("説明"))

    class Meta:
        ordering = ["number"]
        verbose_name = _("原則")
        verbose_name_plural = _("原則")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the principle: its place on the page of all six."""
        return f"{reverse('principles:list')}#{self.slug}"
