"""How the change log tells of a row: what was done, in a sentence, by whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.fiscal_year import FiscalYear
from indicators.forms import typed
from indicators.models import Entry, Indicator, Reminder
from kikugawa_portal.models import SignInAttempt
from reports.models import Edition, SavedDraft


class Kind(models.TextChoices):
    """What sort of thing was done."""

    FIGURE = "figure", gettext_lazy("実績値")
    DRAFT = "draft", gettext_lazy("報告書の保存")
    EDITION = "edition", gettext_lazy("報告書の公表")
    REMINDER = "reminder", gettext_lazy("入力のお願いメール")
    ADMINISTRATION = "administration", gettext_lazy("アカウントと設定")
    SIGN_IN = "sign_in", gettext_lazy("サインイン")


@dataclass(frozen=True)
class Line:
    """A line of the log. `person` is none where nobody's name was typed at the door."""

    kind: Kind
    at: dt.datetime
    person: User | None
    text: str
    detail: str = ""
    indicator: Indicator | None = None
    year: FiscalYear | None = None
    address: str = ""
    url: str = ""


Describe = Callable[[Any], Line]


def figure(entry: Entry) -> Line:
    """Tell of a revision of the ledger."""
    words = {
        "indicator": entry.indicator,
        "year": entry.year.label,
        "figure": typed(entry),
        "unit": "" if entry.value is None else entry.indicator.unit,
        "revision": entry.revision,
    }
    if entry.is_confirmed:
        text = _("%(year)s %(indicator)sを%(figure)s%(unit)sで確定しました（第%(revision)s版）。")
    elif entry.is_draft:
        text = _(
            "%(year)s %(indicator)sを%(figure)s%(unit)sで下書きに保存しました（第%(revision)s版）。"
        )
    else:
        text = _("%(year)s %(indicator)sの下書きを取り下げました（第%(revision)s版）。")
    return Line(
        Kind.FIGURE,
        entry.entered_at,
        entry.entered_by,
        text % words,
        " ".join(part for part in (entry.reason, entry.file_name) if part),
        entry.indicator,
        entry.year,
        url=reverse("indicators:history", args=[entry.indicator.code, entry.year])
        + f"#r{entry.revision}",
    )


def draft(saved: SavedDraft) -> Line:
    """Tell of a save of a report's draft."""
    year = saved.report.year
    text = _("%(year)sの進捗報告書を保存しました（%(number)s回目）。") % {
        "year": year.label,
        "number": saved.version,
    }
    url = reverse("reports:draft", args=[year, saved.version])
    return Line(Kind.DRAFT, saved.saved_at, saved.saved_by, text, year=year, url=url)


def edition(published: Edition) -> Line:
    """Tell of a publication."""
    year = published.report.year
    text = _("%(year)sの進捗報告書の第%(number)s版を公表しました。") % {
        "year": year.label,
        "number": published.number,
    }
    return Line(
        Kind.EDITION,
        published.published_at,
        published.published_by,
        text,
        published.change_note,
        year=year,
        url=published.get_absolute_url(),
    )


def reminder(sent: Reminder) -> Line:
    """Tell of a mail that asked for figures."""
    words = {"year": sent.year.label, "count": len(sent.owed)}
    if sent.result == Reminder.Result.SENT:
        text = _("%(year)sの指標%(count)s件の入力をお願いするメールを送りました。")
    elif sent.result == Reminder.Result.FAILED:
        text = _("%(year)sの指標%(count)s件の入力をお願いするメールを送れませんでした。")
    else:
        text = _("%(year)sの指標%(count)s件の入力をお願いするメールは、送る途中で止まりました。")
    return Line(
        Kind.REMINDER,
        sent.attempted_at,
        sent.recipient,
        text % words,
        sent.error or sent.address,
        year=sent.year,
    )


def administration(change: LogEntry) -> Line:
    """Tell of a change in the administration, or of accounts elsewhere."""
    kind = change.content_type.name if change.content_type else ""
    text = _("%(kind)s「%(name)s」：%(change)s") % {
        "kind": kind,
        "name": change.object_repr,
        "change": change.get_change_message() or change.get_action_flag_display(),
    }
    return Line(Kind.ADMINISTRATION, change.action_time, change.user, text)


def sign_in(attempt: SignInAttempt) -> Line:
    """Tell of a try at the door."""
    if attempt.outcome == SignInAttempt.Outcome.ENTERED:
        text = _("サインインしました。")
    elif attempt.account is None:
        text = _("登録のないIDでのサインインを断りました。")
    elif attempt.account.is_active:
        text = _("サインインを断りました。")
    else:
        text = _("サインインを断りました。このアカウントは、いま停止しています。")
    return Line(Kind.SIGN_IN, attempt.at, attempt.account, text, address=attempt.address or "")


DESCRIBE: dict[Kind, Describe] = {
    Kind.FIGURE: figure,
    Kind.DRAFT: draft,
    Kind.EDITION: edition,
    Kind.REMINDER: reminder,
    Kind.ADMINISTRATION: administration,
    Kind.SIGN_IN: sign_in,
}
