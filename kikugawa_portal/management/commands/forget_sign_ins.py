"""Delete the records of sign-ins that have been kept long enough: for a timer, once a month."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from kikugawa_portal.sign_ins import forget_outdated


class Command(BaseCommand):
    help = _("2年を過ぎたサインインの記録を消します。新しい記録は、データベースが消させません。")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(
            _("サインインの記録を%(count)d件消しました。") % {"count": forget_outdated()}
        )
