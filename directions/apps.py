"""The app's name, as the administration shows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectionsConfig(AppConfig):
    """directions."""

    name = "directions"
    verbose_name = _("方向性")
    guideline_tables = {
        "directions": ("Direction", "number"),
        "directions.initiatives": ("Initiative", "code"),
    }
