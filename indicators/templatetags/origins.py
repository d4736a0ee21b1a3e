"""How the history of a figure says where it came from and what looked odd about it."""

from django import template

register = template.Library()

SHORT = 12


@register.filter
def short_hash(digest: str) -> str:
    """Return the beginning of a SHA-256, enough to tell two files apart by eye."""
    return digest[:SHORT]


@register.filter
def doubt(code: str) -> str:
    """Return the words for the code of what looked odd; the code itself until it has words."""
    return code
