"""How many queries the pages of the figures take: always the same, whatever there is to show."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.ledger.actions import confirm_entries, record_entries
from indicators.ledger.new_figures import NewFigure
from indicators.models import Indicator
from records.fiscal_year import GUIDELINE_YEARS
from tests.figures import corrected, draft
from tests.indicators.plans import plan

BANNER = 1
"""Whether figures are samples is asked by the frame of every page."""

INDICATORS = 3
"""Indicators with their direction, targets, confirmed entries."""

DIRECTIONS = 1
"""The choices of the filter."""

QUERIES = {
    "/progress/": BANNER + INDICATORS,
    "/progress/2026/": BANNER + INDICATORS,
    "/progress/2033/": BANNER + INDICATORS,
    "/corrections/": BANNER + INDICATORS,
    "/indicators/": BANNER + INDICATORS + DIRECTIONS,
    "/indicators/?q=講座": BANNER + INDICATORS + DIRECTIONS,
    "/indicators/?direction=1": BANNER + INDICATORS + DIRECTIONS + 1,  # is there a direction 1?
    "/indicators/?state=published": BANNER + 2 * INDICATORS + DIRECTIONS,  # judged, then listed
    "/indicators/1-1/": BANNER + INDICATORS + 1,  # neighbours
}


@pytest.fixture
def ten_indicators(guideline):
    """The guideline's own."""


@pytest.fixture
def thirty_indicators(guideline):
    """Three of each of the guideline's indicators."""
    for indicator in Indicator.objects.all():
        for copy in "ab":
            indicator.pk, indicator.code = None, f"{indicator.code}{copy}"
            indicator.save()


def fill(by) -> None:
    """Enter all there can be of every indicator: a plan, eight years, a correction, a draft."""
    indicators = Indicator.objects.all()
    for indicator in indicators:
        plan(indicator.code, "increase", {2027: 12, 2033: 24}, baseline=8)
    for year in GUIDELINE_YEARS:
        figures = [NewFigure(indicator, Decimal(10)) for indicator in indicators]
        confirm_entries(drafts=record_entries(year=year, figures=figures, by=by), by=by)
    for indicator in indicators:
        corrected(indicator.code, 11, by, "数え直し")
        draft(indicator.code, 12, by, reason="もう一度")


def taken(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("number", ["ten", "thirty"])
def test_every_page_takes_its_number_of_queries(client, city_staff, request, number):
    request.getfixturevalue(f"{number}_indicators")
    fill(city_staff)

    assert {address: taken(client, address) for address in QUERIES} == QUERIES


def test_page_without_figures_asks_besides_until_when_they_are_due(client, guideline):
    due_day = {"/progress/", "/progress/2026/", "/progress/2033/", "/indicators/1-1/"}
    expected = {a: n + (a in due_day) for a, n in QUERIES.items() if "state" not in a}

    assert {a: taken(client, a) for a in expected} == expected
    assert taken(client, "/indicators/?state=published") <= QUERIES["/indicators/?state=published"]
