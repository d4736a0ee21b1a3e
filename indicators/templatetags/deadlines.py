"""The last day for entering a year's figures, and how far away it is."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils.translation import gettext as _

from indicators.models import EntryDeadline
from records.fiscal_year import FiscalYear

register = template.Library()


@register.simple_tag
def due_on(year: FiscalYear) -> dt.date:
    """Return the last day for entering the figures of `year`: {% due_on year as due %}.

    It costs the page one query.
    """
    return EntryDeadline.objects.due_on(year)


@register.simple_tag
def time_left(due: dt.date, today: dt.date) -> str:
    """Return how long it is until `due`, or how long ago that was, as a sentence."""
    days = (due - today).days
    if days < 0:
        return _("期限を%(days)d日過ぎています。") % {"days": -days}
    if days == 0:
        return _("期限は今日です。")
    return _("期限まであと%(days)d日です。") % {"days": days}
