"""Lifts the guards of append-only tables, so that the test database can forget, and for that alone.

What is guarded is read from the database, so that there is no second list of tables.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper


def guarded_tables(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the tables that have triggers of their own."""
    if connection.vendor == "postgresql":
        query = (
            "SELECT DISTINCT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE NOT tgisinternal AND tgenabled <> 'D'"
        )
    else:
        query = "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {table for (table,) in cursor.fetchall()}


@contextmanager
def guards_lifted(
    connection: BaseDatabaseWrapper, tables: AbstractSet[str] | None = None
) -> Iterator[None]:
    """Take the triggers of `tables`, else of all, away inside the block; set them again after."""
    lift, guard = [], []
    guarded = guarded_tables(connection)
    chosen = guarded if tables is None else guarded & tables
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in chosen:
                lift.append(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
                guard.append(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
        else:
            cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
            for name, table, sql in cursor.fetchall():
                if table in chosen:
                    lift.append(f'DROP TRIGGER "{name}"')
                    guard.append(sql)
        for statement in lift:
            cursor.execute(statement)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for statement in guard:
                cursor.execute(statement)


def end_other_sessions(connection: BaseDatabaseWrapper) -> None:
    """Let nobody else hold the database, or PostgreSQL does not drop it after the last test.

    The browser's tests run beside an event loop, where Django opens a session of its own; the
    server's threads have theirs. `connection` begins anew, as nobody has looked after it meanwhile.
    """
    connection.close()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
