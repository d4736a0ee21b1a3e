"""Reading the yearly tests of accessibility from content/accessibility/.

A file named by a standard holds its criteria; a file named by a fiscal year, what the test of that
year has shown. Whatever is wrong with them is found here, and `manage.py check` says it.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from kikugawa_portal.accessibility.content_file import ContentFileError, Part
from kikugawa_portal.accessibility.results import (
    AccessibilityTest,
    Claim,
    Criterion,
    Level,
    Outcome,
    Result,
)
from records.fiscal_year import GUIDELINE_YEARS, FiscalYear

FOLDER = settings.BASE_DIR / "content" / "accessibility"
TEST_FILES = "[0-9][0-9][0-9][0-9].toml"


@cache
def published_tests() -> tuple[AccessibilityTest, ...]:
    """Return the tests that the portal ships, the newest first; read once a process."""
    return read_tests(FOLDER)


def read_tests(folder: Path) -> tuple[AccessibilityTest, ...]:
    """Return the tests in `folder`, the newest first: one at least.

    Raises ContentFileError for a file that is not TOML, a key that is missing, unknown or of
    the wrong kind, a criterion too few or too many, and a claim that the results do not bear.
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
    part = Part.of_file(path)
    standard = Part.of_file(path.with_name(f"{part.take('standard', str)}.toml"))
    level = part.take_choice("level", Level)
    test = AccessibilityTest(
        year=year,
        stated_on=part.take("stated_on", dt.date),
        began_on=part.take("began_on", dt.date),
        ended_on=part.take("ended_on", dt.date),
        standard=standard.take("name", str),
        level=level,
        claim=part.take_choice("claim", Claim),
        claim_reason=part.take("claim_reason", str),
        subject=part.take("subject", str),
        technologies=part.take_texts("technologies"),
        technologies_note=part.take("technologies_note", str, ""),
        selection=part.take("selection", str),
        methods=part.take_texts("methods"),
        plans=part.take_texts("plans"),
        pages=part.take_texts("pages"),
        outcomes=_read_outcomes(part.take_part("results"), _read_criteria(standard, level)),
    )
    part.close()
    _refuse_untrue(test, path.name)
    return test


def _read_criteria(standard: Part, level: Level) -> list[Criterion]:
    """Return the criteria up to `level`."""
    part = standard.take_part("criteria")
    standard.close()
    criteria = []
    for number in list(part.content):
        entry = part.take_part(number)
        criterion = Criterion(number, entry.take("name", str), entry.take_choice("level", Level))
        entry.close()
        if criterion.level in {Level.A, level}:
            criteria.append(criterion)
    return criteria


def _read_outcomes(results: Part, criteria: list[Criterion]) -> tuple[Outcome, ...]:
    outcomes = []
    for criterion in criteria:
        entry = results.take_part(criterion.number)
        result = entry.take_choice("result", Result)
        outcomes.append(Outcome(criterion, result, entry.take("note", str, "").strip()))
        entry.close()
        if result is not Result.MET and not outcomes[-1].note:
            raise ContentFileError(
                _("%(place)s：注記（note）に理由を書いてください。") % {"place": entry.place}
            )
    results.close()
    return tuple(outcomes)


def _refuse_untrue(test: AccessibilityTest, file: str) -> None:
    """Refuse a claim that the results do not bear, and days that cannot follow each other."""
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
