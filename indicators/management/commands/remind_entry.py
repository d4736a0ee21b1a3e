"""Ask by mail for the figures that are owed: for a timer, once a day."""

import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.models import Reminder
from indicators.office.actions import Unreachable, letters_for, reminder_mail, send_reminders


def day(text: str) -> dt.date:
    """Read a day like 2027-05-31."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("日付は2027-05-31の形で書いてください。")) from None


class Command(BaseCommand):
    help = _(
        "入力期限の30日前・7日前・前日と、1日後・7日後・30日後に、実績値の入力をお願いするメールを送ります。"
        "同じ日に何度実行しても、同じ人には1通だけです。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help=_("何も送らず、何も記録せず、送るはずのメールを表示します。"),
        )
        parser.add_argument(
            "--on", type=day, metavar="DATE", help=_("今日の代わりの日付（例：2027-05-31）")
        )

    def handle(self, *args: Any, dry_run: bool, on: dt.date | None, **options: Any) -> None:
        on = on or timezone.localdate()
        try:
            if dry_run:
                self._show(on)
            else:
                self._send(on)
        except Unreachable as unreachable:
            raise CommandError(
                _(
                    "%(years)sの実績値に未入力か未確定のものがありますが、送る相手がいません。"
                    "市職員（city_staff）のアカウントに、メールアドレスを登録してください。"
                )
                % {"years": "、".join(owed.year.label for owed in unreachable.owed)}
            ) from None

    def _show(self, on: dt.date) -> None:
        found = letters_for(on)
        for letter in found:
            message = reminder_mail(letter, on)
            lines = [
                _("宛先：%(address)s") % {"address": letter.recipient.email},
                _("件名：%(subject)s") % {"subject": message.subject},
                "",
                str(message.body),
            ]
            self.stdout.write("\n".join(lines))
        self.stdout.write(
            _("%(day)sに送るメールは%(count)d通です。試し実行のため、送っていません。")
            % {"day": on, "count": len(found)}
        )

    def _send(self, on: dt.date) -> None:
        sent, failed = 0, []
        for record in send_reminders(on=on):
            if record.result == Reminder.Result.SENT:
                sent += 1
            else:
                failed.append(record)
        self.stdout.write(_("%(count)d通を送りました。") % {"count": sent})
        for record in failed:
            self.stderr.write(
                _("%(address)sに送れませんでした：%(error)s")
                % {"address": repr(record.address), "error": record.error}
            )
        if failed:
            raise CommandError(
                _(
                    "%(count)d通を送れませんでした。同じ日にもう一度実行すると、送れなかった分だけを送り直します。"
                )
                % {"count": len(failed)}
            )
