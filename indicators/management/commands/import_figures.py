"""Import figures from a file of any size, by the rules of the page that imports them."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from indicators.importing.actions import NotSaved
from indicators.importing.bulk import Import, read_import
from indicators.importing.comparing import ChangeKind
from indicators.importing.files.opening import refuse_size
from records.fiscal_year import GUIDELINE_YEARS, FiscalYear
from records.refusals import Refusal

LISTED = 50
"""How many refused figures are named; the rest is counted."""


class Command(BaseCommand):
    help = _("ExcelかCSVのファイルから実績値を読み取り、下書きとして保存します。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=_("ファイル（.xlsxか.csv）"))
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument(
            "--year",
            type=int,
            choices=[year.year for year in GUIDELINE_YEARS],
            help=_("取り込む年度（西暦）"),
        )
        which.add_argument("--all", action="store_true", help=_("すべての年度を取り込む"))
        parser.add_argument("--by", required=True, help=_("入力者として記録するアカウント"))
        parser.add_argument(
            "--reason", default="", help=_("確定した値を変えるときの訂正の理由（公開されます）")
        )
        parser.add_argument(
            "--dry-run", action="store_true", help=_("違いを調べるだけで、何も保存しない")
        )
        parser.add_argument(
            "--only-good",
            action="store_true",
            help=_("取り込めない値があっても、残りの値を保存する"),
        )

    def handle(
        self,
        *args: Any,
        file: Path,
        year: int | None,
        by: str,
        reason: str,
        dry_run: bool,
        only_good: bool,
        **options: Any,
    ) -> None:
        self.began = time.monotonic()
        person = account(by)
        years = GUIDELINE_YEARS if year is None else (FiscalYear(year),)
        found = self.read(file, years, reason)
        self.report(found)
        if found.refused and not only_good and not dry_run:
            raise CommandError(
                _(
                    "取り込めない値があるため、何も保存していません。ファイルを直すか、"
                    "正しい値だけを保存するときは --only-good を付けてください。"
                )
            )
        if dry_run:
            self.tell(_("--dry-run のため、何も保存していません。"))
            return
        try:
            saved = found.record(by=person, tell=self.tell)
        except NotSaved as refusal:
            raise CommandError(
                _(
                    "取り込みの途中でほかの人が値を変えたか、保存できない値があったため、"
                    "何も保存していません。もう一度実行してください（%(count)d件）。"
                )
                % {"count": len(refusal.errors) + len(refusal.conflicts)}
            ) from refusal
        self.tell(
            _("%(count)s件を下書きとして保存しました。確定は、確認の画面で行います。")
            % {"count": f"{sum(saved.values()):,}"}
        )

    def read(self, file: Path, years: Sequence[FiscalYear], reason: str) -> Import:
        """Return what `file` would change. Raises CommandError where it cannot be read."""
        try:
            refuse_size(file.stat().st_size)
            return read_import(
                file.name, file.read_bytes(), years=years, reason=reason, tell=self.tell
            )
        except OSError as error:
            raise CommandError(_("ファイル %(file)s を開けません。") % {"file": file}) from error
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal

    def report(self, found: Import) -> None:
        """Say what the file would change, and why not the rest."""
        for sentence in found.remarks:
            self.tell(sentence)
        for place, refusal in found.refused[:LISTED]:
            self.stderr.write(_("%(place)s：%(refusal)s") % {"place": place, "refusal": refusal})
        if len(found.refused) > LISTED:
            self.stderr.write(
                _("ほかに%(count)s件、取り込めない値があります。")
                % {"count": f"{len(found.refused) - LISTED:,}"}
            )
        for kind in ChangeKind:
            self.tell(
                _("%(kind)s：%(count)s件")
                % {"kind": kind.label, "count": f"{found.counts[kind]:,}"}
            )

    def tell(self, sentence: str) -> None:
        """Print a step with the seconds since the beginning."""
        self.stdout.write(f"[{time.monotonic() - self.began:6.1f} s] {sentence}")
        self.stdout.flush()


def account(username: str) -> User:
    """Return the account that enters the figures. Raises CommandError if it may not, or is none."""
    person = User.objects.filter(username=username, is_active=True).first()
    if person is None or not person.has_perm("indicators.add_entry"):
        raise CommandError(
            _("アカウント %(name)s は、ないか、使えないか、実績値を入力できません。")
            % {"name": username}
        )
    return person
