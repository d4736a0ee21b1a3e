"""Two people changed one figure: what each has, beside what both began with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indicators.ledger.new_figures import typed
from indicators.ledger.standings import Standing
from indicators.models import Entry
from indicators.notation.formatting import format_number
from indicators.sheet.forms import FigureForm

PARTS: dict[str, Promise] = {
    "value": _("実績値"),
    "note": _("備考"),
    "reason": _("訂正の理由"),
    "assurance": _("このまま正しい理由"),
}


@dataclass(frozen=True)
class ComparedPart:
    """One part of a figure in three versions, as texts; marks tell which differ from the base."""

    name: str
    label: Promise
    mine: str
    theirs: str
    base: str

    @property
    def is_mine_new(self) -> bool:
        """Whether the person changed it."""
        return self.mine != self.base

    @property
    def is_theirs_new(self) -> bool:
        """Whether the other person changed it."""
        return self.theirs != self.base


@dataclass(frozen=True)
class Comparison:
    """A figure as the loser typed it, as the other person saved it, and as both first saw it."""

    parts: tuple[ComparedPart, ...]
    other: User
    saved_at: dt.datetime
    is_taken_back: bool

    @classmethod
    def of(cls, form: FigureForm, now: Standing, seen: Standing) -> Comparison | None:
        """Return the versions of a form as sent; None where nobody has saved anything."""
        if now.latest is None:
            return None
        mine, base = _sent(form), _of(seen.current)
        theirs = _of(now.current) | ({"reason": now.current.reason} if now.current else {})
        return cls(
            parts=tuple(
                ComparedPart(name, label, mine[name], theirs[name], base[name])
                for name, label in PARTS.items()
                if name == "value" or mine[name] or theirs[name] or base[name]
            ),
            other=now.latest.entered_by,
            saved_at=now.latest.entered_at,
            is_taken_back=now.latest.is_withdrawn,
        )


def _of(entry: Entry | None) -> dict[str, str]:
    """Return the parts of an entry as a person would type them."""
    if entry is None:
        return dict.fromkeys(PARTS, "")
    return {
        "value": typed(entry),
        "note": entry.note,
        "reason": entry.reason if entry.is_draft else "",
        "assurance": entry.assurance if entry.is_draft else "",
    }


def _sent(form: FigureForm) -> dict[str, str]:
    """Return the parts as they were typed; a number that can be read, as it is written here."""
    sent = {name: str(form.data.get(form.add_prefix(name), "")).strip() for name in PARTS}
    form.is_valid()
    reading = form.cleaned_data.get("value")
    if reading is not None and reading.value is not None:
        sent["value"] = format_number(reading.value)
    return sent
