"""`manage.py publish_scheduled`: publish what is due, or record why not. Run every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.models import ScheduleOutcome
from reports.schedules.actions import publish_due


class Command(BaseCommand):
    help = (
        "Publish the reports whose planned moment has come, exactly as they were seen when it was "
        "planned. What has moved on since is not published; staff are told why on their pages. "
        "Says nothing when nothing is due, so that it can run every few minutes."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for outcome in publish_due(at=timezone.now()):
            year = outcome.schedule.report.fiscal_year
            words = {"year": year.long_label, "reason": outcome.reason}
            if outcome.kind == ScheduleOutcome.Kind.PUBLISHED and outcome.edition is not None:
                number = {"number": outcome.edition.number}
                self.stdout.write(
                    _("%(year)sの進捗報告書 第%(number)d版を公表しました。") % (words | number)
                )
            else:
                self.stderr.write(_("%(year)sの進捗報告書を公表しませんでした。%(reason)s") % words)
