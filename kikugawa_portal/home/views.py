"""The first page, and the page about the portal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actors.models import Actor
from directions.models import Direction
from guideline.models import Chapter
from indicators.models import Indicator
from indicators.public.overview import group_by_state
from kikugawa_portal.home import directions
from kikugawa_portal.news.updates import updates as recent_updates
from records.fiscal_year import FiscalYear
from reports.models import Report

UPDATES_ON_HOME = 5
VISION = "vision"
"""The code of the chapter that says what the city aims at."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what the portal is, how far the guideline has come, and where to go from here."""
    today = timezone.localdate()
    indicators = list(Indicator.objects.with_progress(today))
    reports = list(Report.objects.published())
    states = directions.direction_states(Direction.objects.all(), indicators)
    context = {
        "vision": Chapter.objects.filter(code=VISION).first(),
        "actors": Actor.objects.all(),
        "states": states,
        "groups": group_by_state(member for state in states for member in state.members),
        "has_figures": any(indicator.series.has_figures for indicator in indicators),
        "year_awaited": FiscalYear.being_entered(today),
        "today": today,
        "report": reports[0] if reports else None,
        "updates": recent_updates(indicators, reports)[:UPDATES_ON_HOME],
    }
    return render(request, "portal/home.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Show what the portal is, how its figures are made and whom to ask."""
    return render(request, "portal/about.html")
