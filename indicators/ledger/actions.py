"""The verbs that write the ledger. Each inserts the next revisions, all of them or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.ledger.backgrounds import backgrounds
from indicators.ledger.doubts import Background, as_typed, doubts_about, merged
from indicators.ledger.new_figures import (
    Conflict,
    NewFigure,
    RefusedFigures,
    SourceFile,
    StaleFigures,
)
from indicators.ledger.second_pair import is_wanted, refuse_own
from indicators.ledger.standings import NOTHING, Standing, standings
from indicators.models import Entry, Indicator
from indicators.notation.reading import check_against
from records.fiscal_year import FiscalYear
from records.refusals import Refusal

__all__ = [
    "Conflict",
    "NewFigure",
    "RefusedFigures",
    "SourceFile",
    "StaleFigures",
    "answer_doubts",
    "confirm_entries",
    "correct_entry",
    "proposed_correction",
    "record_entries",
    "withdraw_draft",
]


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
    _refuse_stale(_overtaken(year, changed))
    changed = [pair for pair in changed if pair[0].seen_revision == pair[1].revision]
    _refuse_wrong({figure.indicator.code: _fault(figure, standing) for figure, standing in changed})
    known = backgrounds([f.indicator for f, _now in changed], year) if changed else {}
    return _append(
        [
            _successor(standing.draft, Entry.Status.WITHDRAWN, by, at)
            if figure.is_blank and standing.draft
            else _entry(
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
        entry = _successor(draft, Entry.Status.CONFIRMED, by, at)
        background = known[draft.indicator_id, draft.fiscal_year]
        _doubt(entry, background, as_typed(draft.doubts), (assurances or {}).get(draft.pk, ""))
        confirmed.append(entry)
    return _append(confirmed)


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
        entry = _successor(draft, Entry.Status.DRAFT, by, at)
        background = known[draft.indicator_id, draft.fiscal_year]
        _doubt(entry, background, as_typed(draft.doubts), word)
        answered.append(entry)
    return _append(answered)


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
    _refuse_wrong({code: _fault(figure, standing)})
    entry = _entry(
        figure,
        year,
        standing,
        by=by,
        at=at,
        source=Entry.Source.CORRECTION,
        background=backgrounds([figure.indicator], year)[figure.indicator.pk],
    )
    if not is_wanted():
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
    return _append([proposed_correction(year=year, figure=figure, by=by, at=at)])[0]


@transaction.atomic
def withdraw_draft(*, draft: Entry, by: User, at: dt.datetime | None = None) -> Entry:
    """Take back a draft, so that the confirmed figure, if any, counts again.

    The draft stays in the figure's history. Raises StaleFigures where `draft` is no longer the
    newest revision.
    """
    _refuse_superseded([draft])
    return _append([_successor(draft, Entry.Status.WITHDRAWN, by, at)])[0]


def _stands(year: FiscalYear, indicators: Sequence[Indicator]) -> dict[int, Standing]:
    """Return the standing of each of `indicators` in `year`, by primary key: two queries."""
    found = standings(
        Entry.objects.for_year(year).of_indicators({indicator.pk for indicator in indicators})
    )
    return {i.pk: found.get((i.pk, year), NOTHING) for i in indicators}


def _lives(year: FiscalYear, indicators: set[int]) -> dict[int, list[Entry]]:
    """Return every revision of `indicators` in `year`, in their order, by primary key: a query."""
    lives: dict[int, list[Entry]] = {indicator: [] for indicator in indicators}
    found = Entry.objects.for_year(year).of_indicators(indicators).select_related("entered_by")
    for entry in found.order_by("revision"):
        if entry.indicator_id in lives:
            lives[entry.indicator_id].append(entry)
    return lives


def _overtaken(year: FiscalYear, changed: Sequence[tuple[NewFigure, Standing]]) -> list[Conflict]:
    """Return the figures that the person changed, but somebody else did in the meantime.

    A figure that the person left as they saw it is no conflict: the ledger still knows what that
    was.
    """
    stale = [(figure, now) for figure, now in changed if figure.seen_revision != now.revision]
    if not stale:
        return []
    lives = _lives(year, {figure.indicator.pk for figure, _now in stale})
    conflicts = []
    for figure, now in stale:
        seen = Standing.of(lives[figure.indicator.pk][: figure.seen_revision])
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


def _fault(figure: NewFigure, standing: Standing) -> str:
    """Return what is wrong with `figure` as a sentence for the person, "" for nothing."""
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
    confirmed = standing.confirmed
    if confirmed and not figure.says_the_same_as(confirmed) and not figure.reason.strip():
        return _(
            "確定した値を変えるときは、訂正の理由を入力してください。住民の方にも公開されます。"
        )
    return ""


def _refuse_wrong(faults: dict[str, str]) -> None:
    found = {code: fault for code, fault in faults.items() if fault}
    if found:
        raise RefusedFigures(found)


def _refuse_stale(conflicts: Sequence[Conflict]) -> None:
    if conflicts:
        raise StaleFigures(conflicts)


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
    _refuse_stale(conflicts)


def _entry(
    figure: NewFigure,
    year: FiscalYear,
    standing: Standing,
    *,
    by: User,
    at: dt.datetime | None,
    background: Background,
    source: Entry.Source = Entry.Source.SHEET,
    file: SourceFile | None = None,
) -> Entry:
    """Return, unsaved, the draft of `figure` that follows what stands."""
    entry = Entry(
        indicator=figure.indicator,
        fiscal_year=year,
        revision=standing.revision + 1,
        value=figure.value,
        absence=figure.absence,
        status=Entry.Status.DRAFT,
        note=figure.note,
        reason=figure.reason,
        entered_by=by,
        entered_at=at or timezone.now(),
        source=source,
        file_name=file.name if file else "",
        file_sha256=file.sha256 if file else "",
    )
    _doubt(entry, background, [*figure.doubts, *_typed_doubts(figure, standing)], figure.assurance)
    return entry


def _successor(draft: Entry, status: Entry.Status, by: User, at: dt.datetime | None) -> Entry:
    """Return, unsaved, the revision that says the same as `draft` with another status."""
    return Entry(
        indicator=draft.indicator,
        fiscal_year=draft.fiscal_year,
        revision=draft.revision + 1,
        value=draft.value,
        absence=draft.absence,
        status=status,
        note=draft.note,
        reason=draft.reason,
        entered_by=by,
        entered_at=at or timezone.now(),
        source=draft.source,
        file_name=draft.file_name,
        file_sha256=draft.file_sha256,
        doubts=draft.doubts,
        assurance=draft.assurance,
    )


def _doubt(entry: Entry, background: Background, known: Iterable[str], word: str) -> None:
    """Write on `entry` what looks odd about it, beside what is `known`, and the word on it.

    A new word comes before the one that `entry` has; where nothing is odd there is none.
    """
    found = doubts_about(entry.value, background)
    entry.doubts = merged(known, [doubt.code for doubt in found])
    entry.assurance = (word or entry.assurance) if entry.doubts else ""


def _typed_doubts(figure: NewFigure, standing: Standing) -> list[str]:
    """Return what the typing of the open draft told, if `figure` leaves its number as it was."""
    draft = standing.draft
    if draft is None or not figure.says_the_same_as(draft):
        return []
    return as_typed(draft.doubts)


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


def _append(entries: list[Entry]) -> list[Entry]:
    """Insert `entries`, all or none.

    Raises StaleFigures where somebody took one of the revisions in the meantime: the database
    lets only one of two writers have it.
    """
    faults = {}
    for entry in entries:
        try:
            entry.clean_fields(exclude=["indicator", "entered_by"])
        except ValidationError as error:
            faults[entry.indicator.code] = " ".join(error.messages)
    _refuse_wrong(faults)
    try:
        with transaction.atomic():
            return Entry.objects.bulk_create(entries)
    except IntegrityError:
        _refuse_stale(_lost_races(entries))
        raise


def _lost_races(entries: Sequence[Entry]) -> list[Conflict]:
    """Return those of `entries` whose revision somebody else has taken: a query for each year."""
    by_year: dict[FiscalYear, list[Entry]] = {}
    for entry in entries:
        by_year.setdefault(entry.fiscal_year, []).append(entry)
    conflicts = []
    for year, group in by_year.items():
        lives = _lives(year, {entry.indicator_id for entry in group})
        for entry in group:
            life = lives[entry.indicator_id]
            standing = Standing.of(life)
            if standing.revision >= entry.revision:
                seen = Standing.of(life[: entry.revision - 1])
                conflicts.append(Conflict(entry.indicator, standing, seen))
    return conflicts
