"""Public pages of the yearly reports: published editions only, never a draft."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from indicators.fiscal_year import FIRST, FiscalYear
from reports.content import EditionContent
from reports.models import Edition, Report
from reports.picture_files import EXTENSIONS
from reports.pictures import published_picture
from reports.queries import later_changes
from reports.views.data import file_sizes

A_YEAR = 365 * 24 * 60 * 60


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """List the years that have a report, newest first, or say when the first one comes."""
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
    """Show an edition as it was published, and say what has happened since."""
    edition = Edition.objects.for_year(year).filter(number=number).with_pdf().first()
    if edition is None:
        raise Http404
    return _show(request, edition)


@require_safe
def picture(request: HttpRequest, year: FiscalYear, sha256: str, extension: str) -> HttpResponse:
    """Give the file of a picture that stands in an edition; what it is never changes."""
    found = published_picture(year, sha256)
    if found is None or EXTENSIONS[found.media_type] != extension:
        raise Http404
    response = HttpResponse(bytes(found.data), content_type=found.media_type)
    response["ETag"] = f'"{sha256}"'
    patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
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
