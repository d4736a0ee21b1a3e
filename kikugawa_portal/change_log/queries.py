"""The lines of the change log, read from every record that the portal keeps of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice

from kikugawa_portal.change_log.lines import LineKind, LogLine
from kikugawa_portal.change_log.origins import Conditions, references
from kikugawa_portal.change_log.tellers import TELLERS

CHUNK = 500
"""How many lines an export reads at once."""


def lines(found: Iterable[tuple[dt.datetime, str, int]]) -> list[LogLine]:
    """Return the lines behind references, in their order: a query for each kind among them."""
    found = list(found)
    keys: dict[LineKind, list[int]] = {kind: [] for kind in LineKind}
    for _at, kind, key in found:
        keys[LineKind(kind)].append(key)
    records = {
        kind: TELLERS[kind].records().in_bulk(wanted) for kind, wanted in keys.items() if wanted
    }
    return [TELLERS[LineKind(kind)].tell(records[LineKind(kind)][key]) for _at, kind, key in found]


def every_line(conditions: Conditions) -> Iterator[LogLine]:
    """Yield all lines that `conditions` want, the newest first, read a chunk at a time."""
    found = references(conditions).iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        yield from lines(chunk)
