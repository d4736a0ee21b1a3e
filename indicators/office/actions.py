"""The verb that sends the reminders of a day: never twice to one person, each one recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from smtplib import SMTPException

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.models import Reminder
from indicators.office import reminders
from indicators.office.reminders import Letter, Owed

MAX_ERROR = 500


def reminder_mail(letter: Letter, on: dt.date) -> EmailMessage:
    """Return the mail, ready to be sent, with an absolute link to the year's sheet."""
    sheet = settings.PUBLIC_ADDRESS + reverse("indicators:sheet", args=[letter.owed.year])
    return EmailMessage(
        subject=reminders.subject(letter, on),
        body=reminders.body(letter, on, sheet),
        to=[letter.recipient.email],
    )


def letters_for(on: dt.date) -> list[Letter]:
    """Return the letters that are to go out on the day `on`, also those that went already.

    Raises Unreachable where something is owed and nobody can be asked.
    """
    owed = reminders.everything_owed(on)
    people = reminders.responsible_people() if owed else []
    if owed and not people:
        raise Unreachable(owed)
    return [letter for year in owed for letter in reminders.letters(year, people)]


class Unreachable(LookupError):
    """Figures are owed, but no active account of city staff has a mail address."""

    def __init__(self, owed: list[Owed]) -> None:
        super().__init__(owed)
        self.owed = owed


def send_reminders(*, on: dt.date) -> Iterator[Reminder]:
    """Send the letters of the day `on` one by one, and yield the record of each.

    Nobody gets a second letter; one that failed is tried again. What goes wrong with one address
    is recorded, and the others are sent all the same.
    """
    for letter in letters_for(on):
        record = claim(letter, on)
        if record is not None:
            yield _send(record, letter, on)


def claim(letter: Letter, on: dt.date) -> Reminder | None:
    """Record that this letter is about to be sent.

    Returns None where it was sent already, or where another run is sending it.
    """
    facts = {
        "address": letter.recipient.email,
        "due_on": letter.owed.due_on,
        "owed": [indicator.code for indicator in letter.owed.indicators],
        "result": Reminder.Result.SENDING,
        "error": "",
        "attempted_at": timezone.now(),
    }
    key = {"recipient": letter.recipient, "fiscal_year": letter.owed.year, "on": on}
    try:
        with transaction.atomic():
            return Reminder.objects.create(**key, **facts)
    except IntegrityError:
        failed = Reminder.objects.select_for_update().filter(**key, result=Reminder.Result.FAILED)
        with transaction.atomic():
            record = failed.first()
            if record is None:
                return None
            for name, value in facts.items():
                setattr(record, name, value)
            record.attempts += 1
            record.save()
            return record


def _send(record: Reminder, letter: Letter, on: dt.date) -> Reminder:
    record.result, record.error = Reminder.Result.SENT, ""
    try:
        validate_email(letter.recipient.email)
        reminder_mail(letter, on).send()
    except ValidationError:
        record.result = Reminder.Result.FAILED
        record.error = _("メールアドレスの形が正しくありません。")
    except (SMTPException, OSError, ValueError) as error:
        record.result = Reminder.Result.FAILED
        record.error = f"{type(error).__name__}: {error}"[:MAX_ERROR]
    record.attempted_at = timezone.now()
    record.save(update_fields=["result", "error", "attempted_at"])
    return record
