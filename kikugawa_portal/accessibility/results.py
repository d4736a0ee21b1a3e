"""What the yearly test of accessibility has shown, in the form that JIS X 8341-3 asks for.

Its files in content/accessibility/ are read by `accessibility.files`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Annotated

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from msgspec import Meta, Struct

from records.fiscal_year import FiscalYear


class Level(TextChoices):
    """A level of conformance. To meet AA is to meet the criteria of A and of AA."""

    A = "A", "A"
    AA = "AA", "AA"


class Claim(TextChoices):
    """How far the portal says it meets the standard: the three words that WAIC allows for that."""

    CONFORMS = "conforms", _("準拠")
    PARTLY = "partly", _("一部準拠")
    CONSIDERED = "considered", _("配慮")


class Result(TextChoices):
    """What the test has shown of a criterion."""

    MET = "met", _("適合")
    NOT_MET = "not_met", _("不適合")
    UNCHECKED = "unchecked", _("未確認")
    NOT_APPLICABLE = "not_applicable", _("適用なし")


UNTRUE_BESIDE = {
    Claim.CONFORMS: {Result.NOT_MET, Result.UNCHECKED},
    Claim.PARTLY: {Result.UNCHECKED},
    Claim.CONSIDERED: set(),
}
"""The results with which a claim would say too much."""


Texts = Annotated[tuple[str, ...], Meta(min_length=1)]
"""One text or more."""


@dataclass(frozen=True)
class Criterion:
    """A criterion of the standard, by number and name."""

    number: str
    name: str
    level: Level


@dataclass(frozen=True)
class Outcome:
    """What the test has shown of one criterion; the note says why, or on what grounds."""

    criterion: Criterion
    result: Result
    note: str

    @property
    def applies(self) -> bool:
        """Whether the portal has anything that the criterion is about."""
        return self.result is not Result.NOT_APPLICABLE

    @property
    def verdict(self) -> Result:
        """The result as the standard counts it: what does not apply is met."""
        return self.result if self.applies else Result.MET


class Statement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the portal states of a year's test, in the keys of its file."""

    stated_on: dt.date
    began_on: dt.date
    ended_on: dt.date
    level: Level
    claim: Claim
    claim_reason: str
    subject: str
    technologies: Texts
    technologies_note: str = ""
    selection: str
    methods: Texts
    plans: Texts
    pages: Texts


class AccessibilityTest(Statement, frozen=True, kw_only=True):
    """A year's test as published: never changed afterwards, the next year has its own.

    `standard` is the name of the standard, `outcomes` has one for each of its criteria.
    """

    year: FiscalYear
    standard: str
    outcomes: tuple[Outcome, ...]

    @property
    def counts(self) -> list[tuple[Result, int]]:
        """How many criteria are met, not met, unchecked: all that occur, in this order."""
        counted = Counter(outcome.verdict for outcome in self.outcomes)
        return [(result, counted[result]) for result in Result if counted[result]]

    @property
    def flatters(self) -> list[Criterion]:
        """The criteria for whose results the claim says too much."""
        untrue = UNTRUE_BESIDE[self.claim]
        return [outcome.criterion for outcome in self.outcomes if outcome.result in untrue]
