"""Everything between an installed environment and a portal to look at: what `make run` calls."""

import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from indicators.models import Entry

HOST = "127.0.0.1"


class Command(BaseCommand):
    """Prepare the database, a new one with sample figures, and serve the portal on this machine."""

    help = _("データベースを用意し、このコンピューターでポータルを動かします（開発・お試し用）。")
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare --port."""
        parser.add_argument("--port", type=int, default=8000, help=_("ポート番号（既定：8000）"))

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        """Prepare and serve. Raises CommandError in production and where the port is taken."""
        if not settings.DEBUG:
            raise CommandError(
                _(
                    "本番の設定（DEBUG=false）では動かしません。本番での動かしかたは"
                    " docs/operations.md をご覧ください。"
                )
            )
        if is_taken(port):
            raise CommandError(
                _(
                    "ポート%(port)dは使われています。"
                    "ほかの番号を選んでください（例：make run PORT=%(other)d）。"
                )
                % {"port": port, "other": port + 1}
            )
        call_command("migrate", verbosity=0)
        is_new = not User.objects.exists() and not Entry.objects.exists()
        call_command("load_guideline", verbosity=int(is_new))
        if is_new or Entry.objects.sample().exists():
            call_command("load_sample_figures")
        address = f"http://{HOST}:{port}/"
        self.stdout.write(
            self.style.SUCCESS(
                _("ポータル：%(address)s　職員用ページ：%(address)sstaff/　終了：Ctrl+C")
                % {"address": address}
            )
        )
        self.stdout.flush()
        serve(port)


def is_taken(port: int) -> bool:
    """Return whether another program listens on `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


def serve(port: int) -> None:
    """Become the development server, so that Ctrl-C and its reloader see nothing between."""
    manage = str(settings.BASE_DIR / "manage.py")
    os.execv(sys.executable, [sys.executable, manage, "runserver", f"{HOST}:{port}"])  # noqa: S606
