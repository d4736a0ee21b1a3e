"""`{% waiting_pdfs %}`: the editions without a PDF, for the staff's pages."""

from django import template

from documents.pdf_engine import why_no_engine
from reports.models import Edition

register = template.Library()


@register.inclusion_tag("staff/writing/_waiting_pdfs.html")
def waiting_pdfs() -> dict[str, object]:
    """Name the editions whose PDF is not made yet, and say what to do. One query.

    Only if there are any, it looks for the engine, which takes two seconds the first time.
    """
    editions = list(Edition.objects.without_pdf().facts())
    return {"editions": editions, "reason": why_no_engine() if editions else ""}
