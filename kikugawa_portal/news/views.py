"""The page of all that was ever published."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kikugawa_portal.news.updates import published_updates


@require_safe
def updates(request: HttpRequest) -> HttpResponse:
    """Show all that was ever published, newest first."""
    context = {"updates": published_updates(timezone.localdate())}
    return render(request, "portal/updates.html", context)
