"""Where the guideline names a kind of actor: in its chapters and in its directions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actors.naming import Passage, passages
from directions.models import Direction, Initiative
from guideline.models import Chapter
from indicators.models import Indicator


@dataclass(frozen=True)
class ChapterMention:
    """A prose chapter that names the actor, with the sentences that do."""

    chapter: Chapter
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class DirectionMention:
    """A direction that names the actor: in its title or text, an initiative or an indicator.

    `passages` come from the text; the title is the direction's own.
    """

    direction: Direction
    is_in_title: bool
    passages: tuple[Passage, ...]
    initiatives: tuple[tuple[Initiative, Passage], ...]
    indicators: tuple[tuple[Indicator, Passage], ...]


def in_chapters(words: Sequence[str], chapters: Iterable[Chapter]) -> list[ChapterMention]:
    """Return the chapters among `chapters` that say one of `words`."""
    found = [ChapterMention(chapter, passages(chapter.body, words)) for chapter in chapters]
    return [mention for mention in found if mention.passages]


def in_directions(words: Sequence[str], directions: Iterable[Direction]) -> list[DirectionMention]:
    """Return the directions among `directions` that say one of `words`.

    Wants `initiatives` and `indicators` prefetched.
    """
    found = [_in_direction(words, direction) for direction in directions]
    return [
        mention
        for mention in found
        if mention.is_in_title or mention.passages or mention.initiatives or mention.indicators
    ]


def _in_direction(words: Sequence[str], direction: Direction) -> DirectionMention:
    indicators: Iterable[Indicator] = direction.indicators.all()
    return DirectionMention(
        direction,
        bool(passages(direction.title, words)),
        passages(direction.description, words),
        tuple(
            (initiative, passage)
            for initiative in direction.initiatives.all()
            for passage in passages(initiative.text, words)
        ),
        tuple(
            (indicator, passage)
            for indicator in indicators
            for passage in passages(indicator.name, words)
        ),
    )
