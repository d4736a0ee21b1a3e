"""Run every check that reads the code rather than running it: `python -m tests.check`.

All of them run, whatever the first ones say; a summary closes. Exits with 0 when all passed.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests import debian, vnu

PROJECT = Path(__file__).parent.parent
PRODUCTION = (
    ("DEBUG", "false"),
    ("SECRET_KEY", "only-for-this-check-8Zq2vN5xKc7RtW1pLmYb4HsJd9GfUe3A"),
    ("ALLOWED_HOSTS", "portal.city.example.jp"),
    ("DATABASE_URL", "postgres://portal:password@127.0.0.1:5432/portal"),
)


class Step(NamedTuple):
    """A check: its name, the Python program that makes it, the variables it runs under."""

    name: str
    program: tuple[str, ...]
    variables: tuple[tuple[str, str], ...] = ()


STEPS = (
    Step("Python: lint", ("-m", "ruff", "check", ".")),
    Step("Python: format", ("-m", "ruff", "format", "--check", ".")),
    Step("Python: types", ("-m", "mypy")),
    Step(
        "Python: floors and modules",
        ("-c", "from importlinter.cli import lint_imports_command as lint; lint()"),
    ),
    Step("Templates: lint", ("-m", "djlint", "--lint", "templates", "dads/templates")),
    Step("Migrations: complete", ("manage.py", "makemigrations", "--check", "--dry-run")),
    Step(
        "Settings: production",
        ("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        PRODUCTION,
    ),
    Step("Translations: complete", ("-m", "tests.translations")),
    Step("Pages: valid HTML", ("-m", "pytest", "-q", "tests/validate_html.py")),
)


def run(step: Step, folder: str) -> str:
    """Run a step, deaf to .env and the caller's database; return how it went, in words."""
    print(f"\n=== {step.name} ===", flush=True)
    if "tests/validate_html.py" in step.program and (reason := vnu.why_not()):
        print(f"!!! NOT CHECKED: {reason}.", flush=True)
        return f"NOT CHECKED: {reason}"
    started = time.monotonic()
    hermetic = {"ENV_FILE": os.devnull, "DATABASE_URL": f"sqlite:///{folder}/check.sqlite3"}
    done = subprocess.run(
        [sys.executable, *step.program],
        cwd=PROJECT,
        env={**os.environ, **hermetic, **dict(step.variables)},
        check=False,
    )
    return f"{'passed' if done.returncode == 0 else 'FAILED'}, {time.monotonic() - started:.1f} s"


def main() -> int:
    """Run all steps; return the exit code."""
    debian.install_pdf_engine()  # Pages tell whether PDFs can be drawn here.
    with tempfile.TemporaryDirectory(prefix="portal-check-") as folder:
        results = {step.name: run(step, folder) for step in STEPS}
    print("\n=== Summary of the checks ===")
    for name, result in results.items():
        print(f"{name}: {result}")
    return 1 if any(result.startswith("FAILED") for result in results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
