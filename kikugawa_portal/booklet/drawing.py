"""The guideline's summary as a PDF, from the text as it stands: drawn once for every text.

The text can be edited, so its PDF is no document of record: it is kept in the database until the
text, the layout or the program that draws it changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from actors.models import Actor
from directions.models import Direction
from documents.pdf_engine import maker, render_pdf, static_file
from guideline.models import BookletPdf, Chapter
from principles.models import Principle

STYLES = (
    "css/tokens.css",
    "css/document-page.css",
    "css/document-text.css",
    "css/document-parts.css",
    "css/document-chapters.css",
)
CLAIM = 10 * 60
"""For how many seconds one attempt at drawing a text keeps others of the same process from it."""


@dataclass(frozen=True)
class Booklet:
    """What the booklet prints now, as HTML, and the digest of all that its PDF depends on."""

    html: str
    source: str


def text_of_booklet() -> dict[str, object]:
    """Return the booklet's text for a template, in the order of the booklet: six queries."""
    chapters = list(Chapter.objects.all())
    return {
        "preface": next((chapter for chapter in chapters if not chapter.number), None),
        "chapters": [chapter for chapter in chapters if chapter.number],
        "actors": Actor.objects.all(),
        "principles": Principle.objects.all(),
        "directions": directions_with_text(),
    }


def directions_with_text() -> QuerySet[Direction]:
    """Return the directions with all that the booklet prints of them: three queries."""
    return Direction.objects.prefetch_related("initiatives", "indicators")


def current_booklet() -> Booklet | None:
    """Return the booklet as its text stands, None before any text is loaded: six queries."""
    text = text_of_booklet()
    if not text["chapters"]:
        return None
    context = {
        **text,
        "title": _("菊川市 協働の指針 概要版"),
        "subject": _("令和8～15年度"),
        "author": _("菊川市"),
        "address": f"{settings.PUBLIC_ADDRESS}/guideline/",
    }
    html = render_to_string("portal/guideline_document.html", context)
    return Booklet(html, _digest([html.encode(), maker().encode(), *_styles()]))


def kept_pdf(booklet: Booklet) -> BookletPdf | None:
    """Return the PDF of `booklet`, if it was drawn already."""
    return BookletPdf.objects.filter(source=booklet.source).first()


def may_draw(booklet: Booklet) -> bool:
    """Return whether the caller, and for a while nobody else, may draw `booklet` now.

    So a crowd of readers, or an error that repeats, cannot keep the portal drawing.
    """
    return cache.add(_claim(booklet), True, CLAIM)


def draw(booklet: Booklet) -> BookletPdf:
    """Draw the PDF of `booklet`, keep it in place of older ones, and return it.

    Raises NoEngine where nothing can draw one.
    """
    drawn = render_pdf(booklet.html)
    try:
        with transaction.atomic():
            pdf = BookletPdf.objects.create(
                source=booklet.source,
                data=drawn.data,
                sha256=sha256(drawn.data).hexdigest(),
                size=len(drawn.data),
                page_count=drawn.page_count,
                made_at=timezone.now(),
            )
            BookletPdf.objects.exclude(pk=pdf.pk).delete()
    except IntegrityError:  # Another process was quicker.
        pdf = BookletPdf.objects.get(source=booklet.source)
    cache.delete(_claim(booklet))  # For when this text is replaced and comes back.
    return pdf


def _claim(booklet: Booklet) -> str:
    return f"booklet-{booklet.source}"


def _styles() -> Iterable[bytes]:
    for name in STYLES:
        resource = static_file(f"{settings.STATIC_URL}{name}")
        if resource:
            yield resource.data


def _digest(parts: Iterable[bytes]) -> str:
    return sha256(b"\0".join(parts)).hexdigest()
