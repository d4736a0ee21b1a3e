"""The page of the six principles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from principles.models import Principle


@require_safe
def principle_list(request: HttpRequest) -> HttpResponse:
    """Show the six principles, each at an anchor of its own."""
    return render(
        request, "principles/principle_list.html", {"principles": Principle.objects.all()}
    )
