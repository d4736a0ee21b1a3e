"""`{{ text|prose }}`: text that people write in the portal, as safe HTML."""

from django import template
from django.utils.safestring import SafeString

from documents.prose import render

register = template.Library()


@register.filter
def prose(text: str, highest_heading: int = 3) -> SafeString:
    """Return `text` as HTML; its headings begin at the level `highest_heading`, h3 by default."""
    return render(text, highest_heading)
