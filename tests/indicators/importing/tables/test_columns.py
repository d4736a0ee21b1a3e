"""Which columns name the indicators, and what the others hold where no heading says so."""

import pytest

from indicators.importing.files.grid import Grid
from indicators.importing.tables.columns import LOOKED_AT, Guess, guessed_columns, key_columns
from indicators.importing.tables.matching import Names
from tests.indicators.importing.made_tables import SHEET

NAMES = Names(SHEET)
FIRST, SECOND, THIRD = SHEET


@pytest.mark.parametrize(
    ("names", "keys"),
    [
        ([FIRST.name, SECOND.name], (0, 1)),
        ([FIRST.name, SECOND.name, "ほか"], (0, 1)),
        ([SECOND.name, SECOND.name], (0,)),  # half of the rows agree
        ([SECOND.name, FIRST.name], (0,)),
    ],
)
def test_without_headings_a_second_column_names_indicators_where_most_rows_agree(names, keys):
    rows = zip([FIRST.code, SECOND.code, THIRD.code], names, strict=False)

    assert key_columns(Grid.of(rows), 0, NAMES, {}) == keys


def test_the_column_that_names_most_indicators_goes_first():
    rows = [[FIRST.code, FIRST.name], ["?", SECOND.name], ["", THIRD.name]]

    assert key_columns(Grid.of(rows), 0, NAMES, {}) == (1, 0)


def test_what_stands_above_the_first_figure_names_no_indicator():
    rows = [[FIRST.code, "", ""], ["", SECOND.name, "12"]]

    assert key_columns(Grid.of(rows), 1, NAMES, {}) == (1,)


@pytest.mark.parametrize(
    ("rows", "guess"),
    [
        ([["1-1", "12"], ["1-2", "3"]], Guess(value=1)),
        ([["1-1", "12", "速報"]], Guess(value=1, note=2)),
        ([["1-1", "回", "12", "速報"]], Guess(value=2, note=3, unit=1)),
        ([["1-1", "回", "12"], ["1-2", "件", "3"]], Guess(value=2, unit=1)),  # all units there are
        ([["1-1", "12"], ["1-2"]], Guess(value=1)),
        ([["1-1", "課", "12"]], Guess(value=2, passed_over=(1,))),
        ([["1-1", "未定"], ["1-2", "不明"]], Guess(value=1)),  # no other column can be meant
        ([["1-1", "12", "3"]], None),  # two columns of figures
        ([["1-1", "未定", "課"]], None),  # none, of two
        ([["1-1", "12", "速報", "課"]], None),  # two columns of words behind it
        ([["1-1", "12", "回", "件"]], None),  # two of units
        ([["1-1", "12", "速報"], ["1-2", "未定", "課"]], None),  # half are figures
        ([["1-1", "12", "速報"], ["1-2", "3", "課"], ["2-1", "?", ""]], Guess(value=1, note=2)),
    ],
)
def test_columns_without_headings_are_guessed_only_where_one_meaning_is_left(rows, guess):
    assert guessed_columns(Grid.of(rows), (0,), NAMES) == guess


def test_the_first_rows_decide_what_a_long_column_holds():
    figures = [["1-1", "12", "速報"]] * LOOKED_AT
    words = [["1-1", "未定", "速報"]] * (LOOKED_AT + 1)

    assert guessed_columns(Grid.of([*figures, *words]), (0,), NAMES) == Guess(value=1, note=2)
