"""Which figures are still owed, whom to ask for them on which day, and in which words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.utils import formats
from django.utils.translation import gettext as _

from indicators.ledger.completeness import Completeness, completeness
from indicators.ledger.standings import standings
from indicators.models import Entry, EntryDeadline, Indicator
from indicators.models.office import section_name
from records.fiscal_year import FiscalYear

ROLE = "city_staff"
"""The group of those who enter figures."""

DAYS_BEFORE_DUE = (30, 7, 1, -1, -7, -30)
"""On which days before the last day people are reminded; after it where negative."""


@dataclass(frozen=True)
class Owed:
    """What of a year is not done: nothing entered, or a draft that nobody has confirmed."""

    year: FiscalYear
    due_on: dt.date
    missing: tuple[Indicator, ...]
    unconfirmed: tuple[Indicator, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.unconfirmed)

    @classmethod
    def of(cls, done: Completeness, due_on: dt.date) -> Owed:
        """Return what of a year is owed. A confirmed figure under correction is not."""
        return cls(done.year, due_on, done.owed, done.unconfirmed)

    def only(self, indicators: Iterable[Indicator]) -> Owed:
        """Return what of it concerns `indicators`."""
        wanted = set(indicators)
        return Owed(
            self.year,
            self.due_on,
            tuple(indicator for indicator in self.missing if indicator in wanted),
            tuple(indicator for indicator in self.unconfirmed if indicator in wanted),
        )

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator that something is owed of."""
        return self.missing + self.unconfirmed


@dataclass(frozen=True)
class Letter:
    """One mail: to whom, and what they are asked for."""

    recipient: User
    owed: Owed


def years_to_remind(on: dt.date) -> list[tuple[FiscalYear, dt.date]]:
    """Return the years, with their last day, of which people are reminded on the day `on`."""
    return [
        (year, due)
        for year, due in EntryDeadline.objects.by_year().items()
        if (due - on).days in DAYS_BEFORE_DUE
    ]


def everything_owed(on: dt.date) -> list[Owed]:
    """Return what is owed of the years of which people are reminded on the day `on`."""
    years = years_to_remind(on)
    if not years:
        return []
    indicators = list(Indicator.objects.all())
    stands = standings(Entry.objects.filter(fiscal_year__in=[year for year, _due in years]))
    found = [Owed.of(completeness(year, indicators, stands), due) for year, due in years]
    return [owed for owed in found if owed]


def letters(owed: Owed, people: Sequence[User]) -> list[Letter]:
    """Return a letter for each of `people` who is to be asked, naming what they owe.

    The people posted to an indicator's section are asked for its figure. Everybody is asked for an
    indicator without a section, and for one to whose section nobody is posted.
    """
    posted: dict[str, set[int]] = {}
    for person in people:
        if section := _section_of(person):
            posted.setdefault(section, set()).add(person.pk)
    everybody = {person.pk for person in people}
    found = []
    for person in people:
        theirs = owed.only(
            indicator
            for indicator in owed.indicators
            if person.pk in posted.get(section_name(indicator.responsible_section), everybody)
        )
        if theirs:
            found.append(Letter(person, theirs))
    return found


def responsible_people() -> list[User]:
    """Return who enters figures and can be reached: active, of the role, with a mail address."""
    return list(
        User.objects.filter(is_active=True, groups__name=ROLE)
        .exclude(email="")
        .select_related("posting")
        .order_by("username")
    )


def subject(letter: Letter, on: dt.date) -> str:
    """Return the subject: nothing that a person typed goes into it."""
    owed = letter.owed
    words = {"year": owed.year.label, "due": formats.date_format(owed.due_on, "MONTH_DAY_FORMAT")}
    if on > owed.due_on:
        return _("【協働ポータル】%(year)sの実績値が、期限（%(due)s）を過ぎています") % words
    return _("【協働ポータル】%(year)sの実績値の入力をお願いします（%(due)sまで）") % words


def body(letter: Letter, on: dt.date, sheet_address: str) -> str:
    """Return the plain text of the mail."""
    context = {
        "letter": letter,
        "owed": letter.owed,
        "missing": [_line(indicator) for indicator in letter.owed.missing],
        "unconfirmed": [_line(indicator) for indicator in letter.owed.unconfirmed],
        "today": on,
        "sheet_address": sheet_address,
    }
    return render_to_string("indicators/mail/reminder.txt", context).strip() + "\n"


def _line(indicator: Indicator) -> str:
    """Name an indicator in one line, whatever white space its name holds."""
    if not indicator.responsible_section:
        text = _("・%(indicator)s") % {"indicator": indicator}
    else:
        words = {"indicator": indicator, "section": indicator.responsible_section}
        text = _("・%(indicator)s（担当課：%(section)s）") % words
    return " ".join(text.split())


def _section_of(person: User) -> str:
    posting = getattr(person, "posting", None)
    return section_name(posting.section) if posting else ""
