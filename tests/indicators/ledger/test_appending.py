"""Revisions are inserted all or none, and what the database refuses is told for what it is."""

import pytest
from django.db import IntegrityError

from indicators.ledger.appending import append, successor_of
from indicators.ledger.new_figures import RefusedFigures, StaleFigures
from indicators.models import Entry
from tests.figures import FY2027, draft, standing

pytestmark = pytest.mark.usefixtures("guideline")


def next_of(entry: Entry, **changes) -> Entry:
    """Return the revision after `entry`, unsaved, with some of its columns changed."""
    made = successor_of(entry, Entry.Status.DRAFT, by=entry.entered_by, at=None)
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def test_of_several_revisions_those_that_were_taken_are_named_with_what_was_seen(
    city_staff, second_city_staff
):
    first, other = draft("1-1", 10, city_staff), draft("1-2", 5, city_staff, FY2027)
    free = draft("2-1", 7, city_staff)
    mine = [next_of(first), next_of(free), next_of(other)]
    theirs = draft("1-1", 20, second_city_staff), draft("1-2", 6, second_city_staff, FY2027)

    with pytest.raises(StaleFigures) as stale:
        append(mine)

    assert [(c.standing.latest, c.seen.latest) for c in stale.value.conflicts] == [
        (theirs[0], first),
        (theirs[1], other),
    ]
    assert standing("2-1").latest == free


def test_what_the_database_refuses_for_another_reason_is_raised(city_staff):
    entry = draft("1-1", 10, city_staff)

    with pytest.raises(IntegrityError):
        append([next_of(entry, absence="pending")])
    assert standing("1-1").latest == entry


def test_a_text_that_does_not_fit_is_refused_by_its_figure(city_staff):
    entry, other = draft("1-1", 10, city_staff), draft("1-2", 3, city_staff)

    with pytest.raises(RefusedFigures) as refused:
        append([next_of(entry, note="あ" * 1001), next_of(other)])

    assert list(refused.value.by_code) == ["1-1"]
    assert standing("1-2").latest == other
