"""Staff pages of a report's pictures: add one, say what it shows, remove it, look at it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from records.fiscal_year import FiscalYear
from records.refusals import Refusal
from records.staff import StaffRequest
from reports.models import DraftPicture
from reports.models.picture import EXTENSIONS
from reports.pictures.actions import add_picture, describe_picture, remove_picture
from reports.pictures.files import UnusablePicture
from reports.pictures.forms import DescriptionForm, PictureForm
from reports.pictures.queries import draft_picture, listed_pictures


@login_required
@permission_required("reports.change_report", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def picture_list(request: StaffRequest, year: FiscalYear) -> HttpResponse:
    """Show the pictures of a report's draft and the parts that show them; POST adds one."""
    form = PictureForm(request.POST, request.FILES) if request.method == "POST" else PictureForm()
    if form.is_bound and form.is_valid():
        try:
            picture = add_picture(year=year, by=request.user, **form.cleaned_data)
        except UnusablePicture as refusal:
            form.add_error("file", refusal.message)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(
                request,
                _("%(mark)sを追加しました。文章に入れるまで、どこにも表示されません。")
                % {"mark": picture.mark},
            )
            return redirect("reports:pictures", year)
    return render(
        request,
        "staff/pictures/pictures.html",
        {"year": year, "form": form, "listed": listed_pictures(year)},
    )


@login_required
@permission_required("reports.change_report", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def picture_edit(request: StaffRequest, year: FiscalYear, number: int) -> HttpResponse:
    """Show a picture with its description; POST changes the description."""
    found = next((found for found in listed_pictures(year) if found.picture.number == number), None)
    if found is None:
        raise Http404
    form = DescriptionForm(
        request.POST if request.method == "POST" else None,
        initial={"alt": found.picture.alt, "caption": found.picture.caption},
    )
    if form.is_bound and form.is_valid():
        try:
            describe_picture(picture=found.picture, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(
                request, _("%(mark)sの説明を保存しました。") % {"mark": found.picture.mark}
            )
            return redirect("reports:pictures", year)
    return render(
        request, "staff/pictures/picture.html", {"year": year, "found": found, "form": form}
    )


@login_required
@permission_required("reports.change_report", raise_exception=True)
@require_POST
def picture_remove(request: StaffRequest, year: FiscalYear, number: int) -> HttpResponse:
    """Remove a picture from the draft. It is no error if the picture is gone already."""
    picture = DraftPicture.objects.for_year(year).facts().filter(number=number).first()
    if picture is not None:
        remove_picture(picture=picture, by=request.user)
        messages.success(request, _("%(mark)sを削除しました。") % {"mark": picture.mark})
    return redirect("reports:pictures", year)


@login_required
@permission_required("reports.change_report", raise_exception=True)
@require_safe
def picture_file(
    request: StaffRequest, year: FiscalYear, sha256: str, extension: str
) -> HttpResponse:
    """Give the file of a draft's picture to those who write the report."""
    picture = draft_picture(year, sha256)
    if picture is None or EXTENSIONS[picture.media_type] != extension:
        raise Http404
    return HttpResponse(bytes(picture.data), content_type=picture.media_type)
