"""Every model is declared mutable or immutable, and the database holds to it."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from reports.models import Edition, EditionPdf

MUTABLE = {
    "actors.Actor",
    "directions.Direction",
    "directions.Initiative",
    "guideline.BookletPdf",
    "guideline.Chapter",
    "guideline.LoadedRecord",
    "indicators.EntryDeadline",
    "indicators.Indicator",
    "indicators.Posting",
    "indicators.Reminder",
    "indicators.Target",
    "principles.Principle",
    "reports.DraftPicture",
    "reports.Presence",
    "reports.Report",
    "reports.Section",
}
IMMUTABLE = {
    "indicators.Entry",
    "kikugawa_portal.SignInAttempt",
    "reports.Citation",
    "reports.Edition",
    "reports.EditionPdf",
    "reports.PublishedPicture",
    "reports.SavedDraft",
    "reports.Schedule",
    "reports.ScheduleOutcome",
}


def test_every_model_of_the_portal_is_declared():
    own = {
        model._meta.label
        for model in apps.get_models()
        if not model.__module__.startswith("django.")
    }

    assert own == MUTABLE | IMMUTABLE


@pytest.fixture
def records(sample_figures):
    """A record of every kind. No PDF is drawn for it: what it holds does not matter here."""
    edition = Edition.objects.get(number=1)
    EditionPdf.objects.create(
        edition=edition,
        data=b"%PDF",
        sha256="0" * 64,
        size=4,
        page_count=1,
        maker="",
        made_at=edition.published_at,
    )


@pytest.mark.parametrize("label", sorted(IMMUTABLE))
def test_the_database_refuses_to_change_or_delete_what_is_immutable(records, label):
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
def test_the_database_refuses_to_empty_or_replace_what_is_immutable(records, label):
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
