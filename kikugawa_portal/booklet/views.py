"""The guideline's booklet on one page, and as a PDF."""

from csp.decorators import csp_exempt
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from documents.file_response import content_disposition, file_response
from documents.pdf_engine import NoEngine, has_engine
from guideline.models import BookletPdf
from kikugawa_portal.booklet import drawing
from kikugawa_portal.middleware import PUBLIC_CACHING


@require_safe
def guideline(request: HttpRequest) -> HttpResponse:
    """Show the whole booklet on one page, in its own order."""
    context = {
        **drawing.text_of_booklet(),
        "pdf": BookletPdf.objects.defer("data").first(),
        "has_pdf_engine": has_engine(),
    }
    return render(request, "portal/guideline.html", context)


# The policy is for pages; a browser's own viewer of PDFs may take it for a reason not to show one.
@csp_exempt()
@require_safe
def guideline_pdf(request: HttpRequest) -> HttpResponseBase:
    """Hand out the booklet as a PDF, drawn at the first request for a new text."""
    current = drawing.current_booklet()
    if current is None:
        raise Http404
    pdf = drawing.kept_pdf(current)
    if pdf is None and drawing.may_draw(current):
        try:
            pdf = drawing.draw(current)
        except NoEngine:
            pdf = None
    if pdf is None:
        context = {"address": reverse("guideline"), "link": _("概要版をページで読む")}
        return render(request, "document/awaited.html", context, status=503)
    response = file_response(
        request,
        bytes(pdf.data),
        media_type="application/pdf",
        sha256=pdf.sha256,
        disposition=content_disposition(
            _("菊川市協働の指針_概要版.pdf"), ascii_name="kikugawa-collaboration-guideline.pdf"
        ),
    )
    if response.status_code < 400:
        # As for a page. Said here, or the middleware would give every part an ETag of its own.
        patch_cache_control(response, **PUBLIC_CACHING)
    return response
