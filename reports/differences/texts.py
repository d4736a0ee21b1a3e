"""What was inserted into a text and deleted from it, in pieces that people can read. Pure.

A text is compared sentence by sentence, and a sentence that changed word by word. Japanese has no
blanks between words, so a word is a run of one script. What two versions of a sentence share by
chance is not shown as kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import TypeAlias

SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[」』）)]*\n*|\n+)|[^。！？!?\n]+")
WORD = re.compile(
    r"[\u4e00-\u9fff\u3005\u3006\u30f6]+|[\u3040-\u309f]+|[\u30a0-\u30ff]+"
    r"|[A-Za-z0-9０-９.,]+|\n|.",
    re.DOTALL,
)
LEAST_ALIKE = 0.4
"""Two versions of a passage that share less than this are one deletion and one insertion."""

LEAST_KEPT = 2
"""A kept piece with fewer characters, between two changes, is taken as changed."""

STEPS = 20_000_000
"""How much work a page of differences may take: about a second. After that, differences are
coarser, so that no pair of texts keeps a server busy."""

AROUND = 60
"""How many kept characters an excerpt shows beside a change."""


class PieceKind(StrEnum):
    """What became of a piece of text. OMITTED is kept and not shown, because it is long."""

    KEPT = "kept"
    OMITTED = "omitted"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True)
class Piece:
    """A run of characters, and what became of it."""

    kind: PieceKind
    text: str


@dataclass
class Effort:
    """How much work is left for comparing. It depends on the texts alone, never on a clock."""

    steps: int = STEPS

    def affords(self, old: Sequence[str], new: Sequence[str]) -> bool:
        """Return whether there is work left to compare the two, and subtract it if so.

        difflib looks for the longest common run at most once for each element of the shorter
        sequence. Each time it goes through all elements and all their equal pairs.
        """
        seen = Counter(new)
        pairs = sum(count * seen[element] for element, count in Counter(old).items())
        cost = (min(len(old), len(new)) + 1) * (len(old) + len(new) + pairs)
        if cost > self.steps:
            return False
        self.steps -= cost
        return True


def text_difference(old: str, new: str, effort: Effort | None = None) -> tuple[Piece, ...]:
    """Return the pieces that lead from `old` to `new`.

    Kept and deleted pieces together are `old`, kept and inserted ones are `new`. Neighbouring
    pieces differ in kind. In a change the deleted piece comes first. Two empty texts give no piece.
    """
    effort = effort or Effort()
    pieces: list[Piece] = []
    for passage in _runs(SENTENCE.findall(old), SENTENCE.findall(new), effort):
        pieces += _inside(passage, effort)
    return _in_order(_without_coincidences(_in_order(pieces)))


def excerpt(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return `pieces` with the kept text that is far from every change marked as omitted."""
    last = len(pieces) - 1
    shown: list[Piece] = []
    for number, piece in enumerate(pieces):
        before = AROUND if number > 0 else 0
        after = AROUND if number < last else 0
        if piece.kind is not PieceKind.KEPT or len(piece.text) <= 2 * (before + after):
            shown.append(piece)
            continue
        end = len(piece.text) - after
        shown += [
            Piece(PieceKind.KEPT, piece.text[:before]),
            Piece(PieceKind.OMITTED, piece.text[before:end]),
            Piece(PieceKind.KEPT, piece.text[end:]),
        ]
    return tuple(piece for piece in shown if piece.text)


Run: TypeAlias = tuple[str, str]
"""A passage of the old text, and what stands for it in the new one."""


def _runs(old: list[str], new: list[str], effort: Effort) -> Iterator[Run]:
    """Yield the runs that lead from `old` to `new`; one run where comparing takes too long."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    kept_head, kept_tail = "".join(old[:head]), "".join(old[len(old) - tail :])
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    yield kept_head, kept_head
    if old and new and effort.affords(old, new):
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        for _tag, i, j, k, m in matcher.get_opcodes():
            yield "".join(old[i:j]), "".join(new[k:m])
    else:
        yield "".join(old), "".join(new)
    yield kept_tail, kept_tail


def _common(old: list[str], new: list[str]) -> int:
    """Return how many elements at the beginning are the same."""
    pairs = zip(old, new, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))


def _inside(passage: Run, effort: Effort) -> list[Piece]:
    """Return the pieces of a passage word by word, or as a whole where its versions differ much."""
    old, new = passage
    if not (old and new) or old == new:
        return _pieces_of([passage])
    runs = list(_runs(WORD.findall(old), WORD.findall(new), effort))
    shared = sum(len(before) for before, after in runs if before == after)
    return _pieces_of(runs if 2 * shared >= LEAST_ALIKE * (len(old) + len(new)) else [passage])


def _pieces_of(runs: Iterable[Run]) -> list[Piece]:
    pieces: list[Piece] = []
    for before, after in runs:
        if before == after:
            pieces.append(Piece(PieceKind.KEPT, before))
        else:
            pieces += [Piece(PieceKind.DELETED, before), Piece(PieceKind.INSERTED, after)]
    return pieces


def _without_coincidences(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Turn short kept pieces between changes into changes. Line ends stay."""
    for number, piece in enumerate(pieces):
        is_between = 0 < number < len(pieces) - 1
        is_short = len(piece.text) < LEAST_KEPT and "\n" not in piece.text
        if piece.kind is PieceKind.KEPT and is_between and is_short:
            yield Piece(PieceKind.DELETED, piece.text)
            yield Piece(PieceKind.INSERTED, piece.text)
        else:
            yield piece


def _in_order(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Join neighbours of one kind, and put what a change deletes before what it inserts."""
    ordered = []
    for is_kept, run in groupby(pieces, lambda piece: piece.kind is PieceKind.KEPT):
        members = list(run)
        for kind in [PieceKind.KEPT] if is_kept else [PieceKind.DELETED, PieceKind.INSERTED]:
            text = "".join(piece.text for piece in members if piece.kind is kind)
            if text:
                ordered.append(Piece(kind, text))
    return tuple(ordered)
