"""The first page of staff: the figures that are owed, and the reports."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.models import Indicator, Posting
from indicators.office.board import Board
from indicators.office.filters import BoardFilter
from records.staff import StaffRequest
from reports.writing.years import report_years


@login_required
@permission_required("indicators.view_entry", raise_exception=True)
@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """Show what is owed this year, where every figure stands, and how far each report has come."""
    today = timezone.localdate()
    board = Board(today)
    conditions = BoardFilter(request.GET, queryset=Indicator.objects.order_by(), board=board)
    board.narrow(conditions.qs.values_list("pk", flat=True), conditions.years)
    posting = Posting.objects.filter(person=request.user).first()
    open_years = board.open_years(posting.section if posting else "")
    return render(
        request,
        "staff/home.html",
        {
            "board": board,
            "conditions": conditions,
            "posting": posting,
            "open_years": [(year, year.is_overdue(today)) for year in open_years],
            "this_year": open_years[0].done,
            "today": today,
            "report_years": report_years(timezone.now()),
        },
    )
