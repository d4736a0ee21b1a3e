"""Puts the test database back after a test that has committed: to what migrations had made of it.

Django would empty every table and write the migrations' rows anew, which takes half a second on
SQLite, more than one on PostgreSQL, and is refused by append-only tables. Here SQLite gets its
pages back from a copy; on PostgreSQL only tables that hold something else than before are written.
"""

import sqlite3
from collections.abc import Callable

from django.apps import apps
from django.core.management.color import no_style
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.guards import guards_lifted
from tests.recording import rows, table


def remember(connection: BaseDatabaseWrapper) -> Callable[[], None]:
    """Keep what the database holds now; return what puts it back."""
    return (remember_pages if connection.vendor == "sqlite" else remember_rows)(connection)


def remember_pages(connection: BaseDatabaseWrapper) -> Callable[[], None]:
    """Keep all of an SQLite database: tables and guards as well as rows."""
    kept = sqlite3.connect(":memory:")
    connection.ensure_connection()
    connection.connection.backup(kept)

    def put_back() -> None:
        connection.ensure_connection()
        kept.backup(connection.connection)

    return put_back


def remember_rows(connection: BaseDatabaseWrapper) -> Callable[[], None]:
    """Keep the rows of all models. What numbers them begins anew after them."""
    kept = {model: rows(model) for model in apps.get_models(include_auto_created=True)}
    begin_anew = connection.ops.sequence_reset_sql(no_style(), list(kept))

    def put_back() -> None:
        changed = [model for model in kept if rows(model) != kept[model]]
        tables = {model._meta.db_table for model in changed}
        with guards_lifted(connection, tables), transaction.atomic():
            # Keys are checked at the end, so that the order of tables does not matter.
            with connection.cursor() as cursor:
                for name in tables:
                    cursor.execute(f'DELETE FROM "{name}"')  # noqa: S608
            for model in changed:
                names = [column.attname for column in model._meta.concrete_fields]
                table(model).bulk_create(
                    model.from_db(connection.alias, names, row) for row in kept[model].values()
                )
        with connection.cursor() as cursor:
            cursor.execute(" ".join(begin_anew))

    return put_back
