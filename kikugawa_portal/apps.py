"""The app of the top floor: what belongs to the site as a whole."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class KikugawaPortalConfig(AppConfig):
    """kikugawa_portal."""

    name = "kikugawa_portal"
    verbose_name = _("ポータル全体")

    def ready(self) -> None:
        """Register the checks, which import models and so cannot be imported earlier."""
        from kikugawa_portal import checks  # noqa: PLC0415

        register(checks.refuse_sample_in_production, Tags.database, deploy=True)
        register(checks.read_accessibility_tests)
