"""Reading the guideline's file (TOML) into records.

No database: whatever is wrong with the file alone is found here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from documents.content_file import ContentFileError, read_toml, typed
from guideline.tables import Table, Value, as_stated, guideline_tables

TYPES: list[tuple[type[models.Field[Any, Any]], Any]] = [
    (models.BooleanField, bool),
    (models.IntegerField, int),
    (models.DecimalField, int | Decimal),
    (models.CharField, str),
    (models.TextField, str),
]
"""What the file may state for a field."""


@dataclass(frozen=True)
class Record:
    """One record of the file.

    `values` holds what the file states, texts without the white space around them; a nested
    record also holds its parent's key, under the name of the foreign key. `place` says where the
    record stands, for messages: table and key, after those of its parent.
    """

    table: Table
    values: Mapping[str, Value]
    place: str

    @property
    def key(self) -> Value:
        """What the file knows the record by."""
        return self.values[self.table.key]


def read_records(path: Path) -> list[Record]:
    """Return the records of the file, each after the one that it is nested in.

    Raises ContentFileError for a file that is not TOML, an unknown table or key, a missing key, a
    value of the wrong type or that its field refuses, and a value that must be unique but is not.
    """
    tables = guideline_tables()
    top = [table for table in tables if table.parent is None]
    file_type = _struct("GuidelineFile", {table.name: _list_field(table, tables) for table in top})
    content = typed(read_toml(path), file_type, path.name)
    records = [
        record for table in top for record in _records(table, getattr(content, table.name), tables)
    ]
    if not records:
        raise ContentFileError(_("%(file)s に記録が一つもありません。") % {"file": path.name})
    _refuse_repeated(records)
    return records


def _struct(name: str, fields: Mapping[str, tuple[Any, Any]]) -> type[msgspec.Struct]:
    """Return a struct with these fields, each with its type and its default."""
    return msgspec.defstruct(
        name,
        [(key, wanted, default) for key, (wanted, default) in fields.items()],
        kw_only=True,
        forbid_unknown_fields=True,
    )


def _list_field(table: Table, tables: list[Table]) -> tuple[Any, Any]:
    """Return the type of a table's records as a list, and the default, which is an empty list.

    The key comes first: messages name a record by its first field.
    """
    fields = {
        name: (
            next(wanted for kind, wanted in TYPES if isinstance(field, kind)),
            msgspec.NODEFAULT if name in table.required else msgspec.UNSET,
        )
        for name, field in sorted(table.fields.items(), key=lambda item: item[0] != table.key)
    }
    nested = {child.name: _list_field(child, tables) for child in tables if child.parent == table}
    record_type = _struct(table.model.__name__, fields | nested)
    return list[record_type], msgspec.field(default_factory=list)  # type: ignore[valid-type]


def _records(
    table: Table, items: list[msgspec.Struct], tables: list[Table], parent: Record | None = None
) -> Iterator[Record]:
    above = f"{parent.place}, " if parent else ""
    for item in items:
        place = f"{above}{table.path} {getattr(item, table.key)}"
        values = _values(table, item, place)
        if parent is not None and table.parent_link is not None:
            values[table.parent_link] = parent.key
        record = Record(table, values, place)
        yield record
        for child in tables:
            if child.parent == table:
                yield from _records(child, getattr(item, child.name), tables, record)


def _values(table: Table, item: msgspec.Struct, place: str) -> dict[str, Value]:
    stated = {name: getattr(item, name) for name in table.fields}
    return {
        name: _clean(table.fields[name], value, f"{place}：{name}")
        for name, value in stated.items()
        if value is not msgspec.UNSET
    }


def _clean(field: models.Field[Any, Any], value: object, where: str) -> Value:
    try:
        cleaned = field.clean(value.strip() if isinstance(value, str) else value, None)
    except ValidationError as error:
        raise ContentFileError(f"{where}：{' '.join(error.messages)}") from error
    stated: Value = as_stated(cleaned)
    return stated


def _refuse_repeated(records: list[Record]) -> None:
    seen: set[tuple[str, str, Value]] = set()
    for record in records:
        for name, value in record.values.items():
            if name not in record.table.fields or not record.table.fields[name].unique:
                continue
            if (record.table.path, name, value) in seen:
                raise ContentFileError(
                    _("%(place)s：%(key)s の %(value)s が重なっています。")
                    % {"place": record.place, "key": name, "value": value}
                )
            seen.add((record.table.path, name, value))
