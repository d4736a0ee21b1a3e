"""Measures of a chart: round ticks from zero, room for text, numbers short enough for it. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from django.utils.translation import gettext_lazy as _

from indicators.notation.formatting import format_number, rounded

NARROW, HALF, FULL = Decimal("0.32"), Decimal("0.6"), Decimal(1)
"""The width of punctuation, of a digit and of a Japanese character in the portal's fonts, in em."""

_SIZES = ((Decimal(10_000), _("%(number)s万")), (Decimal(100_000_000), _("%(number)s億")))


@dataclass(frozen=True)
class Scale:
    """An axis of values that includes zero, divided at round numbers from low to high."""

    ticks: tuple[Decimal, ...]

    @classmethod
    def covering(cls, values: Iterable[Decimal], steps: int = 4) -> Scale:
        """Return a scale over zero and `values`, in about `steps` steps of 1, 2 or 5 times 10^n.

        Whole values get whole ticks.
        """
        values = [Decimal(0), *values]
        low, high = min(values), max(values)
        if low == high:
            high = Decimal(1)
        step = _round_up((high - low) / steps)
        if all(value == value.to_integral_value() for value in values):
            step = max(step, Decimal(1))
        first = (low / step).to_integral_value(ROUND_FLOOR)
        last = (high / step).to_integral_value(ROUND_CEILING)
        return cls(tuple(step * number for number in range(int(first), int(last) + 1)))

    def share(self, value: Decimal) -> Decimal:
        """Return where `value` lies, from 0 at the lowest tick to 1 at the highest."""
        low, high = self.ticks[0], self.ticks[-1]
        return (value - low) / (high - low)

    def labels(self) -> dict[Decimal, str]:
        """Return the ticks as people read them, in one unit: 5,000 and 10,000, or 5万 and 10万."""
        exact = {tick: format_number(tick) for tick in self.ticks}
        highest = max(abs(tick) for tick in self.ticks)
        if highest < 100_000:
            return exact
        size, message = next((s, m) for s, m in reversed(_SIZES) if highest >= s)
        return {
            tick: str(message) % {"number": format_number(tick / size)} if tick else "0"
            for tick in self.ticks
        }


def text_width(text: str) -> Decimal:
    """Return the width of `text` in em, estimated from above."""
    return sum(map(_width, text), Decimal(0))


def _width(char: str) -> Decimal:
    if char in ".,-":
        return NARROW
    return FULL if unicodedata.east_asian_width(char) in "WFA" else HALF


def short_number(value: Decimal, room: Decimal) -> str:
    """Return `value` as exactly as fits into `room` em: 1,234.5, then 1,235, then 1.2万.

    What is not zero never becomes 0, even if it takes more room.
    """
    texts = [format_number(value, places) for places in (4, 1, 0) if rounded(value, places)]
    for size, message in _SIZES:
        if abs(value) >= size:
            numbers = (format_number(value / size, places) for places in (1, 0))
            texts += [str(message) % {"number": number} for number in numbers]
    if not texts:
        return format_number(value)
    return next((t for t in texts if text_width(t) <= room), min(texts, key=text_width))


def _round_up(value: Decimal) -> Decimal:
    """Return the next number of the kind 1, 2 or 5 times a power of ten."""
    power = Decimal(1).scaleb(value.adjusted())
    return next(power * digit for digit in (1, 2, 5, 10) if power * digit >= value)
