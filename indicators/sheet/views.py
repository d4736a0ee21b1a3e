"""Staff pages of figures: the year sheet, its review, one figure's history and correction."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.ledger.actions import withdraw_draft
from indicators.ledger.life import Life
from indicators.ledger.new_figures import StaleFigures
from indicators.models import Entry, Indicator
from indicators.sheet.changed_pages import records_noting
from indicators.sheet.correction import Correction
from indicators.sheet.review import YearReview
from indicators.sheet.year_sheet import YearSheet
from records.fiscal_year import FiscalYear
from records.staff import StaffRequest


@login_required
@permission_required("indicators.view_entry", raise_exception=True)
@require_safe
def history(request: StaffRequest, code: str, year: FiscalYear) -> HttpResponse:
    """Show the whole life of one figure, newest revision first."""
    indicator = get_object_or_404(Indicator.objects.select_related("direction"), code=code)
    life = Life.of(
        Entry.objects.history(indicator.pk, year).with_finality().select_related("entered_by")
    )
    return render(
        request,
        "staff/sheet/history.html",
        {
            "indicator": indicator,
            "year": year,
            "standing": life.standing,
            "revisions": life.revisions,
            "today": timezone.localdate(),
        },
    )


@login_required
@permission_required("indicators.confirm_entry", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def entry_correct(request: StaffRequest, code: str, year: FiscalYear) -> HttpResponse:
    """Correct a confirmed figure in three steps: type, see what residents will see, confirm."""
    today = timezone.localdate()
    indicator = get_object_or_404(Indicator.objects.with_progress(today), code=code)
    life = Life.of(Entry.objects.history(indicator.pk, year).select_related("entered_by"))
    data = request.POST if request.method == "POST" else None
    correction = Correction(indicator, year, life, today, data)
    if not correction.is_possible and not (data and correction.standing.confirmed):
        messages.error(
            request,
            _(
                "訂正できるのは、確定していて、下書きのない値だけです。下書きは年度入力シートで扱います。"
            ),
        )
        return redirect("indicators:history", code, year)
    template = "staff/sheet/correct.html"
    if data and "confirm" in data:
        entry = correction.confirm(by=request.user)
        if entry is not None:
            messages.success(
                request,
                _("訂正を下書きとして保存しました。ほかの職員が確定すると、公開されます。")
                if entry.is_draft
                else _("訂正しました。住民の方に公開されています。"),
            )
            return redirect("indicators:history", code, year)
    elif data and "edit" not in data:
        correction.check(by=request.user)
    if correction.review is not None:
        template = "staff/sheet/correct_confirm.html"
    context = {
        "correction": correction,
        "indicator": indicator,
        "year": year,
        "reports": records_noting(year),
    }
    return render(request, template, context)


@login_required
@permission_required("indicators.add_entry", raise_exception=True)
@require_POST
def draft_withdraw(request: StaffRequest, code: str, year: FiscalYear) -> HttpResponse:
    """Take back the draft that the person saw; the history keeps it."""
    indicator = get_object_or_404(Indicator, code=code)
    revision = request.POST.get("revision", "")
    draft = (
        Entry.objects.history(indicator.pk, year).filter(revision=int(revision)).first()
        if revision.isascii() and revision.isdigit()
        else None
    )
    try:
        if draft is None:
            messages.error(request, _("取り下げる下書きが見つかりません。履歴をご覧ください。"))
        else:
            withdraw_draft(draft=draft, by=request.user)
            messages.success(request, _("下書きを取り下げました。履歴には残ります。"))
    except StaleFigures as stale:
        messages.error(request, stale.message)
    return redirect("indicators:history", code, year)


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
        "staff/sheet/sheet.html",
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
    context = {"review": review, "year": year, "reports": records_noting(year)}
    return render(request, "staff/sheet/confirm.html", context)


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
