"""The administrators' page of the turn of the year."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kikugawa_portal.handover.actions import HandoverRefused, check, hand_over
from kikugawa_portal.handover.forms import HandoverForm
from records.staff import StaffRequest

PAGE = "staff/handover/handover.html"
REVIEW = "staff/handover/review.html"


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
