"""The verbs that write the ledger. Each inserts the next revisions, all of them or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from indicators.ledger.appending import append, draft_of, note_doubts, successor_of
from indicators.ledger.backgrounds import backgrounds
from indicators.ledger.doubts import Background, typed_only
from indicators.ledger.life import lives
from indicators.ledger.new_figures import (
    Conflict,
    NewFigure,
    RefusedFigures,
    SourceFile,
    StaleFigures,
    missing_reason,
    refuse_stale,
    refuse_wrong,
)
from indicators.ledger.second_pair import refuse_own, second_pair_is_required
from indicators.ledger.standings import NOTHING, Standing, standings
from indicators.models import Entry, Indicator
from indicators.notation.reading import check_against
from records.fiscal_year import FiscalYear
from records.refusals import Refusal


@transaction.atomic
def record_entries(
    *,
    year: FiscalYear,
    figures: Sequence[NewFigure],
    by: User,
    source: Entry.Source = Entry.Source.SHEET,
    file: SourceFile | None = None,
    at: dt.datetime | None = None,
) -> list[Entry]:
    """Record figures of `year` as drafts and return the new entries.

    `source` tells by which way they came, `file` from which file where they were imported.

    A figure that says what already counts makes no revision. A blank one takes back its open
    draft; a confirmed figure cannot be emptied, only corrected. What looks odd is recorded with
    it (`Entry.doubts`) and stops nothing.

    Raises StaleFigures where somebody else saved first, RefusedFigures where a figure breaks a
    rule. Nothing is saved then.
    """
    stands = _stands(year, [figure.indicator for figure in figures])
    changed = [
        (figure, stands[figure.indicator.pk])
        for figure in figures
        if not _is_what_counts(figure, stands[figure.indicator.pk])
    ]
    refuse_stale(_overtaken(year, changed))
    changed = [pair for pair in changed if pair[0].seen_revision == pair[1].revision]
    refuse_wrong(
        {figure.indicator.code: _refusal(figure, standing) for figure, standing in changed}
    )
    known = backgrounds([f.indicator for f, _now in changed], year) if changed else {}
    return append(
        [
            successor_of(standing.draft, Entry.Status.WITHDRAWN, by=by, at=at)
            if figure.is_blank and standing.draft
            else draft_of(
                figure,
                year,
                standing,
                by=by,
                at=at,
                source=source,
                file=file,
                background=known[figure.indicator.pk],
            )
            for figure, standing in changed
        ]
    )


@transaction.atomic
def confirm_entries(
    *,
    drafts: Sequence[Entry],
    by: User,
    assurances: Mapping[int, str] | None = None,
    at: dt.datetime | None = None,
) -> list[Entry]:
    """Confirm drafts that somebody has reviewed, and return the confirmed entries.

    `assurances` gives, by the drafts' primary keys, the person's word on why an odd figure is
    right. Residents see the figures from then on.

    Raises StaleFigures where a draft is no longer the newest revision of its figure, OwnFigures
    where a second pair of eyes is wanted and `by` entered one of them; nothing is confirmed then.
    """
    _refuse_superseded(drafts)
    refuse_own(drafts, by)
    known = _backgrounds_of(drafts)
    confirmed = []
    for draft in drafts:
        entry = successor_of(draft, Entry.Status.CONFIRMED, by=by, at=at)
        background = known[draft.indicator_id, draft.fiscal_year]
        note_doubts(
            entry, background, typed_only(draft.doubts), (assurances or {}).get(draft.pk, "")
        )
        confirmed.append(entry)
    return append(confirmed)


@transaction.atomic
def answer_doubts(
    *, answers: Mapping[Entry, str], by: User, at: dt.datetime | None = None
) -> list[Entry]:
    """Keep a person's word on odd drafts that stay drafts, and return the new revisions.

    A word that stands there already makes no revision. Raises StaleFigures where a draft is no
    longer the newest revision of its figure; nothing is kept then.
    """
    new = {draft: word for draft, word in answers.items() if word not in ("", draft.assurance)}
    _refuse_superseded(list(new))
    known = _backgrounds_of(list(new))
    answered = []
    for draft, word in new.items():
        entry = successor_of(draft, Entry.Status.DRAFT, by=by, at=at)
        background = known[draft.indicator_id, draft.fiscal_year]
        note_doubts(entry, background, typed_only(draft.doubts), word)
        answered.append(entry)
    return append(answered)


def proposed_correction(
    *, year: FiscalYear, figure: NewFigure, by: User, at: dt.datetime | None = None
) -> Entry:
    """Return, unsaved, the entry that `correct_entry` would make, for a preview.

    Raises what `correct_entry` raises.
    """
    standing = _stands(year, [figure.indicator])[figure.indicator.pk]
    confirmed, code = standing.confirmed, figure.indicator.code
    if figure.seen_revision != standing.revision:
        raise StaleFigures([Conflict(figure.indicator, standing)])
    if confirmed is None or standing.current != confirmed:
        raise RefusedFigures({code: _("訂正できるのは、確定していて、下書きのない値だけです。")})
    if _is_what_counts(figure, standing):
        raise RefusedFigures(
            {code: _("値も備考も、いまの確定値と同じです。変える値を入力してください。")}
        )
    refuse_wrong({code: _refusal(figure, standing)})
    entry = draft_of(
        figure,
        year,
        standing,
        by=by,
        at=at,
        source=Entry.Source.CORRECTION,
        background=backgrounds([figure.indicator], year)[figure.indicator.pk],
    )
    if not second_pair_is_required():
        entry.status = Entry.Status.CONFIRMED
    return entry


@transaction.atomic
def correct_entry(
    *, year: FiscalYear, figure: NewFigure, by: User, at: dt.datetime | None = None
) -> Entry:
    """Replace a confirmed figure by another, and return the new entry.

    It is confirmed at once; where a second pair of eyes is wanted it is a draft, which another
    person confirms. The reason is shown to residents beside the old figure.

    Raises StaleFigures where somebody else changed the figure since, RefusedFigures where there
    is nothing to correct, nothing changes, the reason is missing or the figure breaks a rule.
    """
    return append([proposed_correction(year=year, figure=figure, by=by, at=at)])[0]


@transaction.atomic
def withdraw_draft(*, draft: Entry, by: User, at: dt.datetime | None = None) -> Entry:
    """Take back a draft, so that the confirmed figure, if any, counts again.

    The draft stays in the figure's history. Raises StaleFigures where `draft` is no longer the
    newest revision.
    """
    _refuse_superseded([draft])
    return append([successor_of(draft, Entry.Status.WITHDRAWN, by=by, at=at)])[0]


def _stands(year: FiscalYear, indicators: Sequence[Indicator]) -> dict[int, Standing]:
    """Return the standing of each of `indicators` in `year`, by primary key: two queries."""
    found = standings(
        Entry.objects.for_year(year).of_indicators({indicator.pk for indicator in indicators})
    )
    return {i.pk: found.get((i.pk, year), NOTHING) for i in indicators}


def _overtaken(year: FiscalYear, changed: Sequence[tuple[NewFigure, Standing]]) -> list[Conflict]:
    """Return the figures that the person changed, but somebody else did in the meantime.

    A figure that the person left as they saw it is no conflict: the ledger still knows what that
    was.
    """
    stale = [(figure, now) for figure, now in changed if figure.seen_revision != now.revision]
    if not stale:
        return []
    found = lives({figure.indicator.pk for figure, _now in stale}, [year])
    conflicts = []
    for figure, now in stale:
        seen = found[figure.indicator.pk, year].at(figure.seen_revision)
        if not _is_what_counts(figure, seen):
            conflicts.append(Conflict(figure.indicator, now, seen))
    return conflicts


def _is_what_counts(figure: NewFigure, standing: Standing) -> bool:
    """Return whether recording `figure` would change nothing."""
    current = standing.current
    if current is None:
        return figure.is_blank and not figure.note
    same = figure.says_the_same_as(current) and figure.note == current.note
    words = figure.reason == current.reason and figure.assurance in ("", current.assurance)
    return same and (words or not current.is_draft)


def _refusal(figure: NewFigure, standing: Standing) -> str:
    """Return why `figure` cannot be recorded, as a sentence for the person; "" where it can."""
    if figure.is_blank:
        if standing.draft and figure.note in ("", standing.draft.note):
            return ""
        if standing.confirmed:
            return _(
                "確定した値は空にできません。値がないときは「該当なし」か「未集計」を選んでください。"
            )
        return _("備考だけでは保存できません。実績値を入力するか、値なしの理由を選んでください。")
    if figure.value is not None and figure.absence:
        return _("実績値と「値なしの理由」の両方があります。どちらか一つにしてください。")
    if figure.value is not None:
        try:
            check_against(
                figure.value,
                decimal_places=figure.indicator.decimal_places,
                unit=figure.indicator.unit,
            )
        except Refusal as refusal:
            return refusal.message
    return missing_reason(figure, standing)


def _refuse_superseded(drafts: Sequence[Entry]) -> None:
    """Raise StaleFigures unless each of `drafts` is the open draft of its figure."""
    by_year: dict[FiscalYear, list[Entry]] = {}
    for draft in drafts:
        by_year.setdefault(draft.fiscal_year, []).append(draft)
    conflicts = []
    for year, group in by_year.items():
        stands = _stands(year, [draft.indicator for draft in group])
        conflicts += [
            Conflict(draft.indicator, stands[draft.indicator_id], Standing(draft))
            for draft in group
            if stands[draft.indicator_id].draft != draft
        ]
    refuse_stale(conflicts)


def _backgrounds_of(drafts: Sequence[Entry]) -> dict[tuple[int, FiscalYear], Background]:
    """Return what `drafts` are judged against, by indicator key and year: two queries a year."""
    by_year: dict[FiscalYear, list[Indicator]] = {}
    for draft in drafts:
        by_year.setdefault(draft.fiscal_year, []).append(draft.indicator)
    return {
        (pk, year): background
        for year, indicators in by_year.items()
        for pk, background in backgrounds(indicators, year).items()
    }
