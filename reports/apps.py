"""The app's name, as the administration shows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """The yearly report: written, published as editions, compared."""

    name = "reports"
    verbose_name = _("進捗報告書")
    notes_changed_figures = "Report"
