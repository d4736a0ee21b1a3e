"""How much of a year is done, by the states of its figures."""

import pytest

from indicators.ledger.completeness import completeness
from indicators.ledger.standings import EntryState, Standing
from indicators.models import Entry, Indicator
from tests.figures import FY2026, FY2027

DRAFT = Entry(status=Entry.Status.DRAFT, revision=2)
CONFIRMED = Entry(status=Entry.Status.CONFIRMED, revision=1)
STANDS = {
    EntryState.OWED: Standing(),
    EntryState.DRAFT: Standing(DRAFT),
    EntryState.CONFIRMED: Standing(CONFIRMED, CONFIRMED),
    EntryState.CORRECTING: Standing(DRAFT, CONFIRMED),
}
INDICATORS = {state: Indicator(pk=key, code=f"{key}-1") for key, state in enumerate(STANDS, 1)}


def found(*states: EntryState):
    """Return the completeness of a year with one figure in each of `states`."""
    return completeness(
        FY2026,
        [INDICATORS[state] for state in states],
        {(INDICATORS[state].pk, FY2026): STANDS[state] for state in states},
    )


def test_each_state_names_its_indicators():
    year = found(*STANDS)

    assert year.owed == (INDICATORS[EntryState.OWED],)
    assert year.unconfirmed == (INDICATORS[EntryState.DRAFT],)
    assert year.drafts == (INDICATORS[EntryState.DRAFT], INDICATORS[EntryState.CORRECTING])
    assert year.confirmed == (INDICATORS[EntryState.CONFIRMED],)


@pytest.mark.parametrize("state", STANDS)
def test_a_year_is_complete_where_all_is_confirmed_and_nothing_is_being_corrected(state):
    year = found(EntryState.CONFIRMED, state)

    assert year.is_complete is (state == EntryState.CONFIRMED)


def test_a_figure_of_another_year_counts_as_owed():
    indicator = INDICATORS[EntryState.CONFIRMED]
    stands = {(indicator.pk, FY2027): STANDS[EntryState.CONFIRMED]}

    assert completeness(FY2026, [indicator], stands).owed == (indicator,)
