"""The app's name, as the administration shows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActorsConfig(AppConfig):
    """actors."""

    name = "actors"
    verbose_name = _("担い手")
    guideline_tables = {"actors": ("Actor", "slug")}
