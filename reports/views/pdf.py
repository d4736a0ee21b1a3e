"""The PDF of an edition, as it was made once and for all."""

from csp.decorators import csp_exempt
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indicators.fiscal_year import FiscalYear
from reports.file_response import KEPT_FOR_GOOD, content_disposition, file_response
from reports.models import Edition, EditionPdf


# The policy is for pages; a browser's own viewer of PDFs may take it for a reason not to show one.
@csp_exempt()  # type: ignore[arg-type] # Its types know no view with arguments.
@require_safe
def edition_pdf(request: HttpRequest, year: FiscalYear, number: int) -> HttpResponseBase:
    """Hand out the PDF, whole or in parts; say so where it waits to be made."""
    pdf = EditionPdf.objects.of(year, number).first()
    if pdf is None:
        edition = Edition.objects.for_year(year).filter(number=number).facts().first()
        if edition is None:
            raise Http404
        context = {"address": edition.get_absolute_url(), "link": _("報告書をページで読む")}
        return render(request, "document/awaited.html", context, status=503)
    return file_response(
        request,
        bytes(pdf.data),
        media_type="application/pdf",
        sha256=pdf.sha256,
        disposition=content_disposition(
            file_name(year, number),
            ascii_name=f"kikugawa-progress-report-{year.year}-edition-{number}.pdf",
        ),
        cache_control=KEPT_FOR_GOOD,
    )


def file_name(year: FiscalYear, number: int) -> str:
    """Return the name under which readers save the PDF."""
    if number == 1:
        return _("菊川市協働の指針_進捗報告書_%(year)s.pdf") % {"year": year.label}
    return _("菊川市協働の指針_進捗報告書_%(year)s_第%(number)d版.pdf") % {
        "year": year.label,
        "number": number,
    }
