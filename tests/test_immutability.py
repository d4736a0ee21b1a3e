"""Every model is declared mutable or immutable, and the database holds to it."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

MUTABLE = {
    "actors.Actor",
    "directions.Direction",
    "directions.Initiative",
    "guideline.Chapter",
    "guideline.LoadedRecord",
    "indicators.EntryDeadline",
    "indicators.Indicator",
    "indicators.Posting",
    "indicators.Reminder",
    "indicators.Target",
    "principles.Principle",
    "reports.Report",
    "reports.Section",
}
IMMUTABLE = {
    "indicators.Entry",
    "kikugawa_portal.SignInAttempt",
    "reports.Citation",
    "reports.Edition",
    "reports.SavedDraft",
}


def test_every_model_of_the_portal_is_declared():
    own = {
        model._meta.label
        for model in apps.get_models()
        if not model.__module__.startswith("django.")
    }

    assert own == MUTABLE | IMMUTABLE


@pytest.mark.parametrize("label", sorted(IMMUTABLE))
def test_the_database_refuses_to_change_or_delete_what_is_immutable(sample_figures, label):
    model = apps.get_model(label)
    before = list(model.objects.order_by("pk").values())
    assert before != []

    for statement in ("UPDATE {} SET id = id", "UPDATE {} SET id = id + 100000", "DELETE FROM {}"):
        with (
            pytest.raises(IntegrityError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(model._meta.db_table))

    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("label", sorted(IMMUTABLE))
def test_the_database_refuses_to_empty_or_replace_what_is_immutable(sample_figures, label):
    table = apps.get_model(label)._meta.db_table
    statement = (
        f"TRUNCATE {table} CASCADE"
        if connection.vendor == "postgresql"
        else f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"  # noqa: S608
    )

    connection.check_constraints()  # PostgreSQL truncates nothing while a foreign key waits

    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
