"""What each kind of record says in the change log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from indicators.models import Entry, Reminder
from indicators.notation.formatting import format_number
from kikugawa_portal.change_log.lines import LineKind, LogLine
from kikugawa_portal.models import SignInAttempt
from records.fiscal_year import era_moment
from records.staff import name_of
from reports.models import Edition, SavedDraft, Schedule, ScheduleOutcome


class Teller(NamedTuple):
    """How records of a kind become lines: the records with all that a line names, and the line."""

    records: Callable[[], QuerySet[Any]]
    tell: Callable[[Any], LogLine]


def _of_entry(entry: Entry) -> LogLine:
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
    return LogLine(
        entry.entered_at,
        LineKind.FIGURE,
        name_of(entry.entered_by),
        messages[Entry.Status(entry.status)] % words,
        reverse("indicators:history", args=[entry.indicator.code, entry.fiscal_year]),
    )


def _of_draft(draft: SavedDraft) -> LogLine:
    words = {"year": draft.report.fiscal_year.label, "number": draft.version}
    return LogLine(
        draft.saved_at,
        LineKind.REPORT,
        name_of(draft.saved_by),
        _("%(year)sの進捗報告書の下書きを保存しました（%(number)d回目）") % words,
        reverse("reports:draft", args=[draft.report.fiscal_year, draft.version]),
    )


def _of_edition(edition: Edition) -> LogLine:
    words = {"year": edition.report.fiscal_year.label, "number": edition.number}
    return LogLine(
        edition.published_at,
        LineKind.EDITION,
        name_of(edition.published_by),
        _("%(year)sの進捗報告書 第%(number)d版を公表しました") % words,
        edition.get_absolute_url(),
    )


def _of_schedule(schedule: Schedule) -> LogLine:
    words = {"year": schedule.report.fiscal_year.label, "moment": era_moment(schedule.publish_at)}
    return LogLine(
        schedule.made_at,
        LineKind.SCHEDULE,
        name_of(schedule.made_by),
        _("%(year)sの進捗報告書を、%(moment)sに公表する予定にしました") % words,
        reverse("reports:schedules", args=[schedule.report.fiscal_year]),
    )


def _of_schedule_outcome(outcome: ScheduleOutcome) -> LogLine:
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
    return LogLine(
        outcome.at,
        LineKind.SCHEDULE_OUTCOME,
        name_of(outcome.by) if outcome.by else "",
        messages[ScheduleOutcome.Kind(outcome.kind)] % words,
        reverse("reports:schedules", args=[schedule.report.fiscal_year]),
    )


def _of_reminder(reminder: Reminder) -> LogLine:
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
    return LogLine(
        reminder.attempted_at,
        LineKind.REMINDER,
        name_of(reminder.recipient),
        messages[Reminder.Result(reminder.result)] % words,
    )


def _of_admin(entry: LogEntry) -> LogLine:
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
    return LogLine(entry.action_time, LineKind.ADMIN, name_of(entry.user), text)


def _of_sign_in(attempt: SignInAttempt) -> LogLine:
    account: User | None = attempt.account
    if account is None:
        text = _("登録のないIDで、サインインが試みられました")
    elif attempt.succeeded:
        text = _("サインインしました")
    else:
        text = _("このIDで、サインインに失敗しました")
    return LogLine(attempt.at, LineKind.SIGN_IN, name_of(account) if account else "", text)


TELLERS = {
    LineKind.FIGURE: Teller(
        lambda: Entry.objects.select_related("indicator", "entered_by"), _of_entry
    ),
    LineKind.REPORT: Teller(
        lambda: SavedDraft.objects.select_related("report", "saved_by").defer("parts"), _of_draft
    ),
    LineKind.EDITION: Teller(
        lambda: Edition.objects.facts().select_related("report", "published_by"), _of_edition
    ),
    LineKind.SCHEDULE: Teller(
        lambda: Schedule.objects.select_related("report", "made_by"), _of_schedule
    ),
    LineKind.SCHEDULE_OUTCOME: Teller(
        lambda: ScheduleOutcome.objects.select_related("schedule__report", "by"),
        _of_schedule_outcome,
    ),
    LineKind.REMINDER: Teller(lambda: Reminder.objects.select_related("recipient"), _of_reminder),
    LineKind.ADMIN: Teller(
        lambda: LogEntry.objects.select_related("user", "content_type"), _of_admin
    ),
    LineKind.SIGN_IN: Teller(lambda: SignInAttempt.objects.select_related("account"), _of_sign_in),
}
