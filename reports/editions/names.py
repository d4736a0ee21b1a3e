"""What the files of an edition are called when they are saved.

Both patterns are older than this module. They stay, because people and programs know the names.
"""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from records.fiscal_year import FiscalYear


class FileName(NamedTuple):
    """The name of a file, and another one for programs that know ASCII alone."""

    name: str
    ascii_name: str


def data_file_name(year: FiscalYear, number: int, kind: str) -> FileName:
    """Return the name of an edition's CSV, XLSX or JSON; `kind` is its ending."""
    title = _("菊川市協働の指針_進捗報告書_%(year)s_第%(number)d版") % {
        "year": year.label,
        "number": number,
    }
    return FileName(f"{title}.{kind}", f"kikugawa-report-{year.year}-edition-{number}.{kind}")


def pdf_name(year: FiscalYear, number: int) -> FileName:
    """Return the name of an edition's PDF. That of the first edition has no number."""
    if number == 1:
        name = _("菊川市協働の指針_進捗報告書_%(year)s.pdf") % {"year": year.label}
    else:
        name = _("菊川市協働の指針_進捗報告書_%(year)s_第%(number)d版.pdf") % {
            "year": year.label,
            "number": number,
        }
    return FileName(name, f"kikugawa-progress-report-{year.year}-edition-{number}.pdf")
