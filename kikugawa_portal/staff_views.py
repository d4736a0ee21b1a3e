"""Staff pages that only administrators open: the turn of the year, the change log."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from indicators.http import StaffRequest
from kikugawa_portal.change_log_csv import csv_lines
from kikugawa_portal.change_log_filter import ChangeLogFilter
from kikugawa_portal.change_log_lines import Line
from kikugawa_portal.handover import HandoverRefused, check, hand_over
from kikugawa_portal.handover_form import HandoverForm

PAGE = "staff/portal/handover.html"
LINES_ON_A_PAGE = 50
REVIEW = "staff/portal/handover_review.html"


@login_required
@permission_required("auth.change_user", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: StaffRequest) -> HttpResponse:
    """Move indicators and people between sections, close accounts: type, review, carry out."""
    form = HandoverForm(request.POST if request.method == "POST" else None)
    if not form.is_valid() or "edit" in request.POST:
        return render(request, PAGE, {"form": form})
    plan = form.plan
    if not plan:
        messages.info(request, _("変わるところがないため、何も変えていません。"))
        return render(request, PAGE, {"form": form})
    try:
        if "confirm" in request.POST:
            hand_over(plan=plan, by=request.user)
            messages.success(request, _("引き継ぎました。変えたことは、すべて記録に残りました。"))
            return redirect("handover")
        check(plan=plan, by=request.user)
    except HandoverRefused as refusal:
        now = HandoverForm(request.POST)
        now.is_valid()
        return render(request, PAGE, {"form": now.refused(refusal)})
    return render(request, REVIEW, {"form": form, "plan": plan})


@login_required
@permission_required("kikugawa_portal.view_signinattempt", raise_exception=True)
@require_safe
def change_log(request: StaffRequest) -> HttpResponse:
    """List everything that was done and by whom, newest first, as far as the conditions keep it."""
    conditions = ChangeLogFilter(request.GET)
    pages: Paginator[Line] = Paginator(conditions.log, LINES_ON_A_PAGE)  # type: ignore[arg-type] # it slices
    page = pages.get_page(request.GET.get("page"))
    return render(
        request,
        "staff/portal/change_log.html",
        {"conditions": conditions, "page": page},
    )


@login_required
@permission_required("kikugawa_portal.view_signinattempt", raise_exception=True)
@require_safe
def change_log_csv(request: StaffRequest) -> StreamingHttpResponse:
    """Give the same list, all of it, as a file for a spreadsheet."""
    response = StreamingHttpResponse(
        csv_lines(ChangeLogFilter(request.GET).log),
        content_type="text/csv; charset=utf-8",
    )
    name = f"change-log-{timezone.localdate():%Y%m%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
