"""What looks odd about a figure: doubts that a person answers, and that never stop anybody.

Pure. A figure is judged against one other year (the nearest before it that has a number, the
baseline among them, else the nearest after it), against the final target, and by the unit that
was typed. Counts of this guideline are small, and small counts jump: under ten smallest steps
(10 件; 1.0 at one decimal) no change is far, whatever the ratio.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indicators.notation.formatting import format_number
from indicators.progress.plan import Plan, Trend
from records.fiscal_year import FiscalYear

NOTABLE_STEPS = 10
"""How many of its smallest steps a figure must change before the change is far."""

FAR = 2
"""A figure is far from another where the larger is at least so many times the smaller."""

SLIP = (Fraction(7, 10), Fraction(14, 10))
"""Last year's figure times ten, give or take this, is about ten times it; so for a hundred."""

NOTABLE_TURN = Fraction(1, 10)
"""The share of last year's figure by which a move against the aim is worth a word."""


class DoubtCode(TextChoices):
    """What can look odd, as the ledger stores it and as the history names it."""

    HUNDREDFOLD = "hundredfold", _("ほかの年度の約100倍")
    TENFOLD = "tenfold", _("ほかの年度の約10倍")
    TENTH = "tenth", _("ほかの年度の約10分の1")
    HUNDREDTH = "hundredth", _("ほかの年度の約100分の1")
    ZERO = "zero", _("ほかの年度は大きな値なのに0")
    FAR = "far", _("ほかの年度と大きく違う")
    FELL = "fell", _("増加を目指す指標なのに減少")
    ROSE = "rose", _("減少を目指す指標なのに増加")
    SAME = "same", _("前の年度と同じ値")
    BEYOND_TARGET = "beyond_target", _("最終の目標値をこえている")
    OTHER_UNIT = "other_unit", _("入力した単位が指標の単位と違う")


TYPED = (DoubtCode.OTHER_UNIT,)
"""What only the way of typing tells; the ledger cannot find it out again."""


@dataclass(frozen=True)
class Doubt:
    """One thing that looks odd: its code for the ledger, and a sentence with the numbers."""

    code: DoubtCode
    sentence: str


@dataclass(frozen=True)
class Background:
    """What a figure of the fiscal year `year` is judged against.

    `others` maps fiscal years, from 2019 on, to the numbers that the ledger has for them.
    """

    year: FiscalYear
    others: Mapping[FiscalYear, Decimal]
    plan: Plan
    unit: str
    decimal_places: int = 0


def doubts_about(
    value: Decimal | None, background: Background, *, other_unit: bool = False
) -> tuple[Doubt, ...]:
    """Return what looks odd about `value`; nothing where there is nothing to compare it with.

    `other_unit` tells that it was typed with a unit that is not the indicator's.
    """
    if value is None:
        return ()
    known = _known(background)
    words = _words(background, value, known)
    codes = _codes(value, background, known, other_unit=other_unit)
    return tuple(Doubt(code, str(_SENTENCES[code]) % words) for code in codes)


def typed_only(codes: Iterable[str]) -> list[str]:
    """Return those of `codes` that only the way of typing told."""
    return [code for code in codes if code in TYPED]


def union_of(*codes: Iterable[str]) -> list[str]:
    """Return all of `codes`, each once, in the order in which they come first."""
    return list(dict.fromkeys(str(code) for group in codes for code in group))


@dataclass(frozen=True)
class _Known:
    """The other year that a figure is compared with."""

    year: FiscalYear
    value: Decimal


def _known(background: Background) -> _Known | None:
    plan = background.plan
    numbers = dict(background.others)
    if plan.baseline is not None and plan.baseline_year is not None:
        numbers.setdefault(plan.baseline_year, plan.baseline)
    earlier = max((year for year in numbers if year < background.year), default=None)
    later = min((year for year in numbers if year > background.year), default=None)
    year = earlier if earlier is not None else later
    return None if year is None else _Known(year, numbers[year])


def _codes(
    value: Decimal, background: Background, known: _Known | None, *, other_unit: bool
) -> Iterator[DoubtCode]:
    if known is not None:
        step = Decimal(NOTABLE_STEPS).scaleb(-background.decimal_places)
        change = _change(value, known.value, step)
        if change is None and known.year < background.year:
            change = _turn(value, known.value, background.plan.trend)
        if change is not None:
            yield change
        if _is_repeated(value, background, known):
            yield DoubtCode.SAME
    if _is_beyond(value, background) and not (
        known and known.year < background.year and _is_beyond(known.value, background)
    ):
        yield DoubtCode.BEYOND_TARGET
    if other_unit:
        yield DoubtCode.OTHER_UNIT


