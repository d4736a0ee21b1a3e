"""`{% reports_noting year as reports %}`: where a change of a figure is told beside an edition."""

from django import template

from records.fiscal_year import FiscalYear
from reports.models import Report

register = template.Library()


@register.simple_tag
def reports_noting(year: FiscalYear) -> list[Report]:
    """Return the published reports that show the figures of `year`: its own and later ones."""
    return list(
        Report.objects.filter(fiscal_year__gte=year, editions__isnull=False)
        .distinct()
        .order_by("fiscal_year")
    )
