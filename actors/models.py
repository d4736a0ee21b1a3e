"""The eight kinds of actors who carry collaboration."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from records.text_fields import PlainLineField, PlainTextField


class Actor(models.Model):
    """A kind of actor named by the guideline: residents, schools, businesses … (chapter 4)."""

    slug = models.SlugField(_("アドレス用の名前"), unique=True)
    number = models.PositiveSmallIntegerField(_("並び順"), unique=True)
    name = PlainLineField(_("担い手"), max_length=100)
    description = PlainTextField(_("説明"))
    is_potential = models.BooleanField(_("潜在的な担い手"), default=False)

    class Meta:
        ordering = ["number"]
        verbose_name = _("担い手")
        verbose_name_plural = _("担い手")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the actor's page."""
        return reverse("actors:detail", args=[self.slug])
