"""The pages of the five directions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directions.models import Direction


@require_safe
def direction_list(request: HttpRequest) -> HttpResponse:
    """Show the five directions with what is done under each."""
    directions = Direction.objects.prefetch_related("initiatives", "indicators")
    return render(request, "directions/direction_list.html", {"directions": directions})


@require_safe
def direction_detail(request: HttpRequest, number: str) -> HttpResponse:
    """Show a direction: its text, its initiatives, and how far its indicators have come."""
    direction = get_object_or_404(Direction, number=number)
    indicators = list(direction.indicators.with_progress(timezone.localdate()))
    context = {
        "direction": direction,
        "initiatives": direction.initiatives.all(),
        "indicators": indicators,
        "has_figures": any(indicator.series.has_figures for indicator in indicators),
        "directions": Direction.objects.all(),
    }
    return render(request, "directions/direction_detail.html", context)
