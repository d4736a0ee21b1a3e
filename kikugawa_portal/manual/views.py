"""Staff pages of the manual."""

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kikugawa_portal.manual.chapters import chapters
from records.staff import StaffRequest


@login_required
@permission_required("indicators.view_entry", raise_exception=True)
@require_safe
def manual_list(request: StaffRequest) -> HttpResponse:
    """List the chapters of the manual."""
    return render(request, "staff/help/manual_list.html", {"chapters": chapters()})


@login_required
@permission_required("indicators.view_entry", raise_exception=True)
@require_safe
def manual(request: StaffRequest, slug: str) -> HttpResponse:
    """Show a chapter of the manual."""
    chapter = next((chapter for chapter in chapters() if chapter.slug == slug), None)
    if chapter is None:
        raise Http404
    context = {"chapter": chapter, "chapters": chapters()}
    return render(request, "staff/help/manual.html", context)
