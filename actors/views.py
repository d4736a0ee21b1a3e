"""The page of all actors. The page of one is in kikugawa_portal/actor_page/."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actors.models import Actor


@require_safe
def actor_list(request: HttpRequest) -> HttpResponse:
    """Show the eight kinds of actors."""
    return render(request, "actors/actor_list.html", {"actors": Actor.objects.all()})
