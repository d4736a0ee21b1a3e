"""A line of the change log: what somebody did, in a sentence."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class LineKind(models.TextChoices):
    """What a line of the log is about."""

    FIGURE = "figure", _("実績値")
    REPORT = "report", _("報告書の下書き")
    EDITION = "edition", _("報告書の公表")
    SCHEDULE = "schedule", _("公表の予定")
    SCHEDULE_OUTCOME = "schedule_outcome", _("公表の予定の結果")
    REMINDER = "reminder", _("入力のお願いメール")
    ADMIN = "admin", _("管理画面での変更")
    SIGN_IN = "sign_in", _("サインイン")


@dataclass(frozen=True)
class LogLine:
    """What somebody did. `person` is "" for nobody with an account, `url` "" for no page."""

    at: dt.datetime
    kind: LineKind
    person: str
    text: str
    url: str = ""
