"""The page on what changed from one edition to another."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from records.fiscal_year import FiscalYear
from reports.differences.editions import differences
from reports.models import Edition


@require_safe
def edition_changes(request: HttpRequest, year: FiscalYear, number: int) -> HttpResponse:
    """Show what changed in an edition since the one before it, or since `?from=<number>`."""
    editions = {edition.number: edition for edition in Edition.objects.for_year(year).facts()}
    since = request.GET.get("from", str(number - 1))
    known = since.isascii() and since.isdigit() and len(since) < 10
    earlier = editions.get(int(since)) if known else None
    edition = editions.get(number)
    if edition is None or earlier is None or earlier.number >= number:
        raise Http404
    contents = dict(Edition.objects.contents([earlier, edition]))
    context = {
        "year": year,
        "edition": edition,
        "earlier": earlier,
        "found": differences(contents[earlier.number], contents[number]),
        "between": [editions[n] for n in range(number, earlier.number, -1) if n in editions],
        "others": [editions[n] for n in sorted(editions, reverse=True) if n < number],
    }
    return render(request, "reports/changes.html", context)
