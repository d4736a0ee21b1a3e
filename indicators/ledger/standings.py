"""Where figures stand inside the city hall: owed, draft, confirmed, corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.models import Entry, EntryQuerySet
from records.fiscal_year import FiscalYear


class EntryState(models.TextChoices):
    """The state of one figure, as staff speak of it."""

    OWED = "owed", _("未入力")
    DRAFT = "draft", _("下書き")
    CONFIRMED = "confirmed", _("確定")
    CORRECTING = "correcting", _("訂正の下書きあり")


@dataclass(frozen=True)
class Standing:
    """One figure: its newest revision, and the one that residents see."""

    latest: Entry | None = None
    confirmed: Entry | None = None

    @classmethod
    def of(cls, life: Sequence[Entry]) -> Standing:
        """Return the standing after the revisions in `life`, in their order."""
        confirmed = [entry for entry in life if entry.is_confirmed]
        return cls(life[-1] if life else None, confirmed[-1] if confirmed else None)

    @property
    def revision(self) -> int:
        """The newest revision, 0 for none."""
        return self.latest.revision if self.latest else 0

    @property
    def draft(self) -> Entry | None:
        """The open draft, if there is one."""
        return self.latest if self.latest is not None and self.latest.is_draft else None

    @property
    def current(self) -> Entry | None:
        """What counts for staff: the open draft, else the confirmed figure."""
        return self.draft or self.confirmed

    @property
    def state(self) -> EntryState:
        """The state in one word."""
        if self.draft is not None:
            return EntryState.DRAFT if self.confirmed is None else EntryState.CORRECTING
        return EntryState.OWED if self.confirmed is None else EntryState.CONFIRMED


NOTHING = Standing()


def standings(entries: EntryQuerySet) -> dict[tuple[int, FiscalYear], Standing]:
    """Return where each figure among `entries` stands, by indicator key and year: two queries."""
    entries = entries.select_related("entered_by", "indicator")
    confirmed = {(e.indicator_id, e.fiscal_year): e for e in entries.latest_confirmed()}
    return {
        key: Standing(entry, confirmed.get(key))
        for entry in entries.latest()
        for key in [(entry.indicator_id, entry.fiscal_year)]
    }
