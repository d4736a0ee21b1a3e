"""What the PDF of a report of ten pages costs: `make bench`, or `python -m benchmarks.pdf`.

A database of its own, with the sample and texts of the length that a city writes, is made and
thrown away. Each run is a new process, as at the first publication after a restart: it begins
with loading WeasyPrint. Time is that of the clock and of the processor; only the latter says
something on a busy machine. The budget is 5 s and 300 MB.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).parent.parent
RUNS = 5
SECONDS, MEGABYTES = 5.0, 300.0

PREPARE = """
import django; django.setup()
from io import StringIO
from django.contrib.auth.models import User
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("load_guideline", verbosity=0)
call_command("load_sample_figures", stdout=StringIO())
from reports.drafts.actions import save_report
from reports.drafts.texts import Texts
from reports.editions.actions import publish_edition
from records.fiscal_year import FiscalYear
text = "市民協働センターで交流会を開き、団体どうしのつながりが生まれました。参加した人からは、" \\
    "ほかの団体の工夫を知ることができたという声がありました。"
part = "\\n\\n".join(["### できたこと", text * 4, "### 次の年度に向けて", "- " + text, "- " + text])
by = User.objects.get(username="center")
report = save_report(year=FiscalYear(2027), texts=Texts.of(dict.fromkeys(range(1, 6), part),
    introduction=text * 6, voices=text * 2, closing=text * 3), by=by, seen_version=0)
publish_edition(report=report, by=by, seen_version=report.version)
"""
DRAW = """
import resource, time
import django; django.setup()
from reports.models import Edition
edition = Edition.objects.select_related("report").order_by("report__fiscal_year").last()
clock, processor = time.perf_counter(), time.process_time()
from reports.editions.pdf import draw_edition
pdf = draw_edition(edition)
print(pdf.page_count, len(pdf.data), time.perf_counter() - clock, time.process_time() - processor,
      resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def run(program: str, database: str) -> str:
    """Run a program in a new process, on the database of this benchmark; return what it prints."""
    environment = {
        **os.environ,
        "ENV_FILE": os.devnull,
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "kikugawa_portal.settings",
        "PDF_AT_PUBLICATION": "false",
    }
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout


def main() -> None:
    """Measure, and print the medians with their share of the budget."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        database = f"sqlite:///{folder}/bench.sqlite3"
        run(PREPARE, database)
        rounds = [[float(figure) for figure in run(DRAW, database).split()] for _ in range(RUNS)]
    pages, size, clock, processor, memory = (
        statistics.median(column) for column in zip(*rounds, strict=True)
    )
    print(f"PDF of {pages:.0f} pages, {size / 1000:.0f} kB; medians of {RUNS} new processes")
    print(f"  clock      {clock:6.2f} s   {clock / SECONDS:6.1%} of {SECONDS:.0f} s")
    print(f"  processor  {processor:6.2f} s   {processor / SECONDS:6.1%} of {SECONDS:.0f} s")
    print(f"  memory     {memory:6.0f} MB  {memory / MEGABYTES:6.1%} of {MEGABYTES:.0f} MB")


if __name__ == "__main__":
    main()
