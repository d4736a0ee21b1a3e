"""How numbers are written for people."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.notation.formatting import format_number, format_rate, rounded
from indicators.notation.reading import read_figure


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("-0", "0"),
        ("0.0000", "0"),
        ("12", "12"),
        ("12.0000", "12"),
        ("100", "100"),
        ("1E+3", "1,000"),
        ("12.5000", "12.5"),
        ("1234", "1,234"),
        ("1234567.25", "1,234,567.25"),
        ("-1234.5", "-1,234.5"),
        ("99999999999.9999", "99,999,999,999.9999"),
        ("0.0001", "0.0001"),
        ("10.33333333333333333333333333", "10.3333"),
        ("0.00005", "0.0001"),
        ("-0.00001", "0"),
    ],
)
def test_number_has_commas_and_no_idle_zeros(value: str, text: str):
    assert format_number(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [("10.25", 1, "10.3"), ("-10.25", 1, "-10.3"), ("10.04", 1, "10"), ("9.5", 0, "10")],
)
def test_number_is_rounded_half_up(value: str, places: int, text: str):
    assert format_number(Decimal(value), places) == text


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (Decimal("60.0"), "60.0%"),
        (Decimal(-20), "-20.0%"),
        (Decimal("1250.0"), "1,250.0%"),
        (Decimal("-0.0"), "0.0%"),
        (None, "－"),
    ],
)
def test_rate_has_one_decimal(rate: Decimal | None, text: str):
    assert format_rate(rate) == text


figures = st.decimals(min_value=-(10**11) + 1, max_value=10**11 - 1, places=4)


@given(figures)
def test_what_is_written_is_read_back_the_same(value):
    assert read_figure(format_number(value)).value == value


@given(figures, st.integers(0, 4))
def test_rounding_moves_by_half_a_place_at_most(value, places):
    assert abs(rounded(value, places) - value) <= Decimal(5).scaleb(-places - 1)
