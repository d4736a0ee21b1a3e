"""Reading the yearly tests of accessibility from content/accessibility/.

A file named by a standard holds its criteria; a file named by a fiscal year, what the test of that
year has shown. Whatever is wrong with them is found here, and `manage.py check` says it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from msgspec import Struct, defstruct, field
from msgspec.structs import astuple

from documents.content_file import ContentFileError, read_toml, typed
from kikugawa_portal.accessibility.results import (
    AccessibilityTest,
    Criterion,
    Level,
    Outcome,
    Result,
    Statement,
)
from records.fiscal_year import GUIDELINE_YEARS, FiscalYear

FOLDER = settings.BASE_DIR / "content" / "accessibility"
TEST_FILES = "[0-9][0-9][0-9][0-9].toml"


class StandardFile(Struct, forbid_unknown_fields=True):
    """A file that holds a standard: its name, and each criterion under its number."""

    name: str
    criteria: dict[str, Any]


class CriterionEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """What a file says of one criterion of the standard."""

    name: str
    level: Level


class TestFile(Statement, frozen=True, kw_only=True):
    """A file that holds a year's test: its standard by file name, each result under its number."""

    standard: str
    results: dict[str, Any]


class ResultEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """What a file says of the test of one criterion."""

    result: Result
    note: str = ""


@cache
def published_tests() -> tuple[AccessibilityTest, ...]:
    """Return the tests that the portal ships, the newest first; read once a process."""
    return read_tests(FOLDER)


def read_tests(folder: Path) -> tuple[AccessibilityTest, ...]:
    """Return the tests in `folder`, the newest first: one at least.

    Raises ContentFileError for a file that is not TOML, a key that is missing, unknown or of
    the wrong kind, a criterion too few or too many, and a claim that says more than the results.
    """
    tests = [_read_test(path) for path in sorted(folder.glob(TEST_FILES), reverse=True)]
    if not tests:
        raise ContentFileError(
            _("%(folder)s に試験結果のファイル（2026.toml など）がありません。")
            % {"folder": folder.name}
        )
    return tuple(tests)


def _read_test(path: Path) -> AccessibilityTest:
    year = FiscalYear(int(path.stem))
    if year not in GUIDELINE_YEARS:
        raise ContentFileError(
            _("%(file)s：ファイルの名前は、2026 から 2033 までの年度にしてください。")
            % {"file": path.name}
        )
    file = typed(read_toml(path), TestFile, path.name)
    _refuse_repeated(file, path.name)
    standard, criteria = _read_standard(path.with_name(f"{file.standard}.toml"), file.level)
    test = AccessibilityTest(
        **{name: getattr(file, name) for name in Statement.__struct_fields__},
        year=year,
        standard=standard,
        outcomes=_read_outcomes(file.results, criteria, f"{path.name} results"),
    )
    _refuse_untrue(test, path.name)
    return test


def _read_standard(path: Path, level: Level) -> tuple[str, list[Criterion]]:
    """Return the name of the standard, and its criteria up to `level`."""
    file = typed(read_toml(path), StandardFile, path.name)
    entries = {
        number: typed(entry, CriterionEntry, f"{path.name} criteria {number}")
        for number, entry in file.criteria.items()
    }
    return file.name, [
        Criterion(number, entry.name, entry.level)
        for number, entry in entries.items()
        if entry.level in {Level.A, level}
    ]


def _read_outcomes(
    results: dict[str, Any], criteria: list[Criterion], place: str
) -> tuple[Outcome, ...]:
    """Return an outcome for each of `criteria`; each has its result, under its number."""
    results_type = defstruct(
        "Results",
        [
            (f"of_{position}", ResultEntry, field(name=criterion.number))
            for position, criterion in enumerate(criteria)
        ],
        forbid_unknown_fields=True,
    )
    entries: tuple[ResultEntry, ...] = astuple(typed(results, results_type, place))
    outcomes = tuple(
        Outcome(criterion, entry.result, entry.note.strip())
        for criterion, entry in zip(criteria, entries, strict=True)
    )
    for outcome in outcomes:
        if outcome.result is not Result.MET and not outcome.note:
            raise ContentFileError(
                _("%(place)s：注記（note）に理由を書いてください。")
                % {"place": f"{place} {outcome.criterion.number}"}
            )
    return outcomes


def _refuse_repeated(statement: Statement, file: str) -> None:
    """Refuse a list that names something twice."""
    for key in ("technologies", "methods", "plans", "pages"):
        texts = getattr(statement, key)
        if len(set(texts)) < len(texts):
            raise ContentFileError(
                _("%(place)s：%(key)s に同じものが二度あります。") % {"place": file, "key": key}
            )


def _refuse_untrue(test: AccessibilityTest, file: str) -> None:
    """Refuse a claim that says more than the results, and dates in the wrong order."""
    if test.flatters:
        raise ContentFileError(
            _("%(file)s：「%(claim)s」とは書けません。結果が足りない項目：%(numbers)s")
            % {
                "file": file,
                "claim": test.claim.label,
                "numbers": ", ".join(criterion.number for criterion in test.flatters),
            }
        )
    if not test.began_on <= test.ended_on <= test.stated_on:
        raise ContentFileError(
            _("%(file)s：began_on、ended_on、stated_on の順に、日付を並べてください。")
            % {"file": file}
        )
    if FiscalYear.containing(test.stated_on) != test.year:
        raise ContentFileError(
            _("%(file)s：stated_on の日付は、ファイルの名前の年度のうちにしてください。")
            % {"file": file}
        )
