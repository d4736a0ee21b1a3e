"""Ticks, room for text, and numbers short enough for it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.charts.scales import Scale, short_number, text_width
from tests.indicators.made import amounts

ledger = st.decimals(min_value=-(10**11) + 1, max_value=10**11 - 1, places=4)


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        (["12", "20"], ["0", "5", "10", "15", "20"]),
        (["3"], ["0", "1", "2", "3"]),
        (["1"], ["0", "1"]),
        (["0"], ["0", "1"]),
        ([], ["0", "1"]),
        (["0.5"], ["0.0", "0.2", "0.4", "0.6"]),
        (["-4", "10"], ["-5", "0", "5", "10"]),
        (["-3"], ["-3", "-2", "-1", "0"]),
        (["96.5"], ["0", "50", "100"]),
    ],
)
def test_axis_has_round_ticks_and_zero(values: list[str], ticks: list[str]):
    scale = Scale.covering(map(Decimal, values))
    assert scale.ticks == tuple(map(Decimal, ticks))


@given(st.lists(ledger, max_size=9))
def test_axis_covers_zero_and_every_value(values):
    scale = Scale.covering(values)
    assert 0 in scale.ticks
    assert 2 <= len(scale.ticks) <= 7
    for value in values:
        assert 0 <= scale.share(value) <= 1


@given(st.lists(amounts.map(lambda number: number.to_integral_value()), min_size=1))
def test_axis_of_whole_values_has_whole_ticks(values):
    assert all(tick == tick.to_integral_value() for tick in Scale.covering(values).ticks)


@given(amounts, amounts)
def test_greater_value_lies_higher(one, other):
    scale = Scale.covering([one, other])
    lower, higher = sorted((one, other))
    assert scale.share(lower) <= scale.share(higher)


@pytest.mark.parametrize(
    ("highest", "labels"),
    [
        ("20", ["0", "5", "10", "15", "20"]),
        ("40000", ["0", "10,000", "20,000", "30,000", "40,000"]),
        ("200000", ["0", "5万", "10万", "15万", "20万"]),
        ("100000", ["0", "5万", "10万"]),
        ("3000000000", ["0", "10億", "20億", "30億"]),
    ],
)
def test_ticks_are_labelled_in_one_unit(highest: str, labels: list[str]):
    assert list(Scale.covering([Decimal(highest)]).labels().values()) == labels


@given(st.lists(ledger, min_size=1))
def test_labels_tell_all_ticks_apart(values):
    labels = Scale.covering(values).labels()
    assert len(set(labels.values())) == len(labels)
    assert labels[Decimal(0)] == "0"


@pytest.mark.parametrize(
    ("value", "room", "text"),
    [
        ("12", "3", "12"),
        ("1234", "3", "1,234"),
        ("96.25", "2.6", "96.3"),
        ("96.25", "2", "96"),
        ("83456", "2.6", "8.3万"),
        ("83456", "2", "8万"),
        ("99999999999", "3", "1,000億"),
        ("123456789", "3", "1.2億"),
        ("-83456", "3", "-8.3万"),
        ("0", "1", "0"),
        ("0.0001", "1", "0.0001"),
        ("-0.04", "1", "-0.04"),
        ("0.26", "1", "0.3"),
    ],
)
def test_number_is_shortened_to_its_room(value: str, room: str, text: str):
    assert short_number(Decimal(value), Decimal(room)) == text


@given(ledger, st.integers(0, 8).map(Decimal))
def test_number_becomes_zero_only_if_it_is(value, room):
    assert (short_number(value, room) in {"0", "0万", "0億"}) is (value == 0)


def test_japanese_text_is_wider_than_digits():
    assert text_width("未公表") == 3
    assert text_width("12.5") == Decimal("2.12")
    assert text_width("") == 0
