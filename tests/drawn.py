"""The portal's two documents, drawn once for all tests that look at them."""

from dataclasses import dataclass
from io import StringIO

from django.core.management import call_command
from django.db import transaction

from documents.pdf_engine import Pdf, render_pdf
from kikugawa_portal.booklet.drawing import current_booklet
from reports.editions.content import EditionContent
from reports.editions.pdf import draw_edition
from reports.models import Edition


@dataclass(frozen=True)
class Drawn:
    """Both PDFs, and what the edition's was drawn from."""

    edition: Pdf
    booklet: Pdf
    content: EditionContent
    sha256: str


def draw_documents() -> Drawn:
    """Draw both documents from the sample, and leave the database as it was."""
    with transaction.atomic():
        call_command("load_guideline", verbosity=0)
        call_command("load_sample_figures", stdout=StringIO())
        edition = Edition.objects.select_related("report").get(number=1)
        booklet = current_booklet()
        assert booklet is not None
        drawn = Drawn(
            edition=draw_edition(edition),
            booklet=render_pdf(booklet.html),
            content=EditionContent.from_json(edition.content),
            sha256=edition.sha256,
        )
        transaction.set_rollback(True)
    return drawn
