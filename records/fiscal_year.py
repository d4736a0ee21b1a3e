"""The Japanese fiscal year: 2026 <-> 令和8年度, 2026-04-01 to 2027-03-31.

Pure: no clock, no database.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

REIWA_OFFSET = 2018
"""令和N年度 is fiscal year N + 2018 (令和元年度 is FY2019)."""

ENTRY_CLOSES = (6, 30)
"""Month and day on which the figures of the year before are due."""


@dataclass(frozen=True, order=True)
class FiscalYear:
    """A fiscal year from 令和元年度 (FY2019) on, named by the calendar year in which it begins.

    Raises ValueError for a year before Reiwa, which these notations cannot express.
    """

    year: int

    def __post_init__(self) -> None:
        if not REIWA_OFFSET < self.year <= 9998:
            raise ValueError(f"no Reiwa fiscal year: {self.year}")

    def __str__(self) -> str:
        return self.label

    def __int__(self) -> int:
        return self.year

    def __sub__(self, earlier: FiscalYear) -> int:
        """Return how many years lie between `earlier` and this one."""
        return self.year - earlier.year

    @classmethod
    def containing(cls, day: dt.date) -> FiscalYear:
        """Return the fiscal year in which `day` lies."""
        return cls(day.year if day.month >= 4 else day.year - 1)

    @classmethod
    def being_entered(cls, day: dt.date) -> FiscalYear:
        """Return the guideline year whose figures are collected on `day`.

        That is the last year that has closed: FY2026 from 2027-04-01 to 2028-03-31. Before the
        first year has closed it is the first, after the last one it stays the last.
        """
        closed = cls.containing(day).year - 1
        return cls(min(max(closed, FIRST.year), LAST.year))

    @property
    def reiwa(self) -> str:
        """The year of the era as written in 和暦: 「元」 for the first, else the number."""
        number = self.year - REIWA_OFFSET
        return "元" if number == 1 else str(number)

    @property
    def label(self) -> str:
        """令和8年度, for headings beside the western year."""
        return f"令和{self.reiwa}年度"

    @property
    def long_label(self) -> str:
        """令和8年度（2026年度）, for running text."""
        return f"{self.label}（{self.year}年度）"

    @property
    def short_label(self) -> str:
        """R8, for chart axes and dense table heads only."""
        return f"R{self.year - REIWA_OFFSET}"

    @property
    def starts_on(self) -> dt.date:
        """1 April."""
        return dt.date(self.year, 4, 1)

    @property
    def ends_on(self) -> dt.date:
        """31 March of the next calendar year: the day as of which the year's figures hold."""
        return dt.date(self.year + 1, 3, 31)

    @property
    def as_of_label(self) -> str:
        """令和9年3月31日現在."""
        return f"{era_day(self.ends_on)}現在"

    @property
    def entry_opens_on(self) -> dt.date:
        """The day after the year has closed."""
        return self.ends_on + dt.timedelta(days=1)

    @property
    def usual_due_on(self) -> dt.date:
        """The last day for entering the year's figures, unless the office sets another one.

        Pages and reminders ask `EntryDeadline.objects.due_on(year)`.
        """
        return dt.date(self.year + 1, *ENTRY_CLOSES)

    @property
    def next(self) -> FiscalYear:
        """The year after."""
        return FiscalYear(self.year + 1)

    @property
    def previous(self) -> FiscalYear:
        """The year before."""
        return FiscalYear(self.year - 1)

    @property
    def is_first(self) -> bool:
        """Whether the guideline's period begins with this year."""
        return self == FIRST

    @property
    def is_last(self) -> bool:
        """Whether the guideline's period ends with this year."""
        return self == LAST

    def has_closed(self, day: dt.date) -> bool:
        """Return whether the year is over on `day`, so that its figures can be final."""
        return day > self.ends_on


def era_day(day: dt.date) -> str:
    """Return a day of Reiwa from its second year on as 和暦: 令和9年3月31日."""
    return f"令和{day.year - REIWA_OFFSET}年{day.month}月{day.day}日"


FIRST = FiscalYear(2026)
LAST = FiscalYear(2033)
GUIDELINE_YEARS = tuple(FiscalYear(year) for year in range(FIRST.year, LAST.year + 1))
"""The eight years of the guideline, 令和8年度 to 令和15年度."""


def era_moment(at: dt.datetime) -> str:
    """Return a moment in Japan as 令和9年8月1日 9:00."""
    local = timezone.localtime(at)
    words = {"day": era_day(local), "hour": local.hour, "minute": f"{local.minute:02}"}
    return _("%(day)s %(hour)d:%(minute)s") % words
