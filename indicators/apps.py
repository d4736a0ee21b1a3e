"""The app's name, as the administration shows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    """indicators."""

    name = "indicators"
    verbose_name = _("指標")
    guideline_tables = {"directions.indicators": ("Indicator", "code")}
