"""Where the heading of a table is, and the headings that are doubtful."""

import pytest

from indicators.importing.files.grid import Cell, Grid, UnclearTable
from indicators.importing.tables.heading_row import HEADING_WITHIN, heading_row
from indicators.importing.tables.matching import Names
from indicators.importing.tables.proposals import read_block
from tests.indicators.importing.made_tables import FY2026, SHEET, block


def test_a_row_whose_only_heading_is_doubtful_is_the_heading_all_the_same():
    with pytest.raises(UnclearTable) as refusal:
        block("\t平成38年度\n1-1\t12\n")

    assert refusal.value.messages == (
        (
            "1行目の2列目：見出し「平成38年度」は、令和の年度ではありません。"
            "「令和8年度」か「2026年度」のように書いてください。"
        ),
    )


def test_a_heading_that_cannot_be_taken_is_named_by_its_place():
    heading = (Cell("指標ID"), Cell("実績値"), Cell("2026/4/1", "セルが日付です。"))
    rows = (heading, (Cell("1-1"), Cell("12"), Cell("")))

    with pytest.raises(UnclearTable) as refusal:
        read_block(Grid(rows, is_file=True), SHEET, (FY2026,))

    assert refusal.value.messages == ("C1：セルが日付です。",)


@pytest.mark.parametrize(("above", "row"), [(HEADING_WITHIN - 1, 9), (HEADING_WITHIN, None)])
def test_a_heading_is_looked_for_in_the_first_ten_rows(above, row):
    table = [*[["説明"]] * above, ["指標", "実績値"], ["1-1", "12"]]

    assert heading_row(Grid.of(table), Names(SHEET)) == row


def test_of_rows_that_say_as_much_the_lowest_is_the_heading():
    table = [["令和8年度", ""], ["", "実績値"], ["1-1", "12"]]

    assert heading_row(Grid.of(table), Names(SHEET)) == 1
