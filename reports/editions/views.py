"""Public pages of the yearly reports: published editions only, never a draft."""

from csp.decorators import csp_exempt
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from documents.file_response import KEPT_FOR_GOOD, content_disposition, file_response
from records.fiscal_year import FIRST, FiscalYear
from reports.editions.content import EditionContent
from reports.editions.data_files import DATA_FILES, file_sizes
from reports.editions.later_changes import later_changes
from reports.editions.names import data_file_name, pdf_name
from reports.models import Edition, EditionPdf, Report
from reports.models.picture import EXTENSIONS
from reports.pictures.queries import published_picture


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """List the years that have a report, newest first, or say when the first one will come."""
    context = {"reports": Report.objects.published(), "first_year": FIRST}
    return render(request, "reports/report_list.html", context)


@require_safe
def report_detail(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """Show the newest edition of a year's report, or say that there is none yet."""
    edition = Edition.objects.for_year(year).newest_first().with_pdf().first()
    if edition is None:
        context = {"year": year, "today": timezone.localdate()}
        return render(request, "reports/report_awaited.html", context)
    return _show(request, edition)


@require_safe
def edition_detail(request: HttpRequest, year: FiscalYear, number: int) -> HttpResponse:
    """Show an edition as it was published, and what has changed since."""
    editions = Edition.objects.for_year(year).with_pdf()
    return _show(request, get_object_or_404(editions, number=number))


@require_safe
def picture(request: HttpRequest, year: FiscalYear, sha256: str, extension: str) -> HttpResponse:
    """Give the file of a picture in an edition. It never changes."""
    found = published_picture(year, sha256)
    if found is None or EXTENSIONS[found.media_type] != extension:
        raise Http404
    response = HttpResponse(bytes(found.data), content_type=found.media_type)
    response.headers["ETag"] = f'"{sha256}"'
    response.headers["Cache-Control"] = KEPT_FOR_GOOD
    return response


def _show(request: HttpRequest, edition: Edition) -> HttpResponse:
    content = EditionContent.from_json(edition.content)
    editions = list(Edition.objects.for_year(content.year).newest_first().facts())
    context = {
        "edition": edition,
        "content": content,
        "editions": editions,
        "newest": editions[0],
        "later_changes": later_changes(content),
        "sizes": file_sizes(edition, content),
        "address": request.build_absolute_uri(edition.get_absolute_url()),
    }
    return render(request, "reports/edition.html", context)


# The policy is meant for pages. It may keep a browser's own viewer from showing a PDF.
@csp_exempt()  # type: ignore[arg-type] # Its types know no view with arguments.
@require_safe
def edition_pdf(request: HttpRequest, year: FiscalYear, number: int) -> HttpResponseBase:
    """Give the PDF, whole or in parts, or say that it is not made yet."""
    pdf = EditionPdf.objects.of(year, number).first()
    if pdf is None:
        edition = get_object_or_404(Edition.objects.for_year(year).facts(), number=number)
        context = {"address": edition.get_absolute_url(), "link": _("報告書をページで読む")}
        return render(request, "document/awaited.html", context, status=503)
    name = pdf_name(year, number)
    return file_response(
        request,
        bytes(pdf.data),
        media_type="application/pdf",
        sha256=pdf.sha256,
        disposition=content_disposition(name.name, ascii_name=name.ascii_name),
        cache_control=KEPT_FOR_GOOD,
    )


@require_safe
def edition_data(request: HttpRequest, year: FiscalYear, number: int, kind: str) -> HttpResponse:
    """Give the figures of an edition as a table, or the whole edition as canonical JSON.

    The edition's SHA-256 is that of the JSON file.
    """
    edition = get_object_or_404(Edition.objects.for_year(year), number=number)
    file, name = DATA_FILES[kind], data_file_name(year, number, kind)
    content = EditionContent.from_json(edition.content)
    response = HttpResponse(file.make(edition, content), content_type=file.media_type)
    response.headers["Cache-Control"] = KEPT_FOR_GOOD
    response.headers["Content-Disposition"] = content_disposition(
        name.name, ascii_name=name.ascii_name, is_shown=False
    )
    return response
