"""The administration's filter by fiscal year.

An app that filters a list by a FiscalYearField imports this module, which registers the filter.
"""

from typing import Any

from django.contrib import admin

from records.fields import FiscalYearField


class FiscalYearFilter(admin.AllValuesFieldListFilter):
    """Offers the years that there are, by the calendar year in which each begins."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lookup_choices = [  # type: ignore[assignment] # Django only goes through them.
            None if year is None else year.year for year in self.lookup_choices
        ]


admin.FieldListFilter.register(
    lambda field: isinstance(field, FiscalYearField), FiscalYearFilter, take_priority=True
)
