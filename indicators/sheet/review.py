"""A year's drafts as residents will see them, with what is to be answered before they do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from indicators.ledger.actions import answer_doubts, confirm_entries
from indicators.ledger.backgrounds import backgrounds
from indicators.ledger.doubts import Doubt, DoubtCode, doubts_about
from indicators.ledger.new_figures import StaleFigures
from indicators.ledger.preview import Review, reviews
from indicators.ledger.second_pair import authors_of, others_than, second_pair_is_required
from indicators.models import Entry
from indicators.sheet.forms import DraftAnswerForm
from records.fiscal_year import FiscalYear
from records.refusals import Refusal
from records.whole_numbers import MOST_KEYS, whole_number


@dataclass
class ReviewRow:
    """One draft under review.

    `doubts` is what looks odd about it now; `is_own` tells that this person may not confirm it,
    because they entered it; `replaced` is the draft that they had before them, where it moved on.
    """

    review: Review
    form: DraftAnswerForm
    doubts: tuple[Doubt, ...]
    is_chosen: bool
    is_own: bool
    is_asked: bool = False
    replaced: Entry | None = None

    @property
    def entry(self) -> Entry:
        """The draft."""
        return self.review.entry

    @property
    def is_answered(self) -> bool:
        """Whether every doubt was there when somebody said a word on it."""
        known = {doubt.code.value for doubt in self.doubts} <= set(self.entry.doubts)
        return not self.doubts or bool(self.entry.assurance and known)

    @property
    def is_open(self) -> bool:
        """Whether the person is still to be asked. Only of a valid form."""
        asked = self.form.cleaned_data["asked"]
        return not (self.is_answered or self.form.word or asked)


class YearReview:
    """The drafts of `year` as `by` reviews them on the day `on`.

    `data` is what they sent. `confirm` returns whether it was confirmed; `message` says why not.
    """

    def __init__(
        self, year: FiscalYear, on: dt.date, by: User, data: QueryDict | None = None
    ) -> None:
        self.year, self.on, self.by, self.data = year, on, by, data
        self.message = ""
        self.confirmed: list[Entry] = []
        self._read()

    @property
    def is_paired(self) -> bool:
        """Whether the city wants another person to confirm."""
        return second_pair_is_required()

    @property
    def reviews(self) -> list[Review]:
        """What residents will see of each draft."""
        return [row.review for row in self.rows]

    @property
    def own(self) -> list[ReviewRow]:
        """The drafts that this person may not confirm."""
        return [row for row in self.rows if row.is_own]

    @property
    def can_confirm(self) -> bool:
        """Whether there is a draft that this person may confirm."""
        return len(self.own) < len(self.rows)

    @property
    def unanswered(self) -> list[ReviewRow]:
        """The drafts with something odd that nobody has said a word on."""
        return [row for row in self.rows if not row.is_answered]

    @property
    def changes_figures(self) -> bool:
        """Whether residents will see another figure, not only other notes."""
        return any(row.review.changes_figure for row in self.rows)

    def confirm(self) -> bool:
        """Confirm what the person chose, with their answers, or nothing.

        Whoever has not answered a doubt is asked once; sending again goes through. Answers on
        drafts that were not chosen are kept with these.
        """
        valid = [row.form.is_valid() for row in self.rows]
        chosen = self._chosen()
        if not all(valid):
            self.message = _("理由が長すぎます。短くして、もう一度確定してください。")
        elif not chosen:
            self.message = _("確定する指標を、一つ以上選んでください。")
        elif asking := self._to_be_asked(chosen):
            self._ask(asking)
        else:
            return self._write(chosen)
        return False

    def _write(self, chosen: set[int]) -> bool:
        drafts = list(
            Entry.objects.for_year(self.year).filter(pk__in=chosen).select_related("indicator")
        )
        if not drafts:
            self.message = _("確定する指標を、一つ以上選んでください。")
            return False
        words = {row.entry.pk: row.form.word for row in self.rows if row.doubts}
        rest = {
            row.entry: words[row.entry.pk]
            for row in self.rows
            if row.doubts and row.entry.pk not in chosen
        }
        try:
            with transaction.atomic():
                self.confirmed = confirm_entries(drafts=drafts, by=self.by, assurances=words)
                answer_doubts(answers=rest, by=self.by)
        except StaleFigures as stale:
            self._read()
            self._tell_stale(stale)
        except Refusal as refusal:
            self.message = refusal.message
        else:
            return True
        return False

    def _chosen(self) -> set[int]:
        """Return the keys of the drafts to be confirmed: one, the ticked ones, or all shown."""
        if self.data is None:
            return set()
        if "all" in self.data:
            shown = [str(pk) for name, pk in self.data.items() if name.endswith("-shown")]
            return _keys(shown) - {row.entry.pk for row in self.own}
        return _keys(self.data.getlist("only") or self.data.getlist("entry"))

    def _to_be_asked(self, chosen: set[int]) -> list[ReviewRow]:
        """Return the rows to ask about; none where a draft has moved on, which is told first."""
        if chosen - {row.entry.pk for row in self.rows}:
            return []
        return [row for row in self.rows if row.entry.pk in chosen and row.is_open]

    def _ask(self, rows: list[ReviewRow]) -> None:
        for row in rows:
            row.is_asked = True
        self.message = _(
            "まだ何も確定していません。指標%(codes)sに、確かめたいことがあります。"
            "正しければ、理由をひとこと書くか「はい、この値で正しい」を選んで、もう一度確定してください。"
        ) % {"codes": "、".join(row.review.code for row in rows)}

    def _tell_stale(self, stale: StaleFigures) -> None:
        seen = {c.indicator.pk: c.seen.latest for c in stale.conflicts}
        for row in self.rows:
            row.replaced = seen.get(row.review.indicator.pk)
        self.message = _(
            "指標%(codes)sは、この画面を開いたあとに変わったため、何も確定していません。"
            "下の内容を見直して、もう一度確定してください。"
        ) % {"codes": "、".join(conflict.indicator.code for conflict in stale.conflicts)}

    def _read(self) -> None:
        """Read the drafts as they stand now, and put what the person sent beside them."""
        drafts = list(
            Entry.objects.for_year(self.year)
            .open_drafts()
            .with_finality()
            .select_related("entered_by", "indicator")
        )
        found = reviews(drafts, self.on)
        known = backgrounds([review.indicator for review in found], self.year)
        wrote = authors_of(drafts) if second_pair_is_required() else {}
        ticked = _keys(self.data.getlist("entry")) if self.data is not None else set()
        self.rows = [
            ReviewRow(
                review=review,
                form=DraftAnswerForm(self.data, prefix=review.code, draft=review.entry),
                doubts=doubts_about(
                    review.entry.value,
                    known[review.indicator.pk],
                    other_unit=DoubtCode.OTHER_UNIT in review.entry.doubts,
                ),
                is_chosen=self.data is None or self._seen(review) in ticked,
                is_own=self.by.pk in wrote.get(review.entry.pk, ()),
            )
            for review in found
        ]
        people = set().union(*(wrote.get(row.entry.pk, set()) for row in self.own))
        self.others = others_than(people | {self.by.pk}) if self.own else []

    def _seen(self, review: Review) -> int:
        """Return the draft that the person had before them: this one, unless it moved on."""
        sent = self.data.get(f"{review.code}-shown", "") if self.data is not None else ""
        return next(iter(_keys([sent])), review.entry.pk)


def _keys(sent: Iterable[str]) -> set[int]:
    """Return those of the texts that a browser sent which can be primary keys."""
    keys = (whole_number(text, most=MOST_KEYS) for text in sent)
    return {key for key in keys if key is not None}
