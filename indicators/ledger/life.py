"""The life of one figure: its revisions, and what each of them changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.models import Entry


@dataclass(frozen=True)
class Revision:
    """One revision, beside the figure that counted for staff before it (None for none)."""

    entry: Entry
    before: Entry | None

    @property
    def changes_figure(self) -> bool:
        """Whether it gives another figure than the one that counted before."""
        return self.before is not None and not self.entry.says_the_same_as(self.before)

    @property
    def is_correction(self) -> bool:
        """Whether residents saw another figure before this one."""
        return self.changes_figure and self.entry.is_confirmed


def revisions(life: Sequence[Entry]) -> list[Revision]:
    """Return the revisions newest first, from the whole life of a figure, oldest first.

    A draft is compared with what counted when it was typed; a confirmed figure with the one that
    residents saw before.
    """
    found = []
    current: Entry | None = None
    confirmed: Entry | None = None
    for entry in life:
        if entry.is_withdrawn:
            found.append(Revision(entry, None))
            current = confirmed
            continue
        found.append(Revision(entry, confirmed if entry.is_confirmed else current))
        current = entry
        if entry.is_confirmed:
            confirmed = entry
    return found[::-1]
