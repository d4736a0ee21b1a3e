"""Figures of several years, recorded as drafts in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from django.contrib.auth.models import User
from django.db import transaction

from indicators.ledger.actions import record_entries
from indicators.ledger.new_figures import (
    Conflict,
    NewFigure,
    RefusedFigures,
    SourceFile,
    StaleFigures,
)
from indicators.models import Entry
from records.fiscal_year import FiscalYear

Key = tuple[FiscalYear, str]
"""A figure: its fiscal year, and the indicator's code."""


class NotSaved(Exception):
    """Nothing was saved: figures break a rule, or somebody else has changed them meanwhile.

    `errors` and `conflicts` say so figure by figure.
    """

    def __init__(self, errors: Mapping[Key, str], conflicts: Mapping[Key, Conflict]) -> None:
        super().__init__(f"{len(errors)} errors, {len(conflicts)} conflicts")
        self.errors = errors
        self.conflicts = conflicts


@transaction.atomic
def record_years(
    *,
    figures: Mapping[FiscalYear, Sequence[NewFigure]],
    by: User,
    source: Entry.Source,
    file: SourceFile | None = None,
    at: dt.datetime | None = None,
    done: Callable[[FiscalYear, int], None] | None = None,
) -> dict[FiscalYear, int]:
    """Record `figures` by year as drafts; return how many new revisions each year got.

    `done` is called with each year and its number of new revisions, once the year is recorded.
    Raises NotSaved with what is wrong in all of the years; nothing is saved then.
    """
    saved: dict[FiscalYear, int] = {}
    errors: dict[Key, str] = {}
    conflicts: dict[Key, Conflict] = {}
    for year in sorted(figures):
        try:
            entries = record_entries(
                year=year, figures=figures[year], by=by, source=source, file=file, at=at
            )
        except RefusedFigures as refusal:
            errors |= {(year, code): message for code, message in refusal.by_code.items()}
        except StaleFigures as stale:
            conflicts |= {(year, found.indicator.code): found for found in stale.conflicts}
        else:
            saved[year] = len(entries)
            if done:
                done(year, len(entries))
    if errors or conflicts:
        raise NotSaved(errors, conflicts)
    return saved
