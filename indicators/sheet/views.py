"""Staff pages of one figure: its history, its correction, taking back its draft."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.actions import StaleFigures, withdraw_draft
from indicators.correction import CorrectionDesk
from indicators.fiscal_year import FiscalYear
from indicators.http import StaffRequest
from indicators.life import revisions
from indicators.models import Entry, Indicator
from indicators.standings import Standing


@login_required
@permission_required("indicators.view_entry", raise_exception=True)
@require_safe
def history(request: StaffRequest, code: str, year: FiscalYear) -> HttpResponse:
    """Show the whole life of one figure, newest revision first."""
    indicator = get_object_or_404(Indicator.objects.select_related("direction"), code=code)
    life = list(Entry.objects.history(indicator, year).with_finality().select_related("entered_by"))
    return render(
        request,
        "staff/indicators/history.html",
        {
            "indicator": indicator,
            "year": year,
            "standing": Standing.of(life),
            "entries": life[::-1],
            "revisions": revisions(life),
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
    life = list(Entry.objects.history(indicator, year).select_related("entered_by"))
    data = request.POST if request.method == "POST" else None
    desk = CorrectionDesk(indicator, year, life, today, data)
    if not desk.is_possible and not (data and desk.standing.confirmed):
        messages.error(
            request,
            _(
                "訂正できるのは、確定していて、下書きのない値だけです。下書きは年度入力シートで扱います。"
            ),
        )
        return redirect("indicators:history", code, year)
    template = "staff/indicators/correct.html"
    if data and "confirm" in data:
        entry = desk.confirm(by=request.user)
        if entry is not None:
            messages.success(
                request,
                _("訂正を下書きとして保存しました。ほかの職員が確定すると、公開されます。")
                if entry.is_draft
                else _("訂正しました。住民の方に公開されています。"),
            )
            return redirect("indicators:history", code, year)
    elif data and "edit" not in data:
        desk.check(by=request.user)
    if desk.review is not None:
        template = "staff/indicators/correct_confirm.html"
    return render(request, template, {"desk": desk, "indicator": indicator, "year": year})


@login_required
@permission_required("indicators.add_entry", raise_exception=True)
@require_POST
def draft_withdraw(request: StaffRequest, code: str, year: FiscalYear) -> HttpResponse:
    """Take back the draft that the person saw; the history keeps it."""
    indicator = get_object_or_404(Indicator, code=code)
    revision = request.POST.get("revision", "")
    draft = (
        Entry.objects.history(indicator, year).filter(revision=int(revision)).first()
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
