"""How long an import takes, and whether it grows with anything but the number of figures.

    .venv/bin/python benchmarks/import_figures.py

Imports a workbook of 100, 1,000 and 10,000 indicators over the eight years (a prefecture has some
thousands) into an empty ledger, as `manage.py import_figures --all` does, then imports it once more
with every tenth figure changed. Each size gets a database of its own: SQLite in a temporary folder,
or beside the PostgreSQL database that DATABASE_URL names. Prints the seconds of each step, the
microseconds of the processor for a figure, and their ratio to the smallest size, which stays at or
below 1 where the cost is linear. Seconds of the processor stand beside those of the clock, because
on a busy machine only they say what the import itself costs. Exits with 1 if the largest import
takes a minute or more by the clock.
"""

from __future__ import annotations

import io
import os
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

SIZES = tuple(map(int, sys.argv[1:])) or (100, 1_000, 10_000)
LIMIT = 60.0
"""Seconds within which the largest import has to be done."""

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from openpyxl import Workbook  # noqa: E402

from directions.models import Direction  # noqa: E402
from indicators.importing.bulk import read_import  # noqa: E402
from indicators.models import Entry, Indicator  # noqa: E402
from records.fiscal_year import GUIDELINE_YEARS  # noqa: E402


def workbook(indicators: list[Indicator], shift: int) -> bytes:
    """Return a template of all years with a figure in every cell; `shift` changes each tenth."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("実績値")
    sheet.append(["指標ID", "指標名", "単位", *(year.long_label for year in GUIDELINE_YEARS)])
    for row, indicator in enumerate(indicators):
        values = [row + year.year + (shift if row % 10 == 0 else 0) for year in GUIDELINE_YEARS]
        sheet.append([indicator.code, indicator.name, indicator.unit, *values])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@dataclass(frozen=True)
class Seconds:
    """How long something took: by the clock, and of the processor."""

    clock: float
    processor: float

    def __add__(self, other: Seconds) -> Seconds:
        return Seconds(self.clock + other.clock, self.processor + other.processor)

    def __str__(self) -> str:
        return f"{self.clock:5.1f} s ({self.processor:4.1f} s of the processor)"


def timed(step: Callable[[], Any]) -> tuple[Seconds, Any]:
    """Return the seconds that `step` takes, and what it returns."""
    clock, processor = time.perf_counter(), time.process_time()
    result = step()
    return Seconds(time.perf_counter() - clock, time.process_time() - processor), result


def silent(sentence: str) -> None:
    """Hear of a step and say nothing."""


class Counter:
    """Counts queries, without keeping them."""

    count = 0

    def __call__(self, execute: Callable[..., object], *arguments: object) -> object:
        """Let the query through."""
        self.count += 1
        return execute(*arguments)


def measure(size: int) -> tuple[Seconds, Seconds, int]:
    """Import `size` indicators twice; return the seconds of both, and the queries of the first."""
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        call_command("load_guideline", verbosity=0)
        direction = Direction.objects.first()
        Indicator.objects.bulk_create(
            Indicator(direction=direction, code=f"x{n:05}", name=f"指標その{n}", unit="件")
            for n in range(size)
        )
        indicators = list(Indicator.objects.filter(code__startswith="x"))
        person = User.objects.create_user("bench")
        seconds: list[Seconds] = []
        queries = 0
        counter = Counter()
        for shift in (0, 1):
            data = workbook(indicators, shift)
            with connection.execute_wrapper(counter):
                read_in, found = timed(
                    partial(read_import, "bench.xlsx", data, years=GUIDELINE_YEARS, tell=silent)
                )
                saved_in, _saved = timed(partial(found.record, by=person, tell=silent))
            queries = queries or counter.count
            seconds.append(read_in + saved_in)
            print(
                f"  {['first', 'again'][shift]}: {len(data) / 1e6:4.1f} MB, read and compared in "
                f"{read_in}, recorded in {saved_in}"
            )
        expected = size * 8 + -(-size // 10) * 8
        if Entry.objects.count() != expected:
            raise SystemExit(f"{Entry.objects.count()} entries instead of {expected}")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    return seconds[0], seconds[1], queries


def main() -> int:
    """Measure each size; return the exit code."""
    settings.DEBUG = False  # with it, Django keeps every query
    print(f"Importing into {connection.vendor}, {os.cpu_count()} cores")
    base = 0.0
    slowest = 0.0
    for size in SIZES:
        print(f"{size:,} indicators x 8 years")
        first, again, queries = measure(size)
        per_figure = first.processor / (size * 8) * 1e6
        base = base or per_figure
        slowest = max(first.clock, again.clock)
        print(
            f"  {first}, {per_figure:.0f} µs a figure (ratio {per_figure / base:.2f}), "
            f"{queries:,} queries"
        )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"Peak memory {memory:.0f} MB; the largest took {slowest:.1f} s of {LIMIT:.0f} s")
    return int(slowest >= LIMIT)


if __name__ == "__main__":
    sys.exit(main())
