"""Staff pages of a year: what is owed, the year sheet, the review before confirming."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from indicators.board import Board
from indicators.board_filter import BoardFilter
from indicators.fiscal_year import FiscalYear
from indicators.http import StaffRequest
from indicators.models import Indicator, Posting
from indicators.year_review import YearReview
from indicators.year_sheet import YearSheet


@login_required
@permission_required("indicators.view_entry", raise_exception=True)
@require_safe
def dashboard(request: StaffRequest) -> HttpResponse:
    """Show what is owed this year, and where every figure of the eight years stands."""
    today = timezone.localdate()
    board = Board(today)
    conditions = BoardFilter(request.GET, queryset=Indicator.objects.order_by(), board=board)
    board.narrow(conditions.qs.values_list("pk", flat=True), conditions.years)
    posting = Posting.objects.filter(person=request.user).first()
    open_years = board.open_years(posting.section if posting else "")
    return render(
        request,
        "staff/indicators/dashboard.html",
        {
            "board": board,
            "conditions": conditions,
            "posting": posting,
            "open_years": [(year, year.is_overdue(today)) for year in open_years],
            "this_year": open_years[0].done,
            "today": today,
        },
    )


@login_required
@permission_required("indicators.view_entry", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: StaffRequest, year: FiscalYear) -> HttpResponse:
    """Show the year sheet; POST saves it as drafts, which needs the permission to enter."""
    may_enter = request.user.has_perm("indicators.add_entry")
    if request.method != "POST":
        year_sheet = YearSheet(year)
    elif not may_enter:
        raise PermissionDenied
    else:
        year_sheet = YearSheet(year, request.POST)
        if year_sheet.save(by=request.user):
            _tell_saved(request, year_sheet)
            to_review = "review" in request.POST
            return redirect("indicators:sheet-confirm" if to_review else "indicators:sheet", year)
    return render(
        request,
        "staff/indicators/sheet.html",
        {"sheet": year_sheet, "year": year, "may_enter": may_enter, "today": timezone.localdate()},
    )


@login_required
@permission_required("indicators.confirm_entry", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def sheet_confirm(request: StaffRequest, year: FiscalYear) -> HttpResponse:
    """Show the year's drafts as residents will see them; POST confirms the chosen ones."""
    data = request.POST if request.method == "POST" else None
    review = YearReview(year, timezone.localdate(), request.user, data)
    if data is not None:
        if review.confirm():
            _tell_confirmed(request, len(review.confirmed))
            return redirect("indicators:sheet", year)
        messages.error(request, review.message)
    return render(request, "staff/indicators/confirm.html", {"review": review, "year": year})


def _tell_confirmed(request: StaffRequest, count: int) -> None:
    messages.success(
        request,
        ngettext(
            "%(count)d件の実績値を確定しました。住民の方に公開されています。",
            "%(count)d件の実績値を確定しました。住民の方に公開されています。",
            count,
        )
        % {"count": count},
    )


def _tell_saved(request: StaffRequest, year_sheet: YearSheet) -> None:
    """Say what was saved, and what was read otherwise than typed."""
    count = len(year_sheet.saved)
    if count:
        messages.success(
            request,
            _("%(count)d件を下書きとして保存しました。確定するまで、住民の方には公開されません。")
            % {"count": count},
        )
    else:
        messages.info(request, _("変わった値がないため、保存するものはありませんでした。"))
    for remark in year_sheet.remarks:
        messages.warning(request, remark)
