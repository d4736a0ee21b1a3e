"""The ledger as the database keeps it: nothing changes, nothing goes, nothing impossible comes."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from indicators.models import Entry, Indicator
from tests.figures import FY2026, FY2027, confirmed, corrected, draft, moment, withdrawn

pytestmark = pytest.mark.usefixtures("guideline")


def run(statement: str, *params) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE indicators_entry SET value = 99",
        "UPDATE indicators_entry SET status = 'confirmed'",
        "DELETE FROM indicators_entry",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry(statement, city_staff):
    draft("1-1", 12, city_staff)
    before = list(Entry.objects.values())

    with pytest.raises(IntegrityError, match="append-only"):
        run(statement)

    assert list(Entry.objects.values()) == before


def test_the_database_refuses_to_replace_an_entry(city_staff):
    entry = draft("1-1", 12, city_staff)
    columns = "id, indicator_id, fiscal_year, revision, value, absence, status, note, reason, "
    columns += "entered_by_id, entered_at, source, file_name, file_sha256, doubts, assurance"
    selected = columns.replace("value", "99")
    if connection.vendor == "sqlite":
        replace = f"REPLACE INTO indicators_entry ({columns}) SELECT {selected}"
        replace += " FROM indicators_entry"
    else:
        replace = f"INSERT INTO indicators_entry ({columns}) SELECT {selected}"
        replace += " FROM indicators_entry ON CONFLICT (id) DO UPDATE SET value = 99"

    with pytest.raises(IntegrityError, match="append-only"):
        run(replace)

    assert Entry.objects.get().value == entry.value


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_the_database_refuses_to_truncate_the_ledger(city_staff):
    draft("1-1", 12, city_staff)

    with pytest.raises(IntegrityError, match="append-only"):
        run("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE indicators_entry CASCADE")

    assert Entry.objects.count() == 1


def test_the_orm_cannot_change_or_delete_an_entry_either(city_staff):
    entry = draft("1-1", 12, city_staff)
    entry.value = 99

    for change in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry._base_manager.update(value=99),
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()

    assert Entry.objects.get().value == 12


def test_an_indicator_or_a_person_with_entries_cannot_be_deleted(city_staff):
    draft("1-1", 12, city_staff)

    with pytest.raises(ProtectedError):
        Indicator.objects.get(code="1-1").delete()
    with pytest.raises(ProtectedError):
        city_staff.delete()


@pytest.mark.parametrize(
    ("field", "wrong", "constraint"),
    [
        ("revision", 1, "entry_revision_once"),
        ("revision", 0, "entry_revision_from_one"),
        ("value", None, "entry_value_xor_absence"),
        ("absence", "pending", "entry_value_xor_absence"),
        ("absence", "unheard_of", "entry_value_xor_absence"),
        ("status", "final", "entry_status_known"),
        ("fiscal_year", 2025, "entry_in_period"),
        ("fiscal_year", 2034, "entry_in_period"),
    ],
)
def test_the_database_refuses_an_impossible_entry(field, wrong, constraint, city_staff):
    entry = draft("1-1", 12, city_staff)
    entry.pk, entry._state.adding, entry.revision = None, True, 2
    setattr(entry, field, wrong)
    # SQLite names no constraint where the guard against REPLACE sees the taken revision first.
    expected = constraint if connection.vendor == "postgresql" else f"{constraint}|append-only"

    with pytest.raises(IntegrityError, match=expected), transaction.atomic():
        entry.save(force_insert=True)

    assert Entry.objects.count() == 1


def test_latest_and_latest_confirmed_tell_drafts_from_what_residents_see(city_staff):
    first = confirmed("1-1", 12, city_staff)
    over = draft("1-1", 13, city_staff, reason="数え直し")
    other_year = draft("1-1", 14, city_staff, FY2027)

    assert list(Entry.objects.for_year(FY2026).latest()) == [over]
    assert list(Entry.objects.latest_confirmed()) == [first]
    assert list(Entry.objects.open_drafts().order_by("fiscal_year")) == [over, other_year]
    assert [e.revision for e in Entry.objects.history(first.indicator_id, FY2026)] == [1, 2, 3]


def test_a_withdrawn_draft_is_no_open_draft(city_staff):
    draft("1-1", 12, city_staff)
    withdrawn("1-1", city_staff)

    assert list(Entry.objects.open_drafts()) == []
    assert list(Entry.objects.latest_confirmed()) == []


def test_a_series_shows_the_corrected_figure_with_the_old_one(city_staff):
    confirmed("1-1", 12, city_staff, at=moment(2027, 5, 10))
    corrected("1-1", 14, city_staff, "二重に数えていたため", at=moment(2027, 6, 1))
    draft("1-1", 99, city_staff, reason="まだ見せない")

    indicator = Indicator.objects.with_progress(moment(2027, 7, 1).date()).get(code="1-1")
    shown = indicator.series.point(FY2026).figure

    assert shown.value == 14
    assert shown.is_final is False
    assert [(c.old_value, c.new_value, c.reason, c.corrected_at) for c in shown.corrections] == [
        (12, 14, "二重に数えていたため", moment(2027, 6, 1))
    ]


def test_with_progress_takes_three_queries_for_all_indicators(
    city_staff, django_assert_num_queries
):
    confirmed("1-1", 12, city_staff)
    confirmed("2-1", 0, city_staff)

    with django_assert_num_queries(3):
        indicators = list(Indicator.objects.with_progress(moment(2027, 7, 1).date()))
        values = [indicator.series.point(FY2026).value for indicator in indicators]

    assert values == [12, None, 0, *[None] * 7]
