"""Fill a database that is only for trying out with made-up figures and demo accounts."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from indicators.models import Entry, Indicator
from kikugawa_portal.sample import figures


class Command(BaseCommand):
    help = "見本の数値とお試し用アカウントを作ります（本番のデータベースでは動きません）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--remove",
            action="store_true",
            help="見本データを取り除く方法を示します（台帳からは消せません）。",
        )

    def handle(self, *args: Any, remove: bool, **options: Any) -> None:
        if remove:
            raise CommandError(
                "台帳の記録は、見本でも消せません。新しいデータベースで始めてください。"
                "SQLiteなら var/portal.sqlite3 を別の場所に移し、manage.py migrate と"
                " manage.py load_guideline を実行します。"
            )
        if settings.PRODUCTION:
            raise CommandError(
                "本番の設定（DEBUG=false）では、見本データを作りません。住民の方が実際の数値と取り違えます。"
            )
        if not Indicator.objects.exists():
            raise CommandError(
                "指標がありません。先に manage.py load_guideline を実行してください。"
            )
        if Entry.objects.sample().exists():
            self.stdout.write("見本データは、すでにあります。")
        elif Entry.objects.exists():
            raise CommandError(
                "このデータベースには、見本ではない実績値があります。見本データは混ぜられません。"
            )
        else:
            figures.load_sample(timezone.now())
            self.stdout.write(
                self.style.SUCCESS(
                    "見本データを作りました。すべてのページに「見本データ」と表示されます。"
                )
            )
        self.stdout.write("お試し用アカウント（職員用ページ /staff/ 、管理 /admin/）")
        for account in figures.ACCOUNTS:
            self.stdout.write(f"  {account.username} / {account.password}（{account.name}）")
