"""The key of a chart: its samples and words, laid out in lines above the plot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.charts.parts import ROW, SIZE, Box, Place
from indicators.charts.scales import text_width
from indicators.charts.words import KeyEntry, Mark
from indicators.notation.absence import Absence

SAMPLE = 22
"""The width of a sample."""

GAP = 6
"""The width between a sample and its word."""

WORDS_APART = 14


@dataclass(frozen=True)
class ChartKey:
    """Entries, each with the place at which its line of text begins."""

    places: tuple[tuple[KeyEntry, Place], ...]

    @classmethod
    def of(cls, entries: Sequence[KeyEntry], width: int) -> ChartKey:
        """Lay `entries` out in as many lines as the width needs."""
        places = []
        x, base = Decimal(0), Decimal(SIZE)
        for entry in entries:
            length = SAMPLE + GAP + text_width(entry.text) * SIZE
            if x > 0 and x + length > width:
                x, base = Decimal(0), base + ROW
            places.append((entry, (x, base)))
            x += length + WORDS_APART
        return cls(tuple(places))

    @property
    def bottom(self) -> Decimal:
        """The lower edge."""
        _entry, (_x, base) = self.places[-1]
        return base - SIZE + ROW

    def texts(self) -> Iterator[tuple[Place, str]]:
        """Yield the words, and the samples that are characters."""
        for entry, (x, base) in self.places:
            yield (x + SAMPLE + GAP, base), entry.text
            if entry.mark in (Mark.NOT_APPLICABLE, Mark.PENDING):
                yield (x + 4, base), Absence[entry.mark.name].mark

    def bars(self, mark: Mark) -> list[Box]:
        """Return the sample of a kind of bars, none where the key has no such entry."""
        return [Box(x + 4, base - 12, Decimal(14), Decimal(13)) for x, base in self._of(mark)]

    def lines(self, mark: Mark) -> list[list[Place]]:
        """Return the sample of a kind of line."""
        return [[(x + 3, base - 5), (x + 19, base - 5)] for x, base in self._of(mark)]

    def centers(self, mark: Mark) -> list[Place]:
        """Return the middle of the sample of a mark."""
        return [(x + SAMPLE // 2, base - 5) for x, base in self._of(mark)]

    def _of(self, mark: Mark) -> list[Place]:
        return [place for entry, place in self.places if entry.mark is mark]


NO_KEY = ChartKey(())
