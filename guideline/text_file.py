"""Reading the guideline's file (TOML) into records.

No database: whatever is wrong with the file alone is found here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from guideline.tables import Table, Value, as_stated, guideline_tables

TYPES: list[tuple[type[models.Field[Any, Any]], tuple[type, ...]]] = [
    (models.BooleanField, (bool,)),
    (models.IntegerField, (int,)),
    (models.DecimalField, (int, Decimal)),
    (models.CharField, (str,)),
    (models.TextField, (str,)),
]


class TextFileError(Exception):
    """The file cannot be loaded. The message names the table, the record and the key."""


@dataclass(frozen=True)
class Record:
    """One record of the file.

    `values` holds what the file states, texts without the white space around them; a nested
    record also holds its parent's key, under the name of the foreign key.
    """

    table: Table
    values: Mapping[str, Value]

    @property
    def key(self) -> Value:
        """What the file knows the record by."""
        return self.values[self.table.key]

    @property
    def place(self) -> str:
        """Where the record stands, for messages: table and key."""
        return f"{self.table.path} {self.key}"


def read_records(path: Path) -> list[Record]:
    """Return the records of the file, each after the one that it is nested in.

    Raises TextFileError for a file that is not TOML, an unknown table or key, a missing key, a
    value of the wrong type or that its field refuses, and a value that must be unique but is not.
    """
    tables = guideline_tables()
    content = _parse(path)
    _refuse_unknown(content, {table.path for table in tables if table.parent is None}, path.name)
    records = [
        record
        for table in tables
        if table.parent is None
        for record in _read_table(table, content.get(table.name, []), tables)
    ]
    if not records:
        raise TextFileError(_("%(file)s に記録が一つもありません。") % {"file": path.name})
    _refuse_repeated(records)
    return records


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise TextFileError(
            _("%(file)s を読めません（%(error)s）。") % {"file": path, "error": error.strerror}
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TextFileError(
            _("%(file)s はTOML（UTF-8）として読めません：%(error)s")
            % {"file": path, "error": error}
        ) from error


def _read_table(
    table: Table, items: object, tables: list[Table], parent: Record | None = None
) -> Iterator[Record]:
    place = f"{parent.place}, {table.path}" if parent else table.path
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise TextFileError(
            _("%(place)s：記録は [[%(path)s]] の形で書いてください。")
            % {"place": place, "path": table.path}
        )
    nested = [child for child in tables if child.parent == table]
    for position, item in enumerate(items, 1):
        key = item.get(table.key, _("%(position)d番目の記録") % {"position": position})
        where = f"{place} {key}"
        _refuse_unknown(item, {*table.fields, *(child.name for child in nested)}, where)
        record = Record(table, _read_values(table, item, where, parent))
        yield record
        for child in nested:
            yield from _read_table(child, item.get(child.name, []), tables, record)


def _read_values(
    table: Table, item: dict[str, Any], where: str, parent: Record | None
) -> dict[str, Value]:
    for name in table.fields:
        if name in table.required and name not in item:
            raise TextFileError(
                _("%(place)s：%(key)s がありません。") % {"place": where, "key": name}
            )
    values: dict[str, Value] = {
        name: _read_value(field, item[name], f"{where}：{name}")
        for name, field in table.fields.items()
        if name in item
    }
    if parent is not None and table.parent_link is not None:
        values[table.parent_link] = parent.key
    return values


def _read_value(field: models.Field[Any, Any], value: object, where: str) -> Value:
    expected = next(types for kind, types in TYPES if isinstance(field, kind))
    if type(value) not in expected:
        kinds = {bool: _("true か false"), int: _("整数"), Decimal: _("数"), str: _("文字列")}
        raise TextFileError(
            _("%(place)s は%(kind)sで書いてください。")
            % {"place": where, "kind": kinds[expected[-1]]}
        )
    try:
        cleaned = field.clean(value.strip() if isinstance(value, str) else value, None)
    except ValidationError as error:
        raise TextFileError(f"{where}：{' '.join(error.messages)}") from error
    stated: Value = as_stated(cleaned)
    return stated


def _refuse_unknown(item: Mapping[str, object], known: set[str], where: str) -> None:
    for name in item:
        if name not in known:
            raise TextFileError(
                _("%(place)s：%(key)s という名前はありません。使える名前：%(known)s")
                % {"place": where, "key": name, "known": ", ".join(sorted(known))}
            )


def _refuse_repeated(records: list[Record]) -> None:
    seen: set[tuple[str, str, Value]] = set()
    for record in records:
        for name, value in record.values.items():
            if name not in record.table.fields or not record.table.fields[name].unique:
                continue
            if (record.table.path, name, value) in seen:
                raise TextFileError(
                    _("%(place)s：%(key)s の %(value)s が重なっています。")
                    % {"place": record.place, "key": name, "value": value}
                )
            seen.add((record.table.path, name, value))
