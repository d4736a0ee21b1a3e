"""Tables that only grow: the database itself refuses UPDATE, DELETE and TRUNCATE.

`MakeAppendOnly` is a migration operation for PostgreSQL and SQLite alike. On both, the refused
statement raises `django.db.IntegrityError`. On SQLite a rebuilt table loses its triggers, so a
migration that alters a guarded table ends with another `MakeAppendOnly`. tests/test_immutability.py
fails where that was forgotten.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION portal_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$
"""


def guard_statements(vendor: str, table: str, unique: Sequence[Sequence[str]]) -> list[str]:
    """Return the SQL that guards `table`.

    `unique` lists the column groups on which SQLite's REPLACE could silently delete a row.
    """
    if vendor == "postgresql":
        return [
            POSTGRESQL_FUNCTION,
            (
                f"CREATE TRIGGER {table}_keep_rows BEFORE UPDATE OR DELETE ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION portal_append_only()"
            ),
            (
                f"CREATE TRIGGER {table}_keep_table BEFORE TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION portal_append_only()"
            ),
        ]
    refused = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    taken = " OR ".join(
        "(" + " AND ".join(f"{column} = NEW.{column}" for column in columns) + ")"
        for columns in [["id"], *unique]
    )
    return [
        f"CREATE TRIGGER {table}_keep_on_update BEFORE UPDATE ON {table} {refused}",
        f"CREATE TRIGGER {table}_keep_on_delete BEFORE DELETE ON {table} {refused}",
        (
            f"CREATE TRIGGER {table}_keep_on_replace BEFORE INSERT ON {table}"  # noqa: S608
            f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {taken}) {refused}"
        ),
    ]


def lift_statements(vendor: str, table: str) -> list[str]:
    """Return the SQL that removes the guard of `table`, if there is one."""
    if vendor == "postgresql":
        return [
            f"DROP TRIGGER IF EXISTS {table}_keep_{what} ON {table}" for what in ("rows", "table")
        ]
    return [
        f"DROP TRIGGER IF EXISTS {table}_keep_on_{what}" for what in ("update", "delete", "replace")
    ]


class MakeAppendOnly(Operation):
    """Guard the table of a model: `MakeAppendOnly("Entry", unique=[["indicator_id", ...]])`."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, model: str, unique: Sequence[Sequence[str]] = ()) -> None:
        self.model = model
        self.unique = unique

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing: triggers are not part of Django's model state."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Set the guard, in place of one that is there already."""
        vendor, table = schema_editor.connection.vendor, self._table(app_label, to_state)
        for statement in lift_statements(vendor, table) + guard_statements(
            vendor, table, self.unique
        ):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Lift the guard."""
        vendor, table = schema_editor.connection.vendor, self._table(app_label, from_state)
        for statement in lift_statements(vendor, table):
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        """Describe the operation for `migrate --plan`."""
        return f"Let the database refuse UPDATE and DELETE on {self.model}"

    def _table(self, app_label: str, state: ProjectState) -> str:
        return str(state.apps.get_model(app_label, self.model)._meta.db_table)
