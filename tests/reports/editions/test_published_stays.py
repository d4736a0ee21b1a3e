"""What is published stays: the database refuses to change, delete or replace it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from reports.models import Citation, Edition
from tests.figures import confirmed
from tests.reports.making import published

pytestmark = pytest.mark.usefixtures("guideline")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reports_edition SET change_note = 'x'",
        "UPDATE reports_edition SET content = '{}'",
        "DELETE FROM reports_edition",
        "UPDATE reports_citation SET entry_id = entry_id",
        "DELETE FROM reports_citation",
    ],
)
def test_the_database_refuses_to_change_or_delete_what_is_published(
    statement, city_staff, center_staff
):
    confirmed("1-1", 10, city_staff)
    published(center_staff)
    before = list(Edition.objects.values()), list(Citation.objects.values())

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)

    assert (list(Edition.objects.values()), list(Citation.objects.values())) == before


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", ["reports_edition", "reports_citation", "reports_saveddraft"])
def test_the_database_refuses_to_truncate_what_is_published(table, center_staff):
    published(center_staff)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {table} CASCADE")

    assert Edition.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite knows REPLACE")
def test_the_database_refuses_to_replace_an_edition(center_staff):
    published(center_staff)
    columns = "report_id, number, published_at, published_by_id, change_note, content"

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(
            f"REPLACE INTO reports_edition ({columns}, sha256)"  # noqa: S608
            f" SELECT {columns}, '{'0' * 64}' FROM reports_edition"
        )


def test_the_database_refuses_a_second_edition_without_a_note(center_staff):
    first = published(center_staff)
    fields = {"published_at": first.published_at, "published_by": center_staff, "content": {}}

    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(report=first.report, number=2, sha256="2" * 64, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(
            report=first.report, number=1, sha256="1" * 64, change_note="また第1版", **fields
        )


def test_evidence_cannot_be_deleted(city_staff, center_staff):
    confirmed("1-1", 10, city_staff)
    edition = published(center_staff)

    for evidence in (edition.report, center_staff):
        with pytest.raises(ProtectedError):
            evidence.delete()
