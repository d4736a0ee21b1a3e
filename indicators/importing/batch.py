"""Proposed figures on their way through the browser: sealed, so that they come back as they were.

The page of differences needs no file and no store of its own: what was read travels in its form,
signed for the one person and page, and with it the name and the hash of the file.
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


@dataclass(frozen=True)
class Batch:
    """Proposals with their origin, and the revision of each figure that the person had seen.

    `text` is what was pasted, so that going back finds it; `file` is where a file's came from.
    `seen` goes by the proposals' order.
    """

    proposals: tuple[Proposal, ...]
    told: tuple[str, ...] = ()
    text: str = ""
    file: SourceFile | None = None
    seen: tuple[int, ...] = ()

    @property
    def source(self) -> Entry.Source:
        """By which way the figures come."""
        return Entry.Source.FILE if self.file else Entry.Source.PASTE

    def having_seen(self, revisions: Iterable[int]) -> Batch:
        """Return the batch of a person who has seen `revisions`."""
        return replace(self, seen=tuple(revisions))

    def sealed(self, by: User, page: str) -> str:
        """Return the batch as text that only this person and `page` can open, unchanged."""
        held = asdict(self)
        for proposal, given in zip(self.proposals, held["proposals"], strict=True):
            given["year"] = proposal.year.year if proposal.year else 0
        return signing.dumps(held, salt=_salt(by, page), compress=True)

    @classmethod
    def opened(cls, seal: str, by: User, page: str) -> Batch:
        """Return the batch in `seal`. Raises Refusal where it is not as it was sealed."""
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
            told=tuple(held["told"]),
            text=held["text"],
            file=SourceFile(**held["file"]) if held["file"] else None,
            seen=tuple(held["seen"]),
        )


def _proposal(given: dict[str, Any]) -> Proposal:
    year = FiscalYear(given["year"]) if given["year"] else None
    return Proposal(**(given | {"year": year, "told": tuple(given["told"])}))


def _salt(by: User, page: str) -> str:
    return f"indicators.import:{by.pk}:{page}"
