"""Public pages: how far the guideline has come, and each of its indicators."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.models import Indicator
from indicators.public.filters import IndicatorFilter
from indicators.public.overview import (
    Member,
    corrections,
    group_by_state,
    has_report,
    latest_year,
    newest_point,
    rows_of_year,
    updated_at,
)
from records.fiscal_year import GUIDELINE_YEARS, FiscalYear

CORRECTIONS_ON_PROGRESS = 5
CORRECTIONS_PER_PAGE = 50


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Show all indicators over all eight years, and how each stands now."""
    today = timezone.localdate()
    indicators = list(Indicator.objects.with_progress(today))
    context = {
        "indicators": indicators,
        "groups": group_by_state(
            Member(indicator, newest_point(indicator)) for indicator in indicators
        ),
        "years": GUIDELINE_YEARS,
        "latest_year": latest_year(indicators),
        "year_awaited": FiscalYear.being_entered(today),
        "updated_at": updated_at(
            point for indicator in indicators for point in indicator.series.points
        ),
        "corrections": corrections(indicators)[:CORRECTIONS_ON_PROGRESS],
        "today": today,
    }
    return render(request, "indicators/progress.html", context)


@require_safe
def progress_year(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """Show one year's figures of all indicators, or when they will come."""
    today = timezone.localdate()
    indicators = list(Indicator.objects.with_progress(today))
    rows = rows_of_year(indicators, year)
    points = [row.point for row in rows]
    context = {
        "year": year,
        "rows": rows,
        "groups": group_by_state(Member(row.indicator, row.point) for row in rows),
        "years": GUIDELINE_YEARS,
        "latest_year": latest_year(indicators),
        "has_figures": any(point.figure for point in points),
        "has_report": has_report(indicators, year),
        "updated_at": updated_at(points),
        "corrections": corrections(indicators, year),
        "has_plan": any(indicator.plan.has_targets for indicator in indicators),
        "has_before": any(row.has_before for row in rows),
        "today": today,
    }
    return render(request, "indicators/progress_year.html", context)


@require_safe
def correction_list(request: HttpRequest) -> HttpResponse:
    """List all that was corrected after residents had seen it, newest first."""
    found = corrections(Indicator.objects.with_progress(timezone.localdate()))
    page = Paginator(found, CORRECTIONS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "corrections": page.object_list}
    return render(request, "indicators/correction_list.html", context)


@require_safe
def indicator_list(request: HttpRequest) -> HttpResponse:
    """List the indicators that meet the conditions in the address; all of them without any."""
    everything = Indicator.objects.with_progress(timezone.localdate())
    conditions = IndicatorFilter(request.GET, queryset=everything)
    context = {
        "conditions": conditions,
        "is_narrowed": conditions.form.is_narrowed,
        "indicators": conditions.qs,
    }
    return render(request, "indicators/indicator_list.html", context)


@require_safe
def indicator_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Tell all that residents may know of one indicator."""
    today = timezone.localdate()
    indicator = get_object_or_404(Indicator.objects.with_progress(today), code=code)
    neighbours = list(Indicator.objects.only("code", "name"))
    place = neighbours.index(indicator)
    context = {
        "indicator": indicator,
        "previous": neighbours[place - 1] if place else None,
        "next": neighbours[place + 1] if place + 1 < len(neighbours) else None,
        "year_awaited": FiscalYear.being_entered(today),
        "updated_at": updated_at(indicator.series.points),
        "corrections": corrections([indicator]),
        "baseline_year": indicator.baseline_year,
        "final_year": indicator.plan.final_year,
        "today": today,
    }
    return render(request, "indicators/indicator_detail.html", context)
