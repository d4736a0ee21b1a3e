"""How the history of a figure says from which file it came."""

from django import template

register = template.Library()

SHORT = 12


@register.filter
def short_hash(digest: str) -> str:
    """Return the beginning of a SHA-256, enough to tell two files apart by eye."""
    return digest[:SHORT]
