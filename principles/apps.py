"""The app's name, as the administration shows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrinciplesConfig(AppConfig):
    """principles."""

    name = "principles"
    verbose_name = _("原則")
    guideline_tables = {"principles": ("Principle", "slug")}
