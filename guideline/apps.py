"""The app's name, as the administration shows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidelineConfig(AppConfig):
    """guideline."""

    name = "guideline"
    verbose_name = _("指針")
    guideline_tables = {"chapters": ("Chapter", "code")}
