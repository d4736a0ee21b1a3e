"""The verbs that write the ledger. Each inserts the next revisions, all of them or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.fiscal_year import FiscalYear
from indicators.models import Entry, EntryQuerySet, Indicator
from indicators.reading import check_against
from indicators.refusals import Refusal
from indicators.standings import NOTHING, Standing, standings

NAMED = 500
"""So many indicators are named in a query; beyond, the whole year is read. Databases limit the
parameters of a query, SQLite to 32,766 by default."""


@dataclass(frozen=True)
class NewFigure:
    """A figure as a person wants it: a number, or the reason for none.

    `seen_revision` is the newest revision that the person had before them, 0 for none: what has
    moved on since is not overwritten. `doubts` are the codes of what looked odd about the figure,
    and `assurance` the person's word on why it is right all the same.
    """

    indicator: Indicator
    value: Decimal | None = None
    absence: str = ""
    note: str = ""
    reason: str = ""
    seen_revision: int = 0
    doubts: tuple[str, ...] = ()
    assurance: str = ""

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
    draft; a confirmed figure cannot be emptied, only corrected.

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
    return _append(
        [
            _successor(standing.draft, Entry.Status.WITHDRAWN, by, at)
            if figure.is_blank and standing.draft
            else _entry(figure, year, standing, by=by, at=at, source=source, file=file)
            for figure, standing in changed
        ]
    )


@transaction.atomic
def confirm_entries(
    *, drafts: Sequence[Entry], by: User, at: dt.datetime | None = None
) -> list[Entry]:
    """Confirm drafts that somebody has reviewed, and return the confirmed entries.

    Residents see the figures from then on. Raises StaleFigures where a draft is no longer the
    newest revision of its figure; nothing is confirmed then.
    """
    _refuse_superseded(drafts)
    return _append([_successor(draft, Entry.Status.CONFIRMED, by, at) for draft in drafts])


def proposed_correction(
    *, year: FiscalYear, figure: NewFigure, by: User, at: dt.datetime | None = None
) -> Entry:
    """Return, unsaved, the confirmed entry that `correct_entry` would make, for a preview.

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
    entry = _entry(figure, year, standing, by=by, at=at)
    entry.status, entry.source = Entry.Status.CONFIRMED, Entry.Source.CORRECTION
    return entry


@transaction.atomic
def correct_entry(
    *, year: FiscalYear, figure: NewFigure, by: User, at: dt.datetime | None = None
) -> Entry:
    """Replace a confirmed figure by another at once, and return the new entry.

    The reason is shown to residents beside the old figure. Raises StaleFigures where somebody
    else changed the figure since, RefusedFigures where there is nothing to correct, nothing
    changes, the reason is missing or the figure breaks a rule.
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
    found = standings(_entries(year, {indicator.pk for indicator in indicators}))
    return {i.pk: found.get((i.pk, year.year), NOTHING) for i in indicators}


def _entries(year: FiscalYear, indicators: set[int]) -> EntryQuerySet:
    """Return the entries of `year`; of `indicators` alone where they are few enough to name."""
    entries = Entry.objects.for_year(year)
    return entries.filter(indicator__in=indicators) if len(indicators) <= NAMED else entries


def _lives(year: FiscalYear, indicators: set[int]) -> dict[int, list[Entry]]:
    """Return every revision of `indicators` in `year`, in their order, by primary key: a query."""
    lives: dict[int, list[Entry]] = {indicator: [] for indicator in indicators}
    for entry in _entries(year, indicators).select_related("entered_by").order_by("revision"):
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
    by_year: dict[int, list[Entry]] = {}
    for draft in drafts:
        by_year.setdefault(draft.fiscal_year, []).append(draft)
    conflicts = []
    for year, group in by_year.items():
        stands = _stands(FiscalYear(year), [draft.indicator for draft in group])
        conflicts += [
            Conflict(draft.indicator, stands[draft.indicator_id])
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
    source: Entry.Source = Entry.Source.SHEET,
    file: SourceFile | None = None,
) -> Entry:
    """Return, unsaved, the draft of `figure` that follows what stands."""
    return Entry(
        indicator=figure.indicator,
        fiscal_year=year.year,
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
        doubts=list(figure.doubts),
        assurance=figure.assurance,
    )


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
        by_year.setdefault(entry.year, []).append(entry)
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
