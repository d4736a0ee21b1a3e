"""Staff pages of a report: write, look at saves, preview, publish, who else has it open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from records.fiscal_year import FiscalYear, era_moment
from records.refusals import Refusal
from records.staff import StaffRequest
from reports.drafts.actions import ClashingTexts, save_report
from reports.drafts.presence import note_presence, other_writers
from reports.drafts.queries import Draft, last_years_texts, saved_drafts
from reports.drafts.texts import Clash, Texts
from reports.editions.actions import publish_edition
from reports.editions.readiness import publication_warnings
from reports.editions.snapshot import next_edition
from reports.models import DraftPicture, Report, SavedDraft, Schedule
from reports.schedules.actions import schedule_publication
from reports.writing.forms import PublishForm, ReportForm


@login_required
@permission_required("reports.change_report", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def report_edit(request: StaffRequest, year: FiscalYear) -> HttpResponse:
    """Show the texts of a report beside the year's figures; POST saves them as a draft.

    `?from=<version>` fills in the texts of an earlier save. The draft changes when it is saved.
    """
    now = timezone.now()
    note_presence(year=year, by=request.user, at=now)
    upcoming = next_edition(year, by=request.user, at=now)
    chapters, draft = upcoming.content.chapters, upcoming.draft
    data = request.POST if request.method == "POST" else None
    earlier = _earlier_save(request, draft)
    form = ReportForm(
        data,
        chapters=chapters,
        draft=draft,
        texts=Texts(earlier.parts) if earlier else None,
    )
    clashes: Sequence[Clash] = ()
    if data is not None and "outline" in data:
        form = ReportForm.with_outline(data, data["outline"], chapters=chapters, draft=draft)
    elif data is not None and form.is_valid():
        try:
            report = save_report(
                year=year,
                texts=form.texts,
                by=request.user,
                seen_version=form.cleaned_data["seen_version"],
            )
        except ClashingTexts as refused:
            clashes = refused.clashes
            form = ReportForm.after_clash(refused, chapters)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            _tell_saved(request, report, form.cleaned_data["seen_version"], draft.version)
            return redirect(_next_page(data), year)
    return render(
        request,
        "staff/writing/edit.html",
        {
            "year": year,
            "upcoming": upcoming,
            "form": form,
            "earlier": earlier,
            "parts": form.parts(last_year=last_years_texts(year), clashes=clashes),
            "others": other_writers(year, than=request.user, at=now),
        },
    )


@login_required
@permission_required("reports.change_report", raise_exception=True)
@require_safe
def report_preview(request: StaffRequest, year: FiscalYear) -> HttpResponse:
    """Show the next edition as residents would see it."""
    upcoming = next_edition(year, by=request.user, at=timezone.now())
    return render(
        request,
        "staff/writing/preview.html",
        {"year": year, "upcoming": upcoming, "content": upcoming.content},
    )


@login_required
@permission_required("reports.publish_report", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def edition_publish(request: StaffRequest, year: FiscalYear) -> HttpResponse:
    """Show what is unfinished; POST publishes the draft as the next edition, now or as planned."""
    upcoming = next_edition(year, by=request.user, at=timezone.now())
    report = upcoming.draft.report
    form = PublishForm(upcoming, request.POST if request.method == "POST" else None)
    if report is not None and form.is_bound and form.is_valid():
        try:
            _publish(request, report, **form.cleaned_data)
        except Refusal as refusal:
            form = PublishForm.after_refusal(upcoming, request.POST, refusal.message)
        else:
            return redirect("reports:edit", year)
    return render(
        request,
        "staff/writing/publish.html",
        {
            "year": year,
            "upcoming": upcoming,
            "form": form,
            "warnings": publication_warnings(upcoming.content, timezone.localdate()),
            "schedule": Schedule.objects.for_year(year).pending().with_outcome().first(),
        },
    )


def _publish(
    request: StaffRequest, report: Report, *, publish_at: dt.datetime | None, **seen: Any
) -> None:
    """Publish `report` or plan its publication, and say so. Raises Refusal."""
    words: dict[str, object] = {"year": report.fiscal_year.long_label}
    if publish_at is None:
        edition = publish_edition(report=report, by=request.user, **seen)
        message = _("%(year)sの進捗報告書 第%(number)d版を公表しました。")
        words["number"] = edition.number
    else:
        schedule_publication(report=report, by=request.user, publish_at=publish_at, **seen)
        message = _("%(year)sの進捗報告書を、%(moment)sに公表する予定にしました。")
        words["moment"] = era_moment(publish_at)
    messages.success(request, message % words)


def _earlier_save(request: StaffRequest, draft: Draft) -> SavedDraft | None:
    """Return the save that `?from=` names, None for the draft as it is."""
    version = request.GET.get("from", "")
    if draft.report is None or not (version.isascii() and version.isdigit()):
        return None
    return draft.report.saved_drafts.filter(version=version[:9]).first()


def _next_page(data: QueryDict) -> str:
    """Return the page to which the pressed button leads after saving."""
    pages = {"preview": "reports:preview", "pictures": "reports:pictures"}
    return next((page for button, page in pages.items() if button in data), "reports:edit")


def _tell_saved(request: StaffRequest, report: Report, seen: int, found: int) -> None:
    """Say what a save did that began from version `seen` and found version `found`."""
    if report.version == found:
        messages.info(request, _("変わったところがないため、保存するものはありませんでした。"))
    elif seen == found:
        messages.success(request, _("下書きを保存しました。公表するまで、住民の方には見えません。"))
    else:
        messages.success(
            request,
            _("ほかの人が保存した変更と合わせて、下書きを保存しました。文章を確かめてください。"),
        )


@login_required
@permission_required("reports.change_report", raise_exception=True)
@require_safe
def draft_list(request: StaffRequest, year: FiscalYear) -> HttpResponse:
    """Show who saved the draft when, and which parts each save changed."""
    return render(request, "staff/writing/drafts.html", {"year": year, "saves": saved_drafts(year)})


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
        "staff/writing/draft.html",
        {
            "year": year,
            "save": save,
            "is_newest": save is saves[0],
            "pictures": DraftPicture.objects.for_year(year).facts(),
        },
    )


@login_required
@permission_required("reports.change_report", raise_exception=True)
@require_POST
def presence(request: StaffRequest, year: FiscalYear) -> HttpResponse:
    """Note that the person still writes; answer with the warning of other writers, as HTML."""
    now = timezone.now()
    note_presence(year=year, by=request.user, at=now)
    others = other_writers(year, than=request.user, at=now)
    return render(request, "staff/writing/_others.html", {"others": others})
