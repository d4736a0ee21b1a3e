"""The converter for fiscal years in addresses: `<fiscal_year:year>` is 2026 to 2033, else 404.

Whoever's addresses use it imports this module, which registers it once.
"""

from django.urls import register_converter

from indicators.fiscal_year import GUIDELINE_YEARS, FiscalYear


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
