"""What a run of the suite tells beside its result: what was passed over and why, and what it cost.

A plugin of pytest: `pytest -p tests.told --tell=FILE` writes it to FILE as JSON. `python -m tests`
asks both its runs and puts what they tell into its summary.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

NAMED = 5
"""Up to so many tests of one reason are named in the summary."""
DEAREST = 5
"""So many files are named there."""
BUDGET = 9 * 60
"""What both runs may take together, in seconds, on two processors."""


class Told(msgspec.Struct):
    """What one run tells."""

    seconds: dict[str, float] = {}
    """What each file of tests took, with all that was set up for it."""
    passed_over: dict[str, list[str]] = {}
    """The tests that were skipped, by the reason that they give."""
    left_out: int = 0
    """How many tests were not chosen for this run."""


class Teller:
    """Hears how a run goes, and writes it to `file` at its end."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.passed_over: defaultdict[str, list[str]] = defaultdict(list)
        self.left_out = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Hear of a test's setting up, its run or its taking down."""
        self.seconds[report.nodeid.partition("::")[0]] += report.duration
        if report.skipped and not hasattr(report, "wasxfail"):
            self.passed_over[reason(report)].append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Hear of a file that was passed over as a whole."""
        if report.skipped:
            self.passed_over[reason(report)].append(report.nodeid)

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        """Hear of tests that are not for this run."""
        self.left_out += len(items)

    def pytest_sessionfinish(self) -> None:
        """Write it all down."""
        told = Told(seconds=self.seconds, passed_over=self.passed_over, left_out=self.left_out)
        self.file.write_bytes(msgspec.json.encode(told))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare --tell."""
    parser.addoption("--tell", metavar="FILE", type=Path, help="write what was passed over to FILE")


def pytest_configure(config: pytest.Config) -> None:
    """Listen, where --tell asks for it."""
    if file := config.getoption("--tell"):
        config.pluginmanager.register(Teller(file))


def reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Return why a test or file was passed over, in its own words."""
    longrepr: Any = report.longrepr
    words: str = longrepr[2] if isinstance(longrepr, tuple) else str(longrepr)
    return words.removeprefix("Skipped: ")


def read(file: Path) -> Told:
    """Return what a run has told; nothing where it ended before it could."""
    written = file.read_bytes() if file.exists() else b""
    return msgspec.json.decode(written, type=Told) if written else Told()


def minutes(seconds: float) -> str:
    """Return a time as people say it: 7 min 3 s, 9 min, 41 s."""
    whole, rest = divmod(round(seconds), 60)
    return " ".join([f"{whole} min"] * (whole > 0) + [f"{rest} s"] * (rest > 0 or not whole))


def summary(runs: Mapping[str, Told], seconds: float) -> Iterator[str]:
    """Yield the lines of what the runs on each database tell, and what they took together."""
    for database, told in runs.items():
        yield from passed_over(database, told)
    yield from dearest(runs)
    yield f"All of it took {minutes(seconds)}; the budget is {minutes(BUDGET)} on two processors."
    if seconds > BUDGET:
        yield "!!! OVER THE BUDGET: CONTRIBUTING.md tells how to find what costs most."


def passed_over(database: str, told: Told) -> Iterator[str]:
    """Yield what one run passed over: how many for each reason, and which where they are few."""
    count = sum(len(tests) for tests in told.passed_over.values())
    left_out = f"; {told.left_out} left out, being for the other run" if told.left_out else ""
    yield f"Passed over on {database}: {count or 'nothing'}{left_out}"
    for why, tests in sorted(told.passed_over.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        yield f"  {len(tests):4} {why}"
        yield from (f"         {test}" for test in tests if len(tests) <= NAMED)


def dearest(runs: Mapping[str, Told]) -> Iterator[str]:
    """Yield the files that took longest on all databases together."""
    together: defaultdict[str, float] = defaultdict(float)
    for told in runs.values():
        for file, seconds in told.seconds.items():
            together[file] += seconds
    if together:
        yield f"The dearest of {len(together)} files, in seconds:"
    for file in sorted(together, key=together.__getitem__, reverse=True)[:DEAREST]:
        each = ", ".join(
            f"{database} {told.seconds[file]:.1f}"
            for database, told in runs.items()
            if file in told.seconds
        )
        yield f"  {together[file]:6.1f} {file} ({each})"
