"""Public pages of the yearly reports: published editions only, never a draft."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.fiscal_year import FIRST, FiscalYear
from reports.content import EditionContent
from reports.models import Edition, Report
from reports.queries import later_changes
from reports.views.data import file_sizes


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """List the years that have a report, newest first, or say when the first one comes."""
    context = {"reports": Report.objects.published(), "first_year": FIRST}
    return render(request, "reports/report_list.html", context)


@require_safe
def report_detail(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """Show the newest edition of a year's report, or say that there is none yet."""
    edition = Edition.objects.for_year(year).newest_first().first()
    if edition is None:
        context = {"year": year, "today": timezone.localdate()}
        return render(request, "reports/report_awaited.html", context)
    return _show(request, edition)


@require_safe
def edition_detail(request: HttpRequest, year: FiscalYear, number: int) -> HttpResponse:
    """Show an edition as it was published, and say what has happened since."""
    edition = Edition.objects.for_year(year).filter(number=number).first()
    if edition is None:
        raise Http404
    return _show(request, edition)


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
