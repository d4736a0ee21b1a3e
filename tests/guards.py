"""Lets the test database forget: append-only guards are lifted for a flush, and for that alone.

Flushing after a transactional test deletes every row, which the guards of append-only tables
refuse. What is guarded is read from the database, so that there is no second list of tables.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
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
def guards_lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Take every trigger away inside the block, and set it again after it."""
    lift, guard = [], []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in guarded_tables(connection):
                lift.append(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
                guard.append(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            for name, sql in cursor.fetchall():
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


def flush(connection: BaseDatabaseWrapper, migrated: str) -> None:
    """Empty the database, then write again what migrations had written: roles, permissions.

    `migrated` is what `connection.creation.serialize_db_to_string()` gave before the first test.
    """
    with guards_lifted(connection):
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
    connection.creation.deserialize_db_from_string(migrated)


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
