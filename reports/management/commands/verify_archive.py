"""`manage.py verify_archive`: verify that no edition was changed since it was published."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reports.editions.archive import verify_archive
from reports.models import Edition


class Command(BaseCommand):
    help = (
        "Recompute the SHA-256 of every published edition, compare it with the ledger, and name "
        "the editions that were tampered with. Exits with 1 when there are any."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        findings = list(verify_archive())
        for finding in findings:
            self.stderr.write(
                _("%(year)s 第%(number)d版：%(message)s")
                % {
                    "year": finding.edition.report.fiscal_year.long_label,
                    "number": finding.edition.number,
                    "message": finding.message,
                }
            )
        count = Edition.objects.count()
        if findings:
            raise CommandError(
                _("%(count)d版のうち%(wrong)d版に、公表したときと違うところがあります。")
                % {"count": count, "wrong": len({finding.edition.pk for finding in findings})}
            )
        self.stdout.write(_("%(count)d版すべてが、公表したときのままです。") % {"count": count})
