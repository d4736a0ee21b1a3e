"""Staff pages of every save of a report's draft: to look at, and to go back to."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.fiscal_year import FiscalYear
from indicators.http import StaffRequest
from reports.models import DraftPicture
from reports.queries import saved_drafts


@login_required
@permission_required("reports.change_report", raise_exception=True)
@require_safe
def draft_list(request: StaffRequest, year: FiscalYear) -> HttpResponse:
    """Show who saved the draft when, and which parts each save changed."""
    return render(request, "staff/reports/drafts.html", {"year": year, "saves": saved_drafts(year)})


@login_required
@permission_required("reports.change_report", raise_exception=True)
@require_safe
def draft_detail(request: StaffRequest, year: FiscalYear, version: int) -> HttpResponse:
    """Show the texts as one save left them."""
    saves = saved_drafts(year)
    save = next((save for save in saves if save.draft.version == version), None)
    if save is None:
        raise Http404
    return render(
        request,
        "staff/reports/draft.html",
        {
            "year": year,
            "save": save,
            "is_newest": save is saves[0],
            "pictures": DraftPicture.objects.for_year(year).facts(),
        },
    )
