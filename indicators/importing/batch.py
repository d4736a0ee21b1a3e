"""Proposed figures on their way through the browser, signed so that they come back unchanged.

The page of differences keeps nothing on the server. What was read from a table travels in its
form, signed for one person and one page, with the name and the hash of the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.contrib.auth.models import User
from django.core import signing
from django.utils.translation import gettext as _

from indicators.importing.tables.proposals import Proposal
from indicators.ledger.new_figures import SourceFile
from indicators.models import Entry
from records.fiscal_year import FiscalYear
from records.refusals import Refusal

SALT = "indicators.import.2"
"""Gets a new number with new fields of Batch or Proposal: what was sealed before is refused."""


@dataclass(frozen=True)
class Batch:
    """Proposals with their origin, and the revision of each figure that the person had seen.

    `text` is what was pasted, so that going back finds it; `file` is where a file's came from.
    `seen` has the order of `proposals`.
    """

    proposals: tuple[Proposal, ...]
    remarks: tuple[str, ...] = ()
    text: str = ""
    file: SourceFile | None = None
    seen: tuple[int, ...] = ()

    @property
    def source(self) -> Entry.Source:
        """The way in which the figures came: pasted, or in a file."""
        return Entry.Source.FILE if self.file else Entry.Source.PASTE

    def having_seen(self, revisions: Iterable[int]) -> Batch:
        """Return the batch of a person who has seen `revisions`."""
        return replace(self, seen=tuple(revisions))

    def sealed(self, by: User, page: str) -> str:
        """Return the batch as signed text, which opens for this person on this `page` alone."""
        held = asdict(self)
        for proposal, given in zip(self.proposals, held["proposals"], strict=True):
            given["year"] = proposal.year.year if proposal.year else 0
        return signing.dumps(held, salt=_salt(by, page), compress=True)

    @classmethod
    def opened(cls, seal: str, by: User, page: str) -> Batch:
        """Return the batch in `seal`.

        Raises Refusal where it was changed, or sealed for another person or page.
        """
        try:
            held: dict[str, Any] = signing.loads(seal, salt=_salt(by, page))
        except signing.BadSignature as error:
            raise Refusal(
                _(
                    "読み取った内容を確かめられませんでした。お手数ですが、もう一度読み込んでください。"
                )
            ) from error
        return cls(
            proposals=tuple(_proposal(given) for given in held["proposals"]),
            remarks=tuple(held["remarks"]),
            text=held["text"],
            file=SourceFile(**held["file"]) if held["file"] else None,
            seen=tuple(held["seen"]),
        )


def _proposal(given: dict[str, Any]) -> Proposal:
    year = FiscalYear(given["year"]) if given["year"] else None
    return Proposal(**(given | {"year": year, "remarks": tuple(given["remarks"])}))


def _salt(by: User, page: str) -> str:
    return f"{SALT}:{by.pk}:{page}"
