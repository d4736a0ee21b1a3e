"""How staff pages name what looked odd about a figure."""

from django import template

from indicators.doubts import DoubtCode

register = template.Library()


@register.filter
def doubt_label(code: str) -> str:
    """Return the words for a code of `Entry.doubts`; one that nobody knows any more, as it is."""
    return str(DoubtCode(code).label) if code in DoubtCode.values else code
