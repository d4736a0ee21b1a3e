"""The staff address at which an open writer's page says that it is open."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from indicators.fiscal_year import FiscalYear
from indicators.http import StaffRequest
from reports.presence import note_presence, other_writers


@login_required
@permission_required("reports.change_report", raise_exception=True)
@require_POST
def presence(request: StaffRequest, year: FiscalYear) -> HttpResponse:
    """Note that the person still writes; answer with the warning of others, as HTML to show."""
    now = timezone.now()
    note_presence(year=year, by=request.user, at=now)
    others = other_writers(year, than=request.user, at=now)
    return render(request, "staff/reports/_others.html", {"others": others})
