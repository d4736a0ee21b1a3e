"""Bringing the guideline's file into the database, without undoing what was edited there.

`LoadedRecord` remembers the values that were last loaded. A field that still holds that value
follows the file; one that holds another was edited by hand since, and is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Model

from documents.content_file import ContentFileError
from guideline.models import LoadedRecord
from guideline.tables import Table, Value, as_stated, guideline_tables
from guideline.text_file import Record, read_records

OUT_OF_THE_WAY = 10_000
"""Added to numbers that change, so that records can trade places under a unique constraint."""


Rows = dict[Table, dict[Value, Model]]
"""What the database holds, by table and key."""

Place = tuple[Table, Value, str]
"""Table, key and field."""


class DifferenceKind(Enum):
    """How file and database differ."""

    ADDED = "in the file only"
    CHANGED = "the file has moved on since it was last loaded"
    EDITED = "edited in the database since it was last loaded"
    LEFT = "in the database only"


@dataclass(frozen=True)
class TextDifference:
    """One record, or one field of a record, in which file and database differ."""

    kind: DifferenceKind
    table: Table
    key: Value
    field: str = ""
    in_database: Value | None = None
    in_file: Value | None = None

    @property
    def place(self) -> Place:
        """Table, key and field; the field is empty where the whole record is meant."""
        return self.table, self.key, self.field


@dataclass(frozen=True)
class TextComparison:
    """The records of the file, and all in which they and the database differ."""

    records: list[Record]
    differences: list[TextDifference]

    def of_kind(self, *kinds: DifferenceKind) -> list[TextDifference]:
        """Return the differences of these kinds, in the order of the file."""
        return [difference for difference in self.differences if difference.kind in kinds]


def compare(path: Path) -> TextComparison:
    """Compare file and database. Raises ContentFileError for a file that cannot be loaded."""
    records = read_records(path)
    return _compare(records, {table: _stored(table) for table in guideline_tables()})


@transaction.atomic
def load(path: Path, *, force: bool = False) -> TextComparison:
    """Load the file, all of it or nothing, and return in what it differed before.

    Adds and updates, never deletes. Fields edited by hand are kept unless `force`; fields that
    the file does not mention are never touched. Raises ContentFileError.
    """
    records = read_records(path)
    stored = {table: _stored(table, lock=True) for table in guideline_tables()}
    comparison = _compare(records, stored)
    overwritten = (
        [DifferenceKind.CHANGED, DifferenceKind.EDITED] if force else [DifferenceKind.CHANGED]
    )
    kept = (
        set() if force else {edited.place for edited in comparison.of_kind(DifferenceKind.EDITED)}
    )
    _clear_numbers(comparison.of_kind(*overwritten), stored)
    due = {
        (item.table, item.key) for item in comparison.of_kind(DifferenceKind.ADDED, *overwritten)
    }
    for record in records:
        if (record.table, record.key) in due:
            _write(record, stored, kept)
    _remember(records, kept)
    return comparison


def _stored(table: Table, *, lock: bool = False) -> dict[Value, Model]:
    rows = table.model._default_manager.all()
    if table.parent_link:
        rows = rows.select_related(table.parent_link)
    if lock:
        rows = rows.select_for_update(of=("self",))
    return {getattr(row, table.key): row for row in rows}


def _compare(records: list[Record], stored: Rows) -> TextComparison:
    loaded = {(row.table, row.key): row.values for row in LoadedRecord.objects.all()}
    differences = [
        difference
        for record in records
        for difference in _compare_record(
            record,
            stored[record.table].get(record.key),
            loaded.get((record.table.path, str(record.key)), {}),
        )
    ]
    in_file = {(record.table, record.key) for record in records}
    left = [
        TextDifference(DifferenceKind.LEFT, table, key)
        for table, rows in stored.items()
        for key in rows
        if (table, key) not in in_file
    ]
    return TextComparison(records, differences + left)


def _compare_record(
    record: Record, row: Model | None, loaded: dict[str, Value]
) -> Iterable[TextDifference]:
    if row is None:
        yield TextDifference(DifferenceKind.ADDED, record.table, record.key)
        return
    for name, in_file in record.values.items():
        in_database = record.table.value(row, name)
        if in_database == in_file:
            continue
        field = record.table.field(name)
        untouched = in_database == as_stated(field.to_python(loaded.get(name, field.get_default())))
        kind = DifferenceKind.CHANGED if untouched else DifferenceKind.EDITED
        yield TextDifference(kind, record.table, record.key, name, in_database, in_file)


def _clear_numbers(changes: list[TextDifference], stored: Rows) -> None:
    for change in changes:
        field = change.table.fields.get(change.field)
        if field is not None and field.unique:
            row = stored[change.table][change.key]
            change.table.model._default_manager.filter(pk=row.pk).update(
                **{field.name: F(field.name) + OUT_OF_THE_WAY}
            )


def _write(record: Record, stored: Rows, kept: set[Place]) -> None:
    table = record.table
    row = stored[table].setdefault(record.key, table.model())
    for name, value in record.values.items():
        if (table, record.key, name) in kept:
            continue
        if table.parent is not None and name == table.parent_link:
            setattr(row, name, stored[table.parent][value])
        else:
            setattr(row, name, value)
    try:
        row.full_clean()
    except ValidationError as error:
        raise ContentFileError(f"{record.place}：{' '.join(error.messages)}") from error
    row.save()


def _remember(records: list[Record], kept: set[Place]) -> None:
    for record in records:
        table, key = record.table, record.key
        known, _created = LoadedRecord.objects.get_or_create(
            table=table.path, key=str(key), defaults={"values": {}}
        )
        written = {
            name: str(value) if isinstance(value, Decimal) else value
            for name, value in record.values.items()
            if (table, key, name) not in kept
        }
        if known.values != known.values | written:
            known.values |= written
            known.save()
