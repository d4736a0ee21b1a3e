"""Which pages of floors above tell of a figure that was changed.

An app names in its AppConfig the model whose pages do, and its manager has `noting(year)`:

    notes_changed_figures = "Report"

So the review can name those pages, and this app need not import the app that they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

from records.fiscal_year import FiscalYear


def records_noting(year: FiscalYear) -> Iterator[Model]:
    """Yield the records whose pages tell of a changed figure of `year`: a query for each model.

    Nothing is asked before the first is wanted.
    """
    for config in apps.get_app_configs():
        name = getattr(config, "notes_changed_figures", "")
        if name:
            yield from config.get_model(name)._default_manager.noting(year)  # type: ignore[attr-defined]
