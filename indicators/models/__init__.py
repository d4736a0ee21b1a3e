"""The tables of `indicators`. Everybody imports the models from here."""

from indicators.models.entry import Entry, EntryQuerySet, published_figures
from indicators.models.indicator import Indicator, IndicatorQuerySet, Target
from indicators.models.office import EntryDeadline, Posting, Reminder

__all__ = [
    "Entry",
    "EntryDeadline",
    "EntryQuerySet",
    "Indicator",
    "IndicatorQuerySet",
    "Posting",
    "Reminder",
    "Target",
    "published_figures",
]