def _change(value: Decimal, before: Decimal, notable: Decimal) -> DoubtCode | None:
    """Return how far `value` lies from `before`, None where that is nothing to ask about."""
    if abs(value - before) < notable:
        return None
    if value == 0:
        return DoubtCode.ZERO
    if before != 0:
        ratio = Fraction(value) / Fraction(before)
        low, high = SLIP
        for code, factor in _SLIPS.items():
            if low <= (ratio / factor if factor > 1 else factor / ratio) <= high:
                return code
    small, large = sorted((abs(value), abs(before)))
    return DoubtCode.FAR if value * before < 0 or large >= FAR * small else None


def _turn(value: Decimal, before: Decimal, trend: Trend | None) -> DoubtCode | None:
    """Return the move against the aim from `before` to `value`, None where there is none."""
    if abs(Fraction(value) - Fraction(before)) < abs(Fraction(before)) * NOTABLE_TURN:
        return None
    if trend == Trend.INCREASE and value < before:
        return DoubtCode.FELL
    return DoubtCode.ROSE if trend == Trend.DECREASE and value > before else None


def _is_repeated(value: Decimal, background: Background, known: _Known) -> bool:
    """Whether last year's number is given again; to maintain a level, or nothing, is no doubt."""
    return (
        value == known.value != 0
        and known.year == background.year.previous
        and background.plan.trend != Trend.MAINTAIN
    )


def _is_beyond(value: Decimal, background: Background) -> bool:
    plan = background.plan
    if plan.final_target is None or plan.is_inconsistent(background.year):
        return False
    return plan.is_reached_by(value) and value != plan.final_target


def _words(background: Background, value: Decimal, known: _Known | None) -> dict[str, str]:
    words = {"unit": background.unit, "value": format_number(value)}
    if known is not None:
        words |= {"year": known.year.label, "before": format_number(known.value)}
    plan = background.plan
    if plan.final_year is not None and plan.final_target is not None:
        words |= {
            "target_year": plan.final_year.label,
            "target": format_number(plan.final_target),
            "difference": format_number(abs(value - plan.final_target)),
        }
    return words


_SLIPS = {
    DoubtCode.HUNDREDFOLD: Fraction(100),
    DoubtCode.TENFOLD: Fraction(10),
    DoubtCode.TENTH: Fraction(1, 10),
    DoubtCode.HUNDREDTH: Fraction(1, 100),
}

_SENTENCES: dict[DoubtCode, Promise] = {
    DoubtCode.HUNDREDFOLD: _(
        "%(value)s%(unit)sは、%(year)sの%(before)s%(unit)sの約100倍です。けたを確かめてください。"
    ),
    DoubtCode.TENFOLD: _(
        "%(value)s%(unit)sは、%(year)sの%(before)s%(unit)sの約10倍です。けたを確かめてください。"
    ),
    DoubtCode.TENTH: _(
        "%(value)s%(unit)sは、%(year)sの%(before)s%(unit)sの約10分の1です。けたを確かめてください。"
    ),
    DoubtCode.HUNDREDTH: _(
        "%(value)s%(unit)sは、%(year)sの%(before)s%(unit)sの約100分の1です。けたを確かめてください。"
    ),
    DoubtCode.ZERO: _(
        "0%(unit)sですが、%(year)sは%(before)s%(unit)sです。"
        "まだ集計できていないときは「未集計」と入力してください。"
    ),
    DoubtCode.FAR: _(
        "%(value)s%(unit)sは、%(year)sの%(before)s%(unit)sと大きく違います。確かめてください。"
    ),
    DoubtCode.FELL: _(
        "増やすことを目指す指標ですが、%(year)sの%(before)s%(unit)sから%(value)s%(unit)sに減っています。"
    ),
    DoubtCode.ROSE: _(
        "減らすことを目指す指標ですが、%(year)sの%(before)s%(unit)sから%(value)s%(unit)sに増えています。"
    ),
    DoubtCode.SAME: _(
        "%(year)sと同じ%(value)s%(unit)sです。前の年度の値を写していないか、確かめてください。"
    ),
    DoubtCode.BEYOND_TARGET: _(
        "%(value)s%(unit)sは、%(target_year)sの目標（%(target)s%(unit)s）を、"
        "%(difference)s%(unit)sこえて達成した値です。確かめてください。"
    ),
    DoubtCode.OTHER_UNIT: _(
        "入力した単位が、この指標の単位「%(unit)s」と違います。数え方を確かめてください。"
    ),
}
