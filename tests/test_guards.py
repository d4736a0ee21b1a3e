"""The stage itself: after a transactional test nothing is left, and nothing is missing."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import IntegrityError, connection
from django.test import TransactionTestCase

from records.append_only import guard_statements
from tests.guards import guarded_tables, guards_lifted


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def roles() -> dict[str, list[str]]:
    """Return the permissions of each role."""
    return {
        group.name: sorted(group.permissions.values_list("codename", flat=True))
        for group in Group.objects.all()
    }


@pytest.mark.django_db(transaction=True)
def test_guards_and_roles_stay_and_people_are_forgotten():
    guarded, rights = guarded_tables(connection), roles()
    assert "indicators_entry" in guarded
    assert set(rights) == {"city_staff", "center_staff"}
    User.objects.create_user("somebody")

    TransactionTestCase()._fixture_teardown()  # type: ignore[attr-defined]

    assert User.objects.count() == 0
    assert guarded_tables(connection) == guarded
    assert roles() == rights
    assert User.objects.create_user("somebody else").pk == 1


@pytest.mark.django_db(transaction=True)
def test_what_a_test_did_to_rows_of_migrations_is_undone():
    rights = roles()
    Group.objects.get(name="city_staff").delete()
    Group.objects.filter(name="center_staff").update(name="renamed")

    TransactionTestCase()._fixture_teardown()  # type: ignore[attr-defined]

    assert roles() == rights


@pytest.fixture
def kept_table(transactional_db):
    """A guarded table with one row."""
    execute("CREATE TABLE kept (id integer PRIMARY KEY)", "INSERT INTO kept VALUES (1)")
    execute(*guard_statements(connection.vendor, "kept", []))
    yield "kept"
    execute("DROP TABLE kept")


def test_guards_stand_again_after_they_were_lifted(kept_table):
    with guards_lifted(connection):
        execute(f"UPDATE {kept_table} SET id = 2")  # noqa: S608

    with pytest.raises(IntegrityError):
        execute(f"DELETE FROM {kept_table}")  # noqa: S608


def test_guards_stand_again_when_the_lifting_block_fails(kept_table):
    with pytest.raises(ZeroDivisionError), guards_lifted(connection):
        raise ZeroDivisionError

    with pytest.raises(IntegrityError):
        execute(f"DELETE FROM {kept_table}")  # noqa: S608
