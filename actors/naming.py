"""Finds where a text of the guideline names a kind of actor. No query.

Nothing is added to what the guideline says: a sentence counts only if one of the words is in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

OWN_WORDS = {
    "community-groups": ("地域活動団体", "自治会", "コミュニティ協議会"),
    "government": ("行政", "市は"),
    "potential": ("潜在的な担い手", "交流人口", "関係人口", "スタートアップ"),
}
"""The words that name an actor, where its name alone is not all. Apart from 「市は」 (the city is a
local government), each stands in the guideline's own description of the actor."""

COLLECTIVE_WORDS = ("多様な主体", "担い手", "誰も")
"""The words by which the guideline means all of them together."""

OTHER_NAMES = ("市民協働センター",)
"""Names of something else, in which an actor's name is only a part."""

SENTENCE = re.compile(r"[^。\n]+。?")
MARKUP = re.compile(r"^\s*-\s+|\*\*", flags=re.MULTILINE)


@dataclass(frozen=True)
class SentencePart:
    """A piece of a sentence: a word that names the actor, or what stands between such words."""

    text: str
    is_name: bool


Passage = tuple[SentencePart, ...]
"""A sentence that names the actor, cut into parts."""


def words_for(slug: str, name: str) -> tuple[str, ...]:
    """Return the words that stand for the actor in the guideline's text."""
    return OWN_WORDS.get(slug, (name,))


def passages(text: str, words: Sequence[str]) -> tuple[Passage, ...]:
    """Return the sentences of `text` in which one of `words` stands, marks of layout left out."""
    found = (
        _passage(sentence.strip(), words) for sentence in SENTENCE.findall(MARKUP.sub("", text))
    )
    return tuple(passage for passage in found if any(part.is_name for part in passage))


def _passage(sentence: str, words: Sequence[str]) -> Passage:
    """Cut `sentence` at `words`, passing over the names of something else."""
    known = sorted([*words, *OTHER_NAMES], key=len, reverse=True)
    pieces = re.split(f"({'|'.join(map(re.escape, known))})", sentence)
    return tuple(SentencePart(piece, piece in words) for piece in pieces if piece)
