"""The PDFs of editions: each is made once and kept in the database.

A PDF is not part of publication: an error here does not touch the edition, and the PDF is made
later.
"""

from __future__ import annotations

import logging
import re
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.pdf_engine import Finder, NoEngine, Pdf, Resource, maker, render_pdf
from indicators.models import Entry
from reports.editions.content import EditionContent
from reports.models import Edition, EditionPdf
from reports.pictures.queries import picture_bytes

logger = logging.getLogger(__name__)

LONGEST_AT_ONCE = 30_000
"""The most characters of an edition whose PDF is made while the publisher waits: some twenty
pages, a few seconds. Longer ones are left to `manage.py make_pdfs`."""

PICTURE_PATH = re.compile(r"/reports/[0-9]{4}/pictures/(?P<sha256>[0-9a-f]{64})\.[a-z]+")


def edition_picture(path: str) -> Resource | None:
    """Return the file of a picture by its address on the edition's page, else None."""
    match = PICTURE_PATH.fullmatch(path)
    if match is None:
        return None
    try:
        return Resource(*picture_bytes(match["sha256"]))
    except LookupError:
        return None


FINDERS: tuple[Finder, ...] = (edition_picture,)
"""What finds the files that an edition shows, besides the static files."""


def edition_html(edition: Edition) -> str:
    """Return the HTML from which the PDF of `edition` is drawn."""
    content = EditionContent.from_json(edition.content)
    return render_to_string(
        "reports/edition_document.html",
        {
            "edition": edition,
            "content": content,
            "title": content.title,
            "subject": _("第%(number)d版") % {"number": content.number},
            "author": _("菊川市"),
            "made_on": content.published_at.isoformat(timespec="seconds"),
            "address": f"{settings.PUBLIC_ADDRESS}{edition.get_absolute_url()}",
            "is_sample": Entry.objects.sample().exists(),
        },
    )


def draw_edition(edition: Edition) -> Pdf:
    """Return the PDF of `edition` as it would be drawn now. Raises NoEngine."""
    return render_pdf(edition_html(edition), finders=FINDERS)


def make_pdf(edition: Edition) -> EditionPdf:
    """Make the PDF of `edition` and return it, or the one that is there already.

    Raises NoEngine where nothing can draw one.
    """
    kept = EditionPdf.objects.filter(edition=edition).first()
    if kept:
        return kept
    drawn = draw_edition(edition)
    pdf = EditionPdf(
        edition=edition,
        data=drawn.data,
        sha256=sha256(drawn.data).hexdigest(),
        size=len(drawn.data),
        page_count=drawn.page_count,
        maker=maker(),
        made_at=timezone.now(),
    )
    pdf.full_clean(validate_unique=False)
    try:
        with transaction.atomic():
            pdf.save(force_insert=True)
    except IntegrityError:
        # Another process was faster. Its PDF stays.
        return EditionPdf.objects.get(edition=edition)
    return pdf


def make_pdf_at_publication(edition: Edition) -> None:
    """Make the PDF of an edition that was just published, if it is not too long. Never raises.

    A PDF that is not made now waits for `manage.py make_pdfs`; the staff's pages say so.
    """
    if not settings.PDF_AT_PUBLICATION or text_length(edition) > LONGEST_AT_ONCE:
        return
    try:
        make_pdf(edition)
    except NoEngine as missing:
        logger.warning("The PDF of %s waits: %s", edition.get_absolute_url(), missing)
    except Exception:
        # The edition is published. The publisher must not see an error.
        logger.exception("The PDF of %s could not be made", edition.get_absolute_url())


def text_length(edition: Edition) -> int:
    """Return how many characters center staff have written into `edition`."""
    content = EditionContent.from_json(edition.content)
    return sum(map(len, content.texts.values()))
