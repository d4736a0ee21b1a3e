"""What a spreadsheet's cell holds -> what a person would have typed."""

import datetime as dt
import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.importing.files.cells import cell_text
from indicators.notation.complaints import Unreadable
from indicators.notation.reading import Reading, read_figure


@pytest.mark.parametrize(
    ("held", "text"),
    [
        (None, ""),
        ("１２件", "１２件"),
        (12, "12"),
        (0, "0"),
        (-3, "-3"),
        (12.0, "12"),
        (-0.0, "0"),
        (12.5, "12.5"),
        (0.1 + 0.2, "0.3"),
        (1.1 * 3, "3.3"),
        (4.35 * 100, "435"),
        (1e9, "1000000000"),
        (1e15, "1000000000000000"),
        (1e-5, "0.00001"),
        (99999999999.9999, "99999999999.9999"),
        (Decimal("12.50"), "12.5"),
        (1000, "1000"),
        (46113, "46113"),
    ],
)
def test_a_cell_is_spoken_as_a_person_would_type_it(held, text):
    assert cell_text(held) == text


@pytest.mark.parametrize(
    ("held", "number_format", "text"),
    [
        (0.125, "0.0%", "12.5%"),
        (0.07, "0%", "7%"),
        (0.29, "0%", "29%"),
        (1, "0%", "100%"),
        (-0.5, "0.00%;[Red]-0.00%", "-50%"),
        (12.5, '0.0"%"', "12.5"),  # a percent sign as mere text scales nothing
        (12, '#,##0"件"', "12"),
        (12, '#,##0;"△ "#,##0', "12"),
        (-12, '#,##0;"△ "#,##0', "-12"),
    ],
)
def test_a_percentage_is_spoken_as_it_is_shown(held, number_format, text):
    assert cell_text(held, number_format) == text


@pytest.mark.parametrize(
    ("held", "told"),
    [
        (dt.datetime(2026, 1, 1), "2026/1/1"),  # noqa: DTZ001 - so it lies in a file
        (dt.datetime(2026, 1, 1, 9, 30), "2026-01-01 09:30:00"),  # noqa: DTZ001
        (dt.date(2026, 12, 3), "2026/12/3"),
        (dt.time(12, 30), "12:30:00"),
        (dt.timedelta(hours=30), "1 day, 6:00:00"),
        (True, "TRUE"),
        (False, "FALSE"),
        (float("nan"), "#NUM!"),
        (float("inf"), "#NUM!"),
    ],
)
def test_what_is_no_number_is_told_and_not_taken(held, told):
    with pytest.raises(Unreadable) as refusal:
        cell_text(held)
    assert told in refusal.value.message
    assert refusal.value.message.endswith("ください。")


def test_a_cell_of_an_unknown_kind_is_refused():
    with pytest.raises(Unreadable, match="読めない種類"):
        cell_text(object())


@given(st.integers(-99_999_999_999, 99_999_999_999))
def test_every_whole_number_is_read_back_from_int_and_float(number):
    assert read_figure(cell_text(number)) == Reading(Decimal(number))
    assert read_figure(cell_text(float(number))) == Reading(Decimal(number))


@given(st.decimals(min_value=-(10**10), max_value=10**10, places=4))
def test_every_decimal_of_the_ledger_survives_a_binary_fraction(number):
    assert read_figure(cell_text(float(number))).value == number


@given(st.integers(-10_000, 10_000), st.sampled_from(["0%", "0.0%", "0.00%"]))
def test_every_percentage_survives_being_a_fraction_of_one(hundredths, number_format):
    """12.34 % lies in the file as 0.1234, or a neighbour of it."""
    number = Decimal(hundredths) / 100
    assert read_figure(cell_text(float(number) / 100, number_format), "%").value == number


@given(st.floats())
def test_any_float_is_spoken_plainly_or_refused(held):
    if math.isfinite(held):
        assert set(cell_text(held)) <= set("-.0123456789")
    else:
        with pytest.raises(Unreadable, match="#NUM!"):
            cell_text(held)
