"""The second pair of eyes: whoever entered a figure does not confirm it, where the city wants so.

Off unless the setting SECOND_PAIR_OF_EYES is on. What residents will read is the figure, the
note and the reason of a draft; a word on its doubts is for the city hall only and binds nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from indicators.ledger.life import Life, lives
from indicators.models import Entry
from records.refusals import Refusal
from records.staff import name_of

PUBLISHED: tuple[Callable[[Entry], object], ...] = (
    lambda entry: (entry.value, entry.absence),
    lambda entry: entry.note,
    lambda entry: entry.reason,
)
"""The parts of a draft that residents read; an empty one has no author."""

SHOWN_PEOPLE = 5
"""So many names a refusal gives of those who may confirm."""


class OwnFigures(Refusal):
    """Somebody wants to confirm what they entered themselves. `codes` names the indicators."""

    def __init__(self, codes: Sequence[str], others: Sequence[str]) -> None:
        words = {"codes": "、".join(codes), "people": "、".join(others)}
        if others:
            message = _(
                "指標%(codes)sは、あなたが入力した値です。入力した人とは別の職員が確定します。"
                "確定できる人：%(people)s"
            )
        else:
            message = _(
                "指標%(codes)sは、あなたが入力した値です。入力した人とは別の職員が確定しますが、"
                "確定できる人がほかにいません。ポータルの管理者に、アカウントを頼んでください。"
            )
        super().__init__(message % words)
        self.codes = tuple(codes)


def second_pair_is_required() -> bool:
    """Return whether the city wants another person to confirm."""
    return bool(settings.SECOND_PAIR_OF_EYES)


def authors(life: Life) -> set[int]:
    """Return the keys of those who wrote what the draft at the end of `life` says.

    A part belongs to whoever first wrote it as it stands now, since the last confirmation or
    withdrawal; another person's save that leaves it as it is does not take it over.
    """
    drafts = []
    for entry in reversed(life.entries):
        if not entry.is_draft:
            break
        drafts.append(entry)
    found = set()
    for part in PUBLISHED:
        if drafts and part(drafts[0]):
            author = drafts[0]
            for entry in drafts[1:]:
                if part(entry) != part(drafts[0]):
                    break
                author = entry
            found.add(author.entered_by_id)
    return found


def authors_of(drafts: Sequence[Entry]) -> dict[int, set[int]]:
    """Return the authors of open drafts, by the drafts' primary keys: one query."""
    found = lives({draft.indicator_id for draft in drafts}, {draft.fiscal_year for draft in drafts})
    return {draft.pk: authors(found[draft.indicator_id, draft.fiscal_year]) for draft in drafts}


def others_than(people: set[int]) -> list[str]:
    """Return the names of some who may confirm and are none of `people`: one query or two."""
    able = User.objects.with_perm("indicators.confirm_entry").exclude(pk__in=people)
    return [name_of(person) for person in able.order_by("pk")[:SHOWN_PEOPLE]]


def refuse_own(drafts: Sequence[Entry], by: User) -> None:
    """Raise OwnFigures where the setting is on and `by` is an author of one of `drafts`."""
    if not second_pair_is_required():
        return
    wrote = authors_of(drafts)
    own = [draft for draft in drafts if by.pk in wrote[draft.pk]]
    if own:
        people = set().union(*(wrote[draft.pk] for draft in own))
        codes = sorted({draft.indicator.code for draft in own})
        raise OwnFigures(codes, others_than(people | {by.pk}))
