"""How staff pages name a person, what looked odd to them, and the file that they brought."""

from django import template

from indicators.ledger.doubts import DoubtCode
from records.staff import name_of

SHORT = 12

register = template.Library()

register.filter("person", name_of)


@register.filter
def doubt_label(code: str) -> str:
    """Return the words for a code of `Entry.doubts`; one that nobody knows any more, as it is."""
    return str(DoubtCode(code).label) if code in DoubtCode.values else code


@register.filter
def short_hash(digest: str) -> str:
    """Return the beginning of a SHA-256, enough to tell two files apart by eye."""
    return digest[:SHORT]
