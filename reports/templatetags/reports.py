"""`{% report_years %}`: the reports of the eight years, for the staff's home page.

`{{ text|illustrated:pictures }}`: a text of a report with the pictures that stand in it.
"""

from collections.abc import Iterable

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from guideline.picture_lines import Picture
from guideline.templatetags.prose import render
from reports import queries

register = template.Library()


@register.inclusion_tag("staff/reports/_years.html", takes_context=True)
def report_years(context: Context) -> dict[str, object]:
    """List the years with the state of their reports, with links for those who may write them."""
    return {"report_years": queries.report_years(), "perms": context["perms"]}


@register.filter
def illustrated(text: str, pictures: Iterable[Picture]) -> SafeString:
    """Return `text` as HTML, its headings from h3 on, with those of `pictures` that it names."""
    return render(text, pictures=pictures)
