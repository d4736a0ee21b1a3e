"""How the five directions stand, for the home page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from directions.models import Direction
from indicators.models import Indicator
from indicators.public.overview import Member, newest_point


@dataclass(frozen=True)
class DirectionState:
    """A direction, and how its indicators stand: each in the last year that is published of it."""

    direction: Direction
    members: tuple[Member, ...]


def direction_states(
    directions: Iterable[Direction], indicators: Sequence[Indicator]
) -> list[DirectionState]:
    """Return the directions with the state of their indicators, which come `with_progress()`."""
    return [
        DirectionState(
            direction,
            tuple(
                Member(indicator, newest_point(indicator))
                for indicator in indicators
                if indicator.direction_id == direction.pk
            ),
        )
        for direction in directions
    ]
