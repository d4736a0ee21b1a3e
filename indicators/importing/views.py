"""Staff pages by which figures come from a spreadsheet: paste or file, difference, template."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from documents.workbooks import XLSX
from indicators.importing.batch import Batch
from indicators.importing.difference import MAX_CELLS, Difference
from indicators.importing.files.grid import UnclearTable
from indicators.importing.forms import PasteForm, TableForm, UploadForm
from indicators.importing.tables.proposals import read_block
from indicators.importing.template_file import template
from indicators.ledger.new_figures import SourceFile
from indicators.ledger.standings import standings
from indicators.models import Entry, Indicator
from records.fiscal_year import GUIDELINE_YEARS, FiscalYear
from records.refusals import Refusal
from records.staff import StaffRequest


@login_required
@permission_required("indicators.add_entry", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def figures_import(request: StaffRequest, year: FiscalYear) -> HttpResponse:
    """Take a pasted table or a file, show what it would change, and save what the person ticks."""
    years = _years(request, year)
    if request.method != "POST":
        return _show_forms(request, year, PasteForm(), UploadForm())
    if "batch" in request.POST:
        return _answer(request, year, years)
    form: PasteForm | UploadForm
    if "upload" in request.POST or "file" in request.FILES:
        form = UploadForm(request.POST, request.FILES)
        paste, upload = PasteForm(), form
    else:
        form = PasteForm(request.POST)
        paste, upload = form, UploadForm()
    batch = _batch(form, years) if form.is_valid() else None
    if batch is None:
        return _show_forms(request, year, paste, upload)
    return _show_difference(request, year, Difference(batch))


@login_required
@permission_required("indicators.add_entry", raise_exception=True)
@require_safe
def template_xlsx(request: StaffRequest, year: FiscalYear) -> HttpResponse:
    """Give the figures of the year, or of all years, as a workbook to fill and bring back."""
    years = _years(request, year)
    book = template(
        list(Indicator.objects.all()),
        standings(Entry.objects.filter(fiscal_year__in=years)),
        years,
    )
    name = f"figures-{year.year}.xlsx" if len(years) == 1 else "figures-all.xlsx"
    return HttpResponse(
        book,
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _years(request: StaffRequest, year: FiscalYear) -> Sequence[FiscalYear]:
    """Return the years that the page is about: the one of its address, or all with ?years=all."""
    return GUIDELINE_YEARS if request.GET.get("years") == "all" else (year,)


def _batch(form: PasteForm | UploadForm, years: Sequence[FiscalYear]) -> Batch | None:
    """Return what the table of a valid form proposes; None where the form now says why not."""
    try:
        block = read_block(form.grid, Indicator.objects.all(), years)
    except UnclearTable as refusal:
        form.refuse(refusal)
        return None
    if len(block.proposals) > MAX_CELLS:
        too_many = _(
            "値が%(count)s個あります。この画面で一度に見比べられるのは%(limit)s個までです。"
            "年度か指標を分けて取り込んでください。"
        )
        form.refuse(
            UnclearTable(
                too_many % {"count": f"{len(block.proposals):,}", "limit": f"{MAX_CELLS:,}"}
            )
        )
        return None
    file: SourceFile | None = form.source if isinstance(form, UploadForm) else None
    return Batch(
        proposals=tuple(block.proposals),
        remarks=tuple(block.remarks),
        text="" if file else form.cleaned_data["table"],
        file=file,
    )


def _answer(request: StaffRequest, year: FiscalYear, years: Sequence[FiscalYear]) -> HttpResponse:
    """Take what was sent from the page of differences: back to the table, or saved."""
    try:
        batch = Batch.opened(request.POST["batch"], request.user, _page(year, years))
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return _show_forms(request, year, PasteForm(), UploadForm())
    if "back" in request.POST:
        paste = PasteForm(initial={"table": batch.text})
        return _show_forms(request, year, paste, UploadForm())
    difference = Difference(batch, request.POST)
    if not difference.save(by=request.user):
        return _show_difference(request, year, difference)
    _tell_saved(request, difference)
    if len(difference.saved) > 1:
        return redirect("staff-home")
    may_confirm = request.user.has_perm("indicators.confirm_entry")
    return redirect(
        "indicators:sheet-confirm" if may_confirm else "indicators:sheet", *difference.saved
    )


def _tell_saved(request: StaffRequest, difference: Difference) -> None:
    """Say how many figures of which years were saved."""
    for year, count in difference.saved.items():
        if not count:
            messages.info(request, _("変わった値がないため、保存するものはありませんでした。"))
            continue
        messages.success(
            request,
            _(
                "%(year)sの値を%(count)d件、下書きとして保存しました。"
                "確定するまで、住民の方には公開されません。"
            )
            % {"year": year.label, "count": count},
        )


def _show_forms(
    request: StaffRequest, year: FiscalYear, paste: TableForm, upload: TableForm
) -> HttpResponse:
    return render(
        request,
        "staff/importing/import.html",
        _context(request, year)
        | {"paste": paste, "upload": upload, "last_entry": _last_entry(request)},
    )


def _show_difference(
    request: StaffRequest, year: FiscalYear, difference: Difference
) -> HttpResponse:
    context = _context(request, year)
    seal = difference.batch.sealed(request.user, _page(year, context["years"]))
    return render(
        request,
        "staff/importing/difference.html",
        context | {"difference": difference, "seal": seal},
    )


def _last_entry(request: StaffRequest) -> int:
    """Return the person's newest entry, which tells the browser whether a paste was saved."""
    newest = Entry.objects.filter(entered_by=request.user).aggregate(Max("pk"))["pk__max"]
    return newest or 0


def _context(request: StaffRequest, year: FiscalYear) -> dict[str, Any]:
    years = _years(request, year)
    return {"year": year, "years": years, "is_all": len(years) > 1}


def _page(year: FiscalYear, years: Sequence[FiscalYear]) -> str:
    return f"{year.year}:{len(years)}"
