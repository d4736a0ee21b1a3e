"""The contracts between packages and rooms refuse what CONTRIBUTING says that they refuse.

Each case adds one import, or one room, to the graph of imports, and names the contract that must
break. Nothing else may: so a contract that holds nothing any more fails here.
"""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import grimp
import pytest
from grimp import ImportGraph
from importlinter.adapters.user_options import TomlFileUserOptionReader
from importlinter.configuration import configure
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.independence import IndependenceContract
from importlinter.contracts.layers import LayersContract
from importlinter.domain.contract import Contract

PROJECT = Path(__file__).parent.parent
configure()
OPTIONS = TomlFileUserOptionReader().read_options(str(PROJECT / "pyproject.toml"))
KINDS: dict[str, Callable[..., Contract]] = {
    "forbidden": ForbiddenContract,
    "independence": IndependenceContract,
    "layers": LayersContract,
}

FLOORS = "Floors: a package imports only from the floors below it"
INDICATORS = "Rooms of indicators"
REPORTS = "Rooms of reports"
INSIDE = "Inside a room: views > forms, filters > actions > queries"
PURE = "What is pure asks no database"
PUBLIC = "Public pages write nothing"
TAGS = "Only templates import template tags"

BREAKING_IMPORTS = [
    ("reports.models.report", "kikugawa_portal.settings", {FLOORS}),
    ("indicators.models.entry", "reports.models.report", {FLOORS}),
    ("directions.models", "indicators.models.indicator", {FLOORS}),
    ("actors.models", "principles.models", {FLOORS}),
    ("documents.prose", "guideline.models", {FLOORS}),
    ("dads.forms", "records.refusals", {FLOORS}),
    ("indicators.sheet.views", "indicators.office.board", {INDICATORS}),
    ("indicators.ledger.life", "indicators.sheet.year_sheet", {INDICATORS}),
    ("indicators.models.entry", "indicators.ledger.actions", {INDICATORS, PUBLIC}),
    ("indicators.open_data.tables", "indicators.charts.chart", {INDICATORS}),
    ("reports.editions.actions", "reports.writing.forms", {REPORTS}),
    ("reports.differences.editions", "reports.schedules.actions", {REPORTS, PUBLIC}),
    ("reports.models.report", "reports.drafts.texts", {REPORTS}),
    ("indicators.office.actions", "indicators.office.views", {INSIDE}),
    ("reports.drafts.queries", "reports.drafts.actions", {INSIDE, PUBLIC}),
    ("kikugawa_portal.handover.actions", "kikugawa_portal.handover.forms", {INSIDE}),
    ("indicators.progress.plan", "directions.models", {PURE}),
    ("records.fiscal_year", "directions.models", {FLOORS, PURE}),
    ("indicators.public.views", "indicators.ledger.actions", {PUBLIC}),
    ("reports.editions.views", "reports.editions.actions", {PUBLIC}),
    ("reports.differences.views", "reports.drafts.actions", {PUBLIC}),
    ("reports.editions.pdf", "documents.templatetags.prose", {TAGS}),
    ("kikugawa_portal.handover.forms", "indicators.templatetags.people", {TAGS}),
]
"""Importer, what it must not import, and the contracts that say so."""


def broken(change: Callable[[ImportGraph], None], graph: ImportGraph) -> set[str]:
    """Return the names of the contracts that do not hold after `change`."""
    found = set()
    for options in OPTIONS.contracts_options:
        contract = KINDS[options["type"]](options["name"], OPTIONS.session_options, options)
        changed = deepcopy(graph)
        change(changed)
        if not contract.check(changed, verbose=False).kept:
            found.add(contract.name)
    return found


@pytest.fixture(scope="module")
def graph():
    """Every import of the portal, as the linter reads it."""
    return grimp.build_graph(*OPTIONS.session_options["root_packages"], cache_dir=None)


def test_every_contract_holds_as_long_as_nobody_breaks_it(graph):
    assert broken(lambda graph: None, graph) == set()


@pytest.mark.parametrize(("importer", "imported", "contracts"), BREAKING_IMPORTS)
def test_an_import_that_the_floors_or_rooms_forbid_is_refused(graph, importer, imported, contracts):
    assert {importer, imported} <= graph.modules

    def add(changed: ImportGraph) -> None:
        changed.add_import(
            importer=importer, imported=imported, line_number=1, line_contents="import"
        )

    assert broken(add, graph) == contracts


@pytest.mark.parametrize(("room", "contract"), [("indicators", INDICATORS), ("reports", REPORTS)])
def test_a_room_without_a_place_in_the_order_is_refused(graph, room, contract):
    assert broken(lambda changed: changed.add_module(f"{room}.attic"), graph) == {contract}


def test_every_contract_is_broken_by_one_of_these_imports():
    assert set().union(*(contracts for *_, contracts in BREAKING_IMPORTS)) == {
        contract["name"] for contract in OPTIONS.contracts_options
    }
