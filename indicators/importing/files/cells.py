"""What a spreadsheet's cell holds -> the text that a person would type for it.

Pure. Spreadsheets keep numbers as binary fractions, percentages as fractions of one, and make
dates of whatever looks like one. What is no number and no text is refused, never converted.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.notation.complaints import Unreadable, complaint, excerpt_of

EXCEL_DIGITS = 15
"""Spreadsheets keep and show at most so many digits; further ones come of binary fractions."""

PERCENT_FORMAT = re.compile(r'^(?:[^"%;]|"[^"]*")*%')
"""A number format that shows a hundred times the number, with a percent sign."""


def cell_text(value: object, number_format: str = "General") -> str:
    """Return what a person would type for a cell that holds `value`, "" for an empty one.

    Raises Unreadable for a date, a time, TRUE and FALSE, and whatever else is no figure.
    """
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            raise Unreadable(complaint("TRUE", "TRUE" if value else "FALSE"))
        case dt.datetime() | dt.date() | dt.time() | dt.timedelta():
            raise Unreadable(
                _(
                    "セルが日付か時刻（%(text)s）になっています。"
                    "セルの書式を「数値」か「文字列」に変えてから、入力し直してください。"
                )
                % {"text": _day_or_time(value)}
            )
        case int() | float() | Decimal():
            return _number(value, number_format)
    raise Unreadable(_("読めない種類のセルです。実績値の数字を入力し直してください。"))


def _number(value: float | Decimal, number_format: str) -> str:
    """Return `value` in plain digits, not rounded as the spreadsheet shows it."""
    if isinstance(value, float) and not math.isfinite(value):
        raise Unreadable(complaint("#NUM!", "#NUM!"))
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    is_percent = PERCENT_FORMAT.match(number_format) is not None
    shown_value = exact.scaleb(2) if is_percent else exact
    if isinstance(value, float):
        shown_value = Decimal(f"{shown_value:.{EXCEL_DIGITS}g}")
    text = f"{shown_value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = "0" if text in ("-0", "") else text
    return f"{text}%" if is_percent else text


def display_text(value: object) -> str:
    """Return how a cell that cannot be taken looks to a person."""
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return _day_or_time(value)
    return str(value).upper() if isinstance(value, bool) else excerpt_of(str(value))


def _day_or_time(value: dt.datetime | dt.date | dt.time | dt.timedelta) -> str:
    """Return a date or time as people write it, safe to repeat in a message."""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    text = f"{value.year}/{value.month}/{value.day}" if type(value) is dt.date else str(value)
    return excerpt_of(text)
