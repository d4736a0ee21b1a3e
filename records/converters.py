"""Converters for addresses. What they do not take is a 404.

`<fiscal_year:year>` takes 2026 to 2033, `<sha256:digest>` takes 64 hexadecimal digits. An app whose
addresses use one imports this module, which registers them.
"""

from django.urls import register_converter
from django.urls.converters import StringConverter

from records.fiscal_year import GUIDELINE_YEARS, FiscalYear


class FiscalYearConverter:
    """Turns a year of the guideline in an address into a FiscalYear, and back."""

    regex = "|".join(str(year.year) for year in GUIDELINE_YEARS)

    def to_python(self, value: str) -> FiscalYear:
        """Return the fiscal year that begins in the calendar year `value`."""
        return FiscalYear(int(value))

    def to_url(self, value: FiscalYear | int) -> str:
        """Return the calendar year in which `value` begins."""
        return str(int(value))


register_converter(FiscalYearConverter, "fiscal_year")


class Sha256Converter(StringConverter):
    """Takes a SHA-256 as the portal writes it."""

    regex = "[0-9a-f]{64}"


register_converter(Sha256Converter, "sha256")
