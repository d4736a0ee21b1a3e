"""manage.py load_guideline: bring the guideline's text from its file into the database."""

from pathlib import Path
from textwrap import indent
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from documents.content_file import ContentFileError
from guideline.loading import DifferenceKind, TextComparison, TextDifference, compare, load


class Command(BaseCommand):
    """Load the text, or with --check say in what file and database differ (exit code 1)."""

    help = _(
        "指針の本文をファイルからデータベースに読み込みます。"
        "何度実行しても同じ結果になり、管理画面で編集された項目は上書きしません。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare --file, --force and --check."""
        parser.add_argument(
            "--file",
            type=Path,
            default=settings.BASE_DIR / "content" / "guideline.toml",
            help=_("読み込むファイル（既定：content/guideline.toml）"),
        )
        way = parser.add_mutually_exclusive_group()
        way.add_argument(
            "--force", action="store_true", help=_("管理画面で編集された項目も上書きします。")
        )
        way.add_argument(
            "--check",
            action="store_true",
            help=_(
                "書き込まずに、ファイルとデータベースの違いを示します。違えば終了コードは1です。"
            ),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command. Raises CommandError for a faulty file, and where --check differs."""
        self.verbosity: int = options["verbosity"]
        try:
            if options["check"]:
                self._check(compare(options["file"]))
            else:
                self._report(load(options["file"], force=options["force"]), options["force"])
        except ContentFileError as error:
            raise CommandError(str(error)) from error

    def _check(self, comparison: TextComparison) -> None:
        self._list(_("ファイルにだけある記録"), comparison.of_kind(DifferenceKind.ADDED))
        self._list(_("ファイルで変わった項目"), comparison.of_kind(DifferenceKind.CHANGED))
        self._list(_("データベースで編集された項目"), comparison.of_kind(DifferenceKind.EDITED))
        self._list(_("データベースにだけある記録"), comparison.of_kind(DifferenceKind.LEFT))
        if comparison.differences:
            raise CommandError(_("ファイルとデータベースは違います。"))
        self._say(_("ファイルとデータベースは同じです。"))

    def _report(self, comparison: TextComparison, force: bool) -> None:
        written = comparison.of_kind(
            DifferenceKind.CHANGED, *([DifferenceKind.EDITED] if force else [])
        )
        added = [item.table for item in comparison.of_kind(DifferenceKind.ADDED)]
        updated = [table for table, _key in {(item.table, item.key) for item in written}]
        tables = [record.table for record in comparison.records]
        for table in dict.fromkeys(tables):
            self._say(
                _("%(table)s：%(total)d件（追加 %(added)d件、更新 %(updated)d件）")
                % {
                    "table": table.label,
                    "total": tables.count(table),
                    "added": added.count(table),
                    "updated": updated.count(table),
                }
            )
        if not force:
            self._list(
                _("データベースで編集されているため上書きしなかった項目（上書きするには --force）"),
                comparison.of_kind(DifferenceKind.EDITED),
            )
        self._list(
            _("データベースにだけある記録（削除しません）"), comparison.of_kind(DifferenceKind.LEFT)
        )

    def _list(self, heading: str, differences: list[TextDifference]) -> None:
        if not differences:
            return
        self._say(_("%(heading)s：%(count)d件") % {"heading": heading, "count": len(differences)})
        for item in differences:
            if not item.field:
                self._say(f"- {item.table.label} {item.key}")
                continue
            self._say(f"- {item.table.label} {item.key} {item.table.label_of(item.field)}")
            for place, text in (
                (_("データベース"), item.in_database),
                (_("ファイル"), item.in_file),
            ):
                self._say(
                    indent(f"{place}：{_('（空欄）') if text in ('', None) else text}", "    ")
                )

    def _say(self, line: str) -> None:
        if self.verbosity > 0:
            self.stdout.write(line)
