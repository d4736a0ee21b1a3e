"""`{% report_years %}`: the reports of the eight years, for the staff's home page."""

from django import template
from django.template.context import Context

from reports import queries

register = template.Library()


@register.inclusion_tag("staff/reports/_years.html", takes_context=True)
def report_years(context: Context) -> dict[str, object]:
    """List the years with the state of their reports, with links for those who may write them."""
    return {"report_years": queries.report_years(), "perms": context["perms"]}
