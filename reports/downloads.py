"""How files are handed to readers: with a name in Japanese that every browser understands."""

from urllib.parse import quote

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from reports.content import EditionContent


def named(response: HttpResponseBase, name: str, fallback: str) -> HttpResponseBase:
    """Let `response` be saved as `name`, or as `fallback` where only ASCII is known (RFC 6266).

    Neither holds a quotation mark or a line end.
    """
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    return response


def edition_name(content: EditionContent) -> str:
    """Return the name of an edition's files, without ending."""
    words = {"year": content.year.label, "number": content.number}
    return _("菊川市協働の指針_進捗報告書_%(year)s_第%(number)d版") % words


def edition_fallback(content: EditionContent) -> str:
    """Return the same in ASCII."""
    return f"kikugawa-report-{content.year.year}-edition-{content.number}"
