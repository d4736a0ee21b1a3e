"""Figures for tests, made through the actions, so that none is in an impossible state."""

import datetime as dt
from decimal import Decimal

from django.contrib.auth.models import User
from django.utils import timezone

from indicators.ledger.actions import confirm_entries, correct_entry, record_entries, withdraw_draft
from indicators.ledger.new_figures import NewFigure
from indicators.ledger.standings import Standing
from indicators.models import Entry, Indicator
from records.fiscal_year import FiscalYear

FY2026 = FiscalYear(2026)
FY2027 = FiscalYear(2027)


def moment(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> dt.datetime:
    """Return a moment in the portal's time zone, noon unless told."""
    return dt.datetime(year, month, day, hour, minute, tzinfo=timezone.get_default_timezone())


def standing(code: str, year: FiscalYear = FY2026) -> Standing:
    """Return where the figure of indicator `code` stands."""
    return Standing.of(list(Entry.objects.history(Indicator.objects.get(code=code).pk, year)))


def figure(
    code: str, value: int | str | None = None, year: FiscalYear = FY2026, **rest
) -> NewFigure:
    """Return a figure for indicator `code`, seen as it stands now, or at `seen_revision`."""
    rest.setdefault("seen_revision", standing(code, year).revision)
    number = None if value is None else Decimal(value)
    return NewFigure(Indicator.objects.get(code=code), number, **rest)


def draft(
    code: str, value: int | str | None, by: User, year: FiscalYear = FY2026, at=None, **rest
) -> Entry:
    """Record one figure as a draft."""
    (entry,) = record_entries(year=year, figures=[figure(code, value, year, **rest)], by=by, at=at)
    return entry


def confirmed(
    code: str, value: int | str | None, by: User, year: FiscalYear = FY2026, at=None, **rest
) -> Entry:
    """Record one figure and confirm it."""
    (entry,) = confirm_entries(drafts=[draft(code, value, by, year, at, **rest)], by=by, at=at)
    return entry


def corrected(
    code: str,
    value: int | str | None,
    by: User,
    reason: str,
    year: FiscalYear = FY2026,
    at=None,
    **rest,
) -> Entry:
    """Correct a confirmed figure."""
    new = figure(code, value, year, reason=reason, **rest)
    return correct_entry(year=year, figure=new, by=by, at=at)


def withdrawn(code: str, by: User, year: FiscalYear = FY2026) -> Entry:
    """Take back the open draft of one figure."""
    found = standing(code, year).draft
    if found is None:
        raise LookupError(f"no open draft of {code} in {year}")
    return withdraw_draft(draft=found, by=by)
