"""The next revisions of figures: made from what stands, and inserted all or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from indicators.ledger.doubts import Background, doubts_about, typed_only, union_of
from indicators.ledger.life import lives
from indicators.ledger.new_figures import (
    Conflict,
    NewFigure,
    SourceFile,
    refuse_stale,
    refuse_wrong,
)
from indicators.ledger.standings import Standing
from indicators.models import Entry
from records.fiscal_year import FiscalYear


def draft_of(
    figure: NewFigure,
    year: FiscalYear,
    standing: Standing,
    *,
    by: User,
    at: dt.datetime | None,
    background: Background,
    source: Entry.Source = Entry.Source.SHEET,
    file: SourceFile | None = None,
) -> Entry:
    """Return, unsaved, the draft of `figure` that follows what stands."""
    entry = Entry(
        indicator=figure.indicator,
        fiscal_year=year,
        revision=standing.revision + 1,
        value=figure.value,
        absence=figure.absence,
        status=Entry.Status.DRAFT,
        note=figure.note,
        reason=figure.reason,
        entered_by=by,
        entered_at=at or timezone.now(),
        source=source,
        file_name=file.name if file else "",
        file_sha256=file.sha256 if file else "",
    )
    known = [*figure.doubts, *_typed_doubts(figure, standing)]
    note_doubts(entry, background, known, figure.assurance)
    return entry


def successor_of(draft: Entry, status: Entry.Status, *, by: User, at: dt.datetime | None) -> Entry:
    """Return, unsaved, the revision that says the same as `draft` with another status."""
    return Entry(
        indicator=draft.indicator,
        fiscal_year=draft.fiscal_year,
        revision=draft.revision + 1,
        value=draft.value,
        absence=draft.absence,
        status=status,
        note=draft.note,
        reason=draft.reason,
        entered_by=by,
        entered_at=at or timezone.now(),
        source=draft.source,
        file_name=draft.file_name,
        file_sha256=draft.file_sha256,
        doubts=draft.doubts,
        assurance=draft.assurance,
    )


def note_doubts(entry: Entry, background: Background, known: Iterable[str], word: str) -> None:
    """Write on `entry` what looks odd about it, after what is `known`, and the person's word.

    An empty word leaves the one that `entry` has. Where nothing is odd there is no word.
    """
    found = doubts_about(entry.value, background)
    entry.doubts = union_of(known, [doubt.code for doubt in found])
    entry.assurance = (word or entry.assurance) if entry.doubts else ""


def append(entries: list[Entry]) -> list[Entry]:
    """Insert `entries`, all or none, and return them.

    Raises RefusedFigures where a text or number does not fit into its column, StaleFigures where
    somebody took one of the revisions in the meantime: the database lets only one of two writers
    have it.
    """
    refusals = {}
    for entry in entries:
        try:
            entry.clean_fields(exclude=["indicator", "entered_by"])
        except ValidationError as error:
            refusals[entry.indicator.code] = " ".join(error.messages)
    refuse_wrong(refusals)
    try:
        with transaction.atomic():
            return Entry.objects.bulk_create(entries)
    except IntegrityError:
        refuse_stale(_lost_races(entries))
        raise


def _typed_doubts(figure: NewFigure, standing: Standing) -> list[str]:
    """Return what only the typed text of the open draft told, if `figure` keeps its number."""
    draft = standing.draft
    if draft is None or not figure.says_the_same_as(draft):
        return []
    return typed_only(draft.doubts)


def _lost_races(entries: Sequence[Entry]) -> list[Conflict]:
    """Return those of `entries` whose revision somebody else has taken: one query."""
    found = lives(
        {entry.indicator_id for entry in entries}, {entry.fiscal_year for entry in entries}
    )
    conflicts = []
    for entry in entries:
        life = found[entry.indicator_id, entry.fiscal_year]
        if life.standing.revision >= entry.revision:
            seen = life.at(entry.revision - 1)
            conflicts.append(Conflict(entry.indicator, life.standing, seen))
    return conflicts
