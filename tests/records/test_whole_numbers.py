"""Whole numbers that a browser sent: read where they are some, and else never anything but None."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.whole_numbers import MOST_COUNTED, MOST_KEYS, whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("7", 7), ("007", 7), ("2147483647", MOST_COUNTED)],
)
def test_a_whole_number_is_read(text: str, number: int):
    assert whole_number(text) == number


@pytest.mark.parametrize(
    "text",
    [None, "", " ", "-1", "+1", "1.5", "1e9", "1_000", " 1", "1\n", "1\0", "²", "٣", "１"],
)
def test_what_is_no_whole_number_in_ascii_digits_is_none(text: str | None):
    assert whole_number(text) is None


def test_a_number_beyond_what_is_asked_for_is_none():
    assert whole_number(str(MOST_COUNTED + 1)) is None
    assert whole_number(str(MOST_COUNTED + 1), most=MOST_KEYS) == MOST_COUNTED + 1
    assert whole_number(str(MOST_KEYS), most=MOST_KEYS) == MOST_KEYS
    assert whole_number(str(MOST_KEYS + 1), most=MOST_KEYS) is None
    assert (whole_number("9", most=9), whole_number("10", most=9)) == (9, None)


def test_a_text_of_five_thousand_digits_is_not_counted_out():
    assert whole_number("9" * 5000, most=MOST_KEYS) is None
    assert whole_number("0" * 5000) is None


@given(st.text() | st.integers().map(str), st.integers(0, MOST_KEYS))
def test_whatever_is_sent_is_a_number_in_bounds_or_none(text: str, most: int):
    found = whole_number(text, most=most)

    assert found is None or (0 <= found <= most and found == int(text))
