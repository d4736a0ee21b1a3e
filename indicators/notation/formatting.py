"""How numbers are written: for people with commas, for machines without. Pure."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from indicators.notation.limits import DECIMAL_PLACES

NO_RATE = "－"


def format_number(value: Decimal, places: int = DECIMAL_PLACES) -> str:
    """Return `value` as 1,234.5, rounded to at most `places` decimals."""
    text = f"{rounded(value, places):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain_digits(value: Decimal | None) -> str:
    """Return `value` as machines read it, 1234.5 without commas or needless zeros; "" for None."""
    if value is None:
        return ""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def format_rate(rate: Decimal | None) -> str:
    """Return a rate in percent as 60.0%, or － where there is none."""
    return NO_RATE if rate is None else f"{rounded(rate, 1):,f}%"


def rounded(value: Decimal, places: int) -> Decimal:
    """Return `value` rounded half up (away from 0) to `places` decimals, never as minus zero."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) + 0
