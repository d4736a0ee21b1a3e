"""How staff pages write a person's name, a doubt about a figure and the hash of a file."""

from django import template

from indicators.ledger.doubts import DoubtCode
from records.staff import name_of

SHORT = 12

register = template.Library()

register.filter("person", name_of)


@register.filter
def doubt_label(code: str) -> str:
    """Return the words for a code of `Entry.doubts`; a code that is no longer used, as it is."""
    return str(DoubtCode(code).label) if code in DoubtCode.values else code


@register.filter
def short_hash(digest: str) -> str:
    """Return the beginning of a SHA-256, enough to tell two files apart by eye."""
    return digest[:SHORT]
