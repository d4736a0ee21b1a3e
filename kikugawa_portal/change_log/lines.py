"""All that people did, from every record that the portal keeps of it, newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.models import Entry, Reminder
from indicators.notation.formatting import format_number
from kikugawa_portal.models import SignInAttempt
from records.fiscal_year import FiscalYear, era_moment
from records.staff import name_of
from reports.models import Edition, SavedDraft, Schedule, ScheduleOutcome

CHUNK = 500
"""How many lines an export reads at once."""


class Kind(models.TextChoices):
    """What a line of the log is about."""

    FIGURE = "figure", gettext_lazy("実績値")
    REPORT = "report", gettext_lazy("報告書の下書き")
    EDITION = "edition", gettext_lazy("報告書の公表")
    SCHEDULE = "schedule", gettext_lazy("公表の予定")
    SCHEDULE_OUTCOME = "schedule_outcome", gettext_lazy("公表の予定の結果")
    REMINDER = "reminder", gettext_lazy("入力のお願いメール")
    ADMIN = "admin", gettext_lazy("管理画面での変更")
    SIGN_IN = "sign_in", gettext_lazy("サインイン")


class Origin(NamedTuple):
    """Where the records of a kind are: their table, and what its columns are called."""

    records: QuerySet[Any]
    at: str
    person: str
    fiscal_year: str = ""
    indicator: str = ""


def _origins() -> dict[Kind, Origin]:
    return {
        Kind.FIGURE: Origin(
            Entry.objects.all(), "entered_at", "entered_by", "fiscal_year", "indicator"
        ),
        Kind.REPORT: Origin(
            SavedDraft.objects.all(), "saved_at", "saved_by", "report__fiscal_year"
        ),
        Kind.EDITION: Origin(
            Edition.objects.all(), "published_at", "published_by", "report__fiscal_year"
        ),
        Kind.SCHEDULE: Origin(Schedule.objects.all(), "made_at", "made_by", "report__fiscal_year"),
        Kind.SCHEDULE_OUTCOME: Origin(
            ScheduleOutcome.objects.exclude(kind=ScheduleOutcome.Kind.PUBLISHED),
            "at",
            "by",
            "schedule__report__fiscal_year",
        ),
        Kind.REMINDER: Origin(Reminder.objects.all(), "attempted_at", "recipient", "fiscal_year"),
        Kind.ADMIN: Origin(LogEntry.objects.all(), "action_time", "user"),
        Kind.SIGN_IN: Origin(SignInAttempt.objects.all(), "at", "account"),
    }


@dataclass(frozen=True)
class Conditions:
    """Which lines are wanted. `since` and `until` are moments, the second not included."""

    kind: str = ""
    person: int | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    fiscal_year: FiscalYear | None = None
    indicator: int | None = None


@dataclass(frozen=True)
class Line:
    """What somebody did, in a sentence. `person` is "" where nobody of that name has an account."""

    at: dt.datetime
    kind: Kind
    person: str
    text: str
    url: str = ""


def references(conditions: Conditions) -> QuerySet[Any]:
    """Return where each line is to be found, (moment, kind, key), newest first: one query."""
    parts = [
        _matching(kind, origin, conditions)
        for kind, origin in _origins().items()
        if conditions.kind in ("", kind)
        and (origin.fiscal_year or conditions.fiscal_year is None)
        and (origin.indicator or conditions.indicator is None)
    ]
    if not parts:
        return Entry.objects.none()
    first, *others = parts
    merged: QuerySet[Any] = first.union(*others, all=True)
    return merged.order_by("-moment", "line_kind", "-line_key")


def _matching(kind: Kind, origin: Origin, wanted: Conditions) -> QuerySet[Any]:
    conditions = {
        f"{origin.at}__gte": wanted.since,
        f"{origin.at}__lt": wanted.until,
        origin.person: wanted.person,
        origin.fiscal_year: wanted.fiscal_year,
        origin.indicator: wanted.indicator,
    }
    given = {name: value for name, value in conditions.items() if name and value is not None}
    found: QuerySet[Any] = (
        origin.records.filter(**given)
        .order_by()
        .annotate(moment=F(origin.at), line_kind=Value(kind.value), line_key=F("pk"))
        .values_list("moment", "line_kind", "line_key")
    )
    return found


def lines(found: Iterable[tuple[dt.datetime, str, int]]) -> list[Line]:
    """Return the lines behind references, in their order: a query for each kind among them."""
    found = list(found)
    keys: dict[Kind, list[int]] = {kind: [] for kind in Kind}
    for _at, kind, key in found:
        keys[Kind(kind)].append(key)
    records = {
        Kind.FIGURE: Entry.objects.select_related("indicator", "entered_by"),
        Kind.REPORT: SavedDraft.objects.select_related("report", "saved_by").defer("parts"),
        Kind.EDITION: Edition.objects.facts().select_related("report", "published_by"),
        Kind.SCHEDULE: Schedule.objects.select_related("report", "made_by"),
        Kind.SCHEDULE_OUTCOME: ScheduleOutcome.objects.select_related("schedule__report", "by"),
        Kind.REMINDER: Reminder.objects.select_related("recipient"),
        Kind.ADMIN: LogEntry.objects.select_related("user", "content_type"),
        Kind.SIGN_IN: SignInAttempt.objects.select_related("account"),
    }
    by_key = {kind: records[kind].in_bulk(wanted) for kind, wanted in keys.items() if wanted}
    return [TELLERS[Kind(kind)](by_key[Kind(kind)][key]) for _at, kind, key in found]


def every_line(conditions: Conditions) -> Iterator[Line]:
    """Yield all lines that `conditions` want, read a chunk at a time."""
    found = references(conditions).iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        yield from lines(chunk)


def _of_entry(entry: Entry) -> Line:
    words = {
        "code": entry.indicator.code,
        "name": entry.indicator.name,
        "year": entry.fiscal_year.label,
        "figure": entry.get_absence_display()
        if entry.value is None
        else format_number(entry.value) + entry.indicator.unit,
        "source": entry.get_source_display(),
    }
    messages = {
        Entry.Status.DRAFT: _(
            "指標%(code)s「%(name)s」の%(year)sを、下書き「%(figure)s」にしました（%(source)s）"
        ),
        Entry.Status.CONFIRMED: _(
            "指標%(code)s「%(name)s」の%(year)sを、「%(figure)s」で確定しました（%(source)s）"
        ),
        Entry.Status.WITHDRAWN: _(
            "指標%(code)s「%(name)s」の%(year)sの下書き「%(figure)s」を取り下げました"
        ),
    }
    return Line(
        entry.entered_at,
        Kind.FIGURE,
        name_of(entry.entered_by),
        messages[Entry.Status(entry.status)] % words,
        reverse("indicators:history", args=[entry.indicator.code, entry.fiscal_year]),
    )


def _of_draft(draft: SavedDraft) -> Line:
    words = {"year": draft.report.fiscal_year.label, "number": draft.version}
    return Line(
        draft.saved_at,
        Kind.REPORT,
        name_of(draft.saved_by),
        _("%(year)sの進捗報告書の下書きを保存しました（%(number)d回目）") % words,
        reverse("reports:draft", args=[draft.report.fiscal_year, draft.version]),
    )


def _of_edition(edition: Edition) -> Line:
    words = {"year": edition.report.fiscal_year.label, "number": edition.number}
    return Line(
        edition.published_at,
        Kind.EDITION,
        name_of(edition.published_by),
        _("%(year)sの進捗報告書 第%(number)d版を公表しました") % words,
        edition.get_absolute_url(),
    )


def _of_schedule(schedule: Schedule) -> Line:
    words = {"year": schedule.report.fiscal_year.label, "moment": era_moment(schedule.publish_at)}
    return Line(
        schedule.made_at,
        Kind.SCHEDULE,
        name_of(schedule.made_by),
        _("%(year)sの進捗報告書を、%(moment)sに公表する予定にしました") % words,
        reverse("reports:schedules", args=[schedule.report.fiscal_year]),
    )


def _of_schedule_outcome(outcome: ScheduleOutcome) -> Line:
    schedule = outcome.schedule
    words = {
        "year": schedule.report.fiscal_year.label,
        "moment": era_moment(schedule.publish_at),
        "reason": outcome.reason,
    }
    messages = {
        ScheduleOutcome.Kind.REFUSED: _(
            "%(year)sの進捗報告書を、予定の%(moment)sに公表できませんでした：%(reason)s"
        ),
        ScheduleOutcome.Kind.CANCELLED: _(
            "%(year)sの進捗報告書を%(moment)sに公表する予定を、取り消しました"
        ),
        ScheduleOutcome.Kind.REPLACED: _(
            "%(year)sの進捗報告書を%(moment)sに公表する予定を、ほかの予定や公表に置きかえました"
        ),
    }
    return Line(
        outcome.at,
        Kind.SCHEDULE_OUTCOME,
        name_of(outcome.by) if outcome.by else "",
        messages[ScheduleOutcome.Kind(outcome.kind)] % words,
        reverse("reports:schedules", args=[schedule.report.fiscal_year]),
    )


def _of_reminder(reminder: Reminder) -> Line:
    words = {
        "year": reminder.fiscal_year.label,
        "count": len(reminder.owed),
        "address": reminder.address,
        "error": reminder.error,
    }
    messages = {
        Reminder.Result.SENT: _(
            "%(year)sの指標%(count)d件の入力をお願いするメールを、%(address)sに送りました"
        ),
        Reminder.Result.FAILED: _(
            "%(year)sの指標%(count)d件の入力をお願いするメールを、%(address)sに送れませんでした"
            "（%(error)s）"
        ),
        Reminder.Result.SENDING: _(
            "%(year)sの指標%(count)d件の入力をお願いするメールは、%(address)sに送る途中で止まりました"
        ),
    }
    return Line(
        reminder.attempted_at,
        Kind.REMINDER,
        name_of(reminder.recipient),
        messages[Reminder.Result(reminder.result)] % words,
    )


def _of_admin(entry: LogEntry) -> Line:
    words = {
        "model": entry.content_type.name if entry.content_type else "",
        "object": entry.object_repr,
        "message": entry.get_change_message(),
    }
    if entry.action_flag == ADDITION:
        text = _("%(model)s「%(object)s」を追加しました") % words
    elif entry.action_flag == CHANGE:
        text = _("%(model)s「%(object)s」を変えました：%(message)s") % words
    else:
        text = _("%(model)s「%(object)s」を削除しました") % words
    return Line(entry.action_time, Kind.ADMIN, name_of(entry.user), text)


def _of_sign_in(attempt: SignInAttempt) -> Line:
    account: User | None = attempt.account
    if account is None:
        text = _("登録のないIDで、サインインが試みられました")
    elif attempt.succeeded:
        text = _("サインインしました")
    else:
        text = _("このIDで、サインインに失敗しました")
    return Line(attempt.at, Kind.SIGN_IN, name_of(account) if account else "", text)


TELLERS: dict[Kind, Any] = {
    Kind.FIGURE: _of_entry,
    Kind.REPORT: _of_draft,
    Kind.EDITION: _of_edition,
    Kind.SCHEDULE: _of_schedule,
    Kind.SCHEDULE_OUTCOME: _of_schedule_outcome,
    Kind.REMINDER: _of_reminder,
    Kind.ADMIN: _of_admin,
    Kind.SIGN_IN: _of_sign_in,
}
