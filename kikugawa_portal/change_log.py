"""Everything that was done in the portal and by whom: one list drawn from six records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db.models import CharField, F, QuerySet, Value

from indicators.models import Entry, Reminder
from kikugawa_portal.change_log_lines import DESCRIBE, Kind, Line
from kikugawa_portal.models import SignInAttempt
from reports.models import Edition, SavedDraft

CHUNK = 500


@dataclass(frozen=True)
class Source:
    """A record that the log draws on, and how its rows tell when, who, which year and figure.

    A name is the path of a field; "" where the rows know no such thing.
    """

    kind: Kind
    rows: QuerySet[Any]
    at: str
    person: str
    year: str = ""
    indicator: str = ""
    joined: tuple[str, ...] = ()

    def keys(self, rows: QuerySet[Any]) -> QuerySet[Any, tuple[str, int, dt.datetime]]:
        """Return kind, primary key and moment of each of `rows`, in no order: for a union."""
        named = rows.order_by().annotate(
            log_kind=Value(self.kind.value, output_field=CharField()), log_at=F(self.at)
        )
        keys: QuerySet[Any, tuple[str, int, dt.datetime]] = named.values_list(
            "log_kind", "pk", "log_at"
        )
        return keys


def sources() -> list[Source]:
    """Return the six records."""
    return [
        Source(
            Kind.FIGURE,
            Entry.objects.all(),
            "entered_at",
            "entered_by",
            "fiscal_year",
            "indicator",
            ("indicator", "entered_by"),
        ),
        Source(
            Kind.DRAFT,
            SavedDraft.objects.all(),
            "saved_at",
            "saved_by",
            "report__fiscal_year",
            joined=("report", "saved_by"),
        ),
        Source(
            Kind.EDITION,
            Edition.objects.defer("content"),
            "published_at",
            "published_by",
            "report__fiscal_year",
            joined=("report", "published_by"),
        ),
        Source(
            Kind.REMINDER,
            Reminder.objects.all(),
            "attempted_at",
            "recipient",
            "fiscal_year",
            joined=("recipient",),
        ),
        Source(
            Kind.ADMINISTRATION,
            LogEntry.objects.all(),
            "action_time",
            "user",
            joined=("user", "content_type"),
        ),
        Source(
            Kind.SIGN_IN,
            SignInAttempt.objects.all(),
            "at",
            "account",
            joined=("account",),
        ),
    ]


class ChangeLog:
    """The rows of all records that `kept` leaves, newest first.

    `kept` gives the rows of each source; what a source has no word for (a figure for a sign-in)
    keeps out its rows where it is asked for.
    """

    def __init__(self, kept: Mapping[Kind, QuerySet[Any]]) -> None:
        self.sources = {source.kind: source for source in sources()}
        keys = [self.sources[kind].keys(rows) for kind, rows in kept.items()]
        self._keys = keys[0].union(*keys[1:], all=True).order_by("-log_at", "log_kind", "-pk")

    def __len__(self) -> int:
        return self._keys.count()

    def __getitem__(self, part: slice) -> list[Line]:
        """Return some lines, for a Paginator: a query for the order, and one a kind among them."""
        return list(self._lines(self._keys[part]))

    def __iter__(self) -> Iterator[Line]:
        # A few hundred at a time, so that memory stays small however long the log is.
        keys = self._keys.iterator(chunk_size=CHUNK)
        while chunk := list(islice(keys, CHUNK)):
            yield from self._lines(chunk)

    def _lines(self, keys: Iterable[Any]) -> Iterator[Line]:
        keys = list(keys)
        rows = {kind: self._rows(kind, keys) for kind in {Kind(key[0]) for key in keys}}
        for kind, pk, _moment in keys:
            yield DESCRIBE[Kind(kind)](rows[Kind(kind)][pk])

    def _rows(self, kind: Kind, keys: Iterable[Any]) -> dict[int, Any]:
        source = self.sources[kind]
        wanted = [pk for of_kind, pk, _moment in keys if of_kind == kind]
        return source.rows.select_related(*source.joined).in_bulk(wanted)
