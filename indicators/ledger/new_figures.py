"""Figures as people want them, on their way into the ledger, and why one may be sent back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.ledger.standings import NOTHING, Standing
from indicators.models import Entry, Indicator
from indicators.notation.formatting import format_number
from records.plain_text import plain_text
from records.refusals import Refusal


@dataclass(frozen=True)
class NewFigure:
    """A figure as a person wants it: a number, or the reason for none.

    `seen_revision` is the newest revision that the person had before them, 0 for none: what has
    moved on since is not overwritten. `doubts` are codes that only the way of typing tells, such
    as another unit; the ledger adds what it finds odd itself. `assurance` is the person's word on
    why the figure is right all the same.
    """

    indicator: Indicator
    value: Decimal | None = None
    absence: str = ""
    note: str = ""
    reason: str = ""
    seen_revision: int = 0
    doubts: tuple[str, ...] = ()
    assurance: str = ""

    def __post_init__(self) -> None:
        """Take out of the words what nobody can see: the ledger keeps them for good."""
        for name in ("note", "reason", "assurance"):
            object.__setattr__(self, name, plain_text(getattr(self, name)))

    @property
    def is_blank(self) -> bool:
        """Whether it gives neither a number nor a reason for none."""
        return self.value is None and not self.absence

    def says_the_same_as(self, entry: Entry) -> bool:
        """Return whether `entry` gives the same figure."""
        return (self.value, self.absence) == (entry.value, entry.absence)


@dataclass(frozen=True)
class SourceFile:
    """The file that figures were imported from: its name, and the SHA-256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Conflict:
    """A figure that somebody else changed after the person saw it.

    `standing` is where it stands now, `seen` where it stood when the person saw it.
    """

    indicator: Indicator
    standing: Standing
    seen: Standing = NOTHING


class StaleFigures(Refusal):
    """Somebody else saved first. `conflicts` says which figures, and what they are now."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__(
            _(
                "ほかの人が先に保存した指標があります。両方の値を見比べて、もう一度保存してください。"
            )
        )
        self.conflicts = tuple(conflicts)


class RefusedFigures(Refusal):
    """Figures that break a rule. `by_code` gives a message per indicator code."""

    def __init__(self, by_code: dict[str, str]) -> None:
        super().__init__(_("保存できない値があります。それぞれの指標のメッセージをご覧ください。"))
        self.by_code = by_code


def refuse_stale(conflicts: Sequence[Conflict]) -> None:
    """Raise StaleFigures where there are `conflicts`."""
    if conflicts:
        raise StaleFigures(conflicts)


def refuse_wrong(refusals: Mapping[str, str]) -> None:
    """Raise RefusedFigures where `refusals`, by indicator code, has a sentence; "" is none."""
    found = {code: refusal for code, refusal in refusals.items() if refusal}
    if found:
        raise RefusedFigures(found)


def missing_reason(figure: NewFigure, standing: Standing) -> str:
    """Return the sentence that asks why a confirmed figure changes; "" where none is due."""
    confirmed = standing.confirmed
    if confirmed is None or figure.says_the_same_as(confirmed) or figure.reason.strip():
        return ""
    return _("確定した値を変えるときは、訂正の理由を入力してください。住民の方にも公開されます。")


def typed(entry: Entry) -> str:
    """Return what a person would type to get `entry`."""
    return entry.get_absence_display() if entry.value is None else format_number(entry.value)
