"""What a command has written once, written again without it, which takes a tenth of the time.

Every test has a database of its own that forgets, so the same text is loaded thousands of times. A
`Recording` runs its command for the first of them, keeps the rows that came of it, and gives later
tests those rows. It only does so where the database holds what it held then; anywhere else, the
command runs again. The commands' own tests call the commands.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model, QuerySet

Rows = dict[object, tuple[Any, ...]]
"""Rows by primary key, a value a column."""


@dataclass(frozen=True)
class Change:
    """What a command made of one table."""

    model: type[Model]
    before: Rows
    after: Rows

    def fits(self) -> bool:
        """Return whether the table now holds what it held before the command."""
        return rows(self.model) == self.before

    def make(self) -> None:
        """Write what the command wrote."""
        names = [column.attname for column in self.model._meta.concrete_fields]
        found = {key: row for key, row in self.after.items() if self.before.get(key) != row}
        for key in found.keys() & self.before.keys():
            values = dict(zip(names, found[key], strict=True))
            table(self.model).filter(pk=key).update(**values)
        table(self.model).bulk_create(
            self.model.from_db(connection.alias, names, row)
            for key, row in found.items()
            if key not in self.before
        )


@dataclass
class Recording:
    """A command, and what it wrote when it last ran."""

    command: Callable[[], object]
    changes: list[Change] = field(default_factory=list)
    made_for: object = None

    def play(self, made_for: object = None) -> None:
        """Leave the database as the command would; `made_for` is what else it depends on."""
        if not (
            self.changes
            and self.made_for == made_for
            and all(change.fits() for change in self.changes)
        ):
            self._record(made_for)
            return
        with transaction.atomic():  # Rows may refer to rows of tables that come later.
            for change in self.changes:
                change.make()
        for statement in connection.ops.sequence_reset_sql(
            no_style(), [change.model for change in self.changes]
        ):
            with connection.cursor() as cursor:
                cursor.execute(statement)

    def _record(self, made_for: object) -> None:
        models = apps.get_models(include_auto_created=True)
        before = {model: rows(model) for model in models}
        self.command()
        after = {model: rows(model) for model in models}
        if any(before[model].keys() - after[model].keys() for model in models):
            raise ValueError("a command that deletes cannot be recorded")
        self.changes = [
            Change(model, before[model], after[model])
            for model in models
            if before[model] != after[model]
        ]
        self.made_for = made_for


def table(model: type[Model]) -> QuerySet[Model]:
    """Return all rows of a model, whatever its managers leave out or forbid."""
    return QuerySet(model)


def rows(model: type[Model]) -> Rows:
    """Return what the table of a model holds."""
    names = [column.attname for column in model._meta.concrete_fields]
    key = names.index(model._meta.pk.attname)
    return {row[key]: row for row in table(model).values_list(*names)}
