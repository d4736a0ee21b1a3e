"""What the files of an edition are called."""

from django.utils.translation import gettext as _

from reports.editions.content import EditionContent


def edition_name(content: EditionContent) -> str:
    """Return the name of an edition's files, without ending."""
    words = {"year": content.year.label, "number": content.number}
    return _("菊川市協働の指針_進捗報告書_%(year)s_第%(number)d版") % words


def edition_ascii_name(content: EditionContent) -> str:
    """Return the same for programs that know ASCII alone."""
    return f"kikugawa-report-{content.year.year}-edition-{content.number}"
