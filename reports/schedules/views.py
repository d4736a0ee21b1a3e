"""Staff pages of planned publications: the list of all, and cancelling one."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from records.fiscal_year import FiscalYear
from records.refusals import Refusal
from records.staff import StaffRequest
from reports.models import Schedule
from reports.schedules.actions import cancel_schedule


@login_required
@permission_required("reports.publish_report", raise_exception=True)
@require_safe
def schedule_list(request: StaffRequest, year: FiscalYear) -> HttpResponse:
    """Show every publication that was planned for a year's report, with its outcome."""
    schedules = Schedule.objects.for_year(year).with_outcome()
    return render(request, "staff/schedules/schedules.html", {"year": year, "schedules": schedules})


@login_required
@permission_required("reports.publish_report", raise_exception=True)
@require_POST
def schedule_cancel(request: StaffRequest, year: FiscalYear, pk: int) -> HttpResponse:
    """Cancel the schedule that the person saw. The list keeps it."""
    schedule = Schedule.objects.for_year(year).filter(pk=pk).first()
    if schedule is None:
        messages.error(request, _("取り消す予定が見つかりません。予定の履歴をご覧ください。"))
        return redirect("reports:publish", year)
    try:
        cancel_schedule(schedule=schedule, by=request.user)
        messages.success(
            request, _("公表の予定を取り消しました。予定の日時になっても公表されません。")
        )
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("reports:publish", year)
