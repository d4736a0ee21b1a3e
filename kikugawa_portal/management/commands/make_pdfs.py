"""`manage.py make_pdfs`: make the PDFs that wait, those of editions and that of the booklet."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from documents.pdf_engine import NoEngine
from kikugawa_portal.booklet.drawing import Booklet, current_booklet, draw, kept_pdf
from reports.editions.pdf import make_pdf
from reports.models import Edition


class Command(BaseCommand):
    help = (
        "Make the PDF of every edition that has none, and of the guideline's summary as it stands. "
        "What is there stays. With --check, only list what waits and exit with 1 if anything does."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help=_("待っているPDFを示すだけです。"))

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        editions = list(Edition.objects.without_pdf().select_related("report"))
        booklet = current_booklet()
        if booklet and kept_pdf(booklet):
            booklet = None
        if check:
            self._list(editions, booklet)
        else:
            self._make(editions, booklet)

    def _list(self, editions: list[Edition], booklet: Booklet | None) -> None:
        names = [name_of(edition) for edition in editions]
        if booklet:
            names.append(_("協働の指針 概要版"))
        for name in names:
            self.stdout.write(_("待っています：%(name)s") % {"name": name})
        if names:
            raise CommandError(
                _("作成を待っているPDFが%(count)d件あります。") % {"count": len(names)}
            )
        self.stdout.write(_("待っているPDFはありません。"))

    def _make(self, editions: list[Edition], booklet: Booklet | None) -> None:
        failed = 0
        for edition in editions:
            failed += not self._made(name_of(edition), lambda edition=edition: make_pdf(edition))
        if booklet:
            failed += not self._made(_("協働の指針 概要版"), lambda: draw(booklet))
        if failed:
            raise CommandError(_("作れなかったPDFが%(count)d件あります。") % {"count": failed})
        if not editions and not booklet:
            self.stdout.write(_("待っているPDFはありません。"))

    def _made(self, name: str, make: Any) -> bool:
        """Make one PDF and say so; one that cannot be made does not keep the others waiting."""
        try:
            pdf = make()
        except NoEngine as missing:
            raise CommandError(str(missing)) from missing
        except Exception as error:  # noqa: BLE001 - reported with its name; the next may succeed
            self.stderr.write(
                _("作れませんでした：%(name)s（%(error)s）") % {"name": name, "error": error}
            )
            return False
        self.stdout.write(
            _("作りました：%(name)s（%(size)s KB、%(pages)dページ）")
            % {"name": name, "size": f"{pdf.size / 1000:,.0f}", "pages": pdf.page_count}
        )
        return True


def name_of(edition: Edition) -> str:
    """Return what an edition is called here."""
    return _("%(year)s 進捗報告書 第%(number)d版") % {
        "year": edition.report.fiscal_year.long_label,
        "number": edition.number,
    }
