"""What the ledger and the plan have to judge new figures by."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import prefetch_related_objects

from indicators.ledger.doubts import Background
from indicators.models import Entry, Indicator
from records.fiscal_year import FiscalYear


def backgrounds(indicators: Sequence[Indicator], year: FiscalYear) -> dict[int, Background]:
    """Return what figures of `year` are judged against, by the indicators' primary keys.

    Each other year gives the number that counts for staff: of the open draft, else of the
    confirmed figure.
    One query, and one for the targets unless they are at hand.
    """
    prefetch_related_objects(list(indicators), "targets")
    known = Entry.objects.of_indicators({indicator.pk for indicator in indicators})
    known = known.exclude(fiscal_year=year)
    rows = (known.open_drafts() | known.latest_confirmed()).order_by("revision")
    numbers: dict[int, dict[FiscalYear, Decimal | None]] = {one.pk: {} for one in indicators}
    for pk, fiscal_year, value in rows.values_list("indicator_id", "fiscal_year", "value"):
        if pk in numbers:
            numbers[pk][fiscal_year] = value
    return {
        indicator.pk: Background(
            year=year,
            others={y: value for y, value in numbers[indicator.pk].items() if value is not None},
            plan=indicator.plan,
            unit=indicator.unit,
            decimal_places=indicator.decimal_places,
        )
        for indicator in indicators
    }
