"""The tables of the guideline's file, as the apps that hold them declare them.

An app's AppConfig names its tables by their path in the file, each with the model and the field
by which the file knows a record:

    guideline_tables = {
        "directions": ("Direction", "number"),
        "directions.initiatives": ("Initiative", "code"),
    }

A path below another table's path is nested in that table's records; its model has a foreign key
to the model above. So this app reads a file whose records belong to apps that it may not import.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

from records.fiscal_year import FiscalYear

Value = str | int | bool | Decimal
"""What one key of a record may hold."""


@dataclass(frozen=True)
class Table:
    """A table of the file and the model that holds its records."""

    path: str
    model: type[Model]
    key: str
    parent: Table | None = None

    @property
    def name(self) -> str:
        """The table's own name, without those it is nested in."""
        return self.path.rpartition(".")[2]

    @property
    def label(self) -> str:
        """What a record is called on the pages: 担い手, 指標 …."""
        return str(self.model._meta.verbose_name)

    @property
    def fields(self) -> dict[str, Field[Any, Any]]:
        """What a record of the file may state, by name."""
        return {
            field.name: field
            for field in self.model._meta.concrete_fields
            if not field.primary_key and not field.is_relation
        }

    @property
    def required(self) -> set[str]:
        """The names that every record must state."""
        return {
            name
            for name, field in self.fields.items()
            if not field.blank and not field.has_default()
        }

    @property
    def parent_link(self) -> str | None:
        """The name of the foreign key to the table above, None for a table on top."""
        if self.parent is None:
            return None
        return next(
            field.name
            for field in self.model._meta.concrete_fields
            if field.related_model is self.parent.model
        )

    def field(self, name: str) -> Field[Any, Any]:
        """Return the field behind `name`; for the link to the parent, the parent's key."""
        if self.parent is not None and name == self.parent_link:
            return self.parent.fields[self.parent.key]
        return self.fields[name]

    def label_of(self, name: str) -> str:
        """Return what a field is called on the pages: 説明, 単位 …."""
        labels = {field.name: field.verbose_name for field in self.model._meta.concrete_fields}
        return str(labels[name])

    def value(self, stored: Model, name: str) -> Value | None:
        """Return what the database holds, in the form in which the file would state it."""
        value = getattr(stored, name)
        if self.parent is not None and name == self.parent_link:
            value = getattr(value, self.parent.key)
        if isinstance(value, str):
            return value.replace("\r\n", "\n").strip()
        stated: Value | None = as_stated(value)
        return stated


def as_stated(value: Any) -> Any:
    """Return a model's value as the file states it: a fiscal year is a number there."""
    return value.year if isinstance(value, FiscalYear) else value


def guideline_tables() -> list[Table]:
    """Return every declared table, each after the one that it is nested in."""
    declared = {
        path: (config.get_model(model), key)
        for config in reversed(list(apps.get_app_configs()))
        for path, (model, key) in getattr(config, "guideline_tables", {}).items()
    }
    tables: dict[str, Table] = {}
    for path in sorted(declared, key=lambda path: path.count(".")):
        above = path.rpartition(".")[0]
        tables[path] = Table(path, *declared[path], parent=tables[above] if above else None)
    return list(tables.values())
