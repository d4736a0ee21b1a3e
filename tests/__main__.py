"""Run the suite on SQLite and on a real PostgreSQL: `python -m tests [for pytest ...]`.

The run on PostgreSQL leaves out the tests that meet no database: the one on SQLite has them all.
Both run at the same time; what the one on PostgreSQL prints follows when the other has finished.
A summary closes: how each went, what it passed over and why, what took longest. What the suite
needs besides Python is installed where that is allowed. Exits with 0 when both runs passed.
PORTAL_TESTS_WITHOUT_POSTGRESQL=1 lets a machine pass that can have no PostgreSQL.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, NamedTuple

from tests import debian, postgresql, told
from tests.told import Told

WITHOUT_POSTGRESQL = "PORTAL_TESTS_WITHOUT_POSTGRESQL"


running: list[subprocess.Popen[bytes]] = []
"""What to end when the whole is told to end."""


class Outcome(NamedTuple):
    """How the suite went on one database."""

    passed: bool
    words: str
    told: Told | None = None
    """What the run tells of itself, None where there was none."""


def run_pytest(
    database: str, url: str | None, arguments: list[str], output: IO[bytes] | None = None
) -> Outcome:
    """Run pytest on the database at `url`, None for SQLite, printing to `output` if given."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if url:
        environment["DATABASE_URL"] = url
        environment["PORTAL_TESTS_THAT_MEET_THE_DATABASE"] = "1"
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="portal-tests-") as folder:
        file = Path(folder) / "told.json"
        process = subprocess.Popen(
            [sys.executable, "-m", "pytest", "-p", "tests.told", f"--tell={file}", *arguments],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
        )
        running.append(process)
        code = process.wait()
        words = "passed" if code == 0 else f"FAILED, pytest exited with {code}"
        taken = told.minutes(time.monotonic() - started)
        return Outcome(code == 0, f"{words}, {taken}", told.read(file))


def run_on_postgresql(arguments: list[str], output: IO[bytes] | None = None) -> Outcome:
    """Run the suite on PostgreSQL, or say loudly why not."""
    try:
        with postgresql.server(os.environ.get("DATABASE_URL")) as url:
            return run_pytest("PostgreSQL", url, arguments, output)
    except postgresql.Unavailable as trouble:
        print(f"\n!!! The suite did not run on PostgreSQL. {trouble}", file=sys.stderr)
        if os.environ.get(WITHOUT_POSTGRESQL) == "1":
            return Outcome(True, f"NOT RUN, which {WITHOUT_POSTGRESQL}=1 allows")
        return Outcome(False, f"NOT RUN; {WITHOUT_POSTGRESQL}=1 would let the tests pass")


def run_both(arguments: list[str]) -> dict[str, Outcome]:
    """Run the suite on both databases side by side; return how it went on each.

    On Ctrl-C each pytest, which hears it too, tidies up first; then KeyboardInterrupt is raised.
    """
    interruptions: list[int] = []
    usual = signal.signal(signal.SIGINT, lambda number, _: interruptions.append(number))
    try:
        with tempfile.TemporaryFile() as printed, ThreadPoolExecutor() as beside:
            other = beside.submit(run_on_postgresql, arguments, printed)
            try:
                print("\n=== The suite on SQLite ===\n", flush=True)
                outcomes = {"SQLite": run_pytest("SQLite", None, arguments)}
                print("\n=== The suite on PostgreSQL ===\n", flush=True)
                outcomes["PostgreSQL"] = other.result()
            except BaseException:
                for process in running:
                    process.terminate()
                raise
            printed.seek(0)
            sys.stdout.write(printed.read().decode(errors="replace"))
    finally:
        signal.signal(signal.SIGINT, usual)
    if interruptions:
        raise KeyboardInterrupt
    return outcomes


def main(arguments: list[str]) -> int:
    """Run both; return the exit code."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    debian.install_browser()
    debian.install_pdf_engine()
    debian.install_office()
    started = time.monotonic()
    outcomes = run_both(arguments)
    taken = time.monotonic() - started
    print("\n=== Summary of the tests ===")
    for database, outcome in outcomes.items():
        print(f"{database}: {outcome.words}")
    runs = {name: outcome.told for name, outcome in outcomes.items() if outcome.told}
    print(*told.summary(runs, taken), sep="\n")
    return 0 if all(outcome.passed for outcome in outcomes.values()) else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
