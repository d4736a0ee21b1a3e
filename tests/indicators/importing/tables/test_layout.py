"""What each column of a table holds, and the tables of which that is not certain."""

import pytest

from indicators.importing.files.grid import UnclearTable
from tests.indicators.importing.made_tables import ALL_YEARS, FY2026, FY2027, block, found

NO_COLUMN = (
    "令和8年度の実績値の列がありません。"
    "見出しを「令和8年度」か「実績値」にした列に、値を入れてください。"
)
NO_YEAR_IN_HEADINGS = (
    "列の見出しがないため、どの年度の値か分かりません。"
    "「令和8年度」のような見出しの行も一緒に写してください。"
)


@pytest.mark.parametrize(
    ("pasted", "years", "message"),
    [
        ("1-1\t12", (FY2026, FY2027), NO_YEAR_IN_HEADINGS),
        ("1-1\t12", ALL_YEARS, NO_YEAR_IN_HEADINGS),
        (
            "1-1\t12\t13",
            (FY2026,),
            (
                "見出しの行がなく、どの列が実績値か分かりません。"
                "「指標ID」「実績値」「備考」のような見出しの行も一緒に写してください。"
            ),
        ),
        (
            "指標\t実績値\n9-9\t1",
            (FY2026,),
            (
                "どの行も、指標IDとも指標名とも一致しません。"
                "年度入力シートと同じ指標IDか指標名の列を付けてください。"
                "値だけを貼り付けるときは、年度入力シートの順に3行にしてください。"
            ),
        ),
        ("指標\t目標値\n1-1\t1", (FY2026,), NO_COLUMN),
        (
            "指標\t目標値\n1-1\t1",
            ALL_YEARS,
            (
                "年度の列がありません。見出しを「令和8年度」から「令和15年度」までのどれかにした列に、"
                "値を入れてください。"
            ),
        ),
        (
            "指標\t実績値\t実績\n1-1\t1\t2",
            (FY2026,),
            (
                "2列目、3列目は、どの年度の実績値か分かりません。"
                "見出しを「令和8年度」のように、年度ごとに一つずつ書いてください。"
            ),
        ),
        (
            "指標\t令和8年度\tR8\n1-1\t1\t2",
            (FY2026,),
            "2列目と3列目は、同じ年度の列です。取り込む列を一つだけにしてください。",
        ),
        # Beside another year's column, one that names no year may be of any.
        ("指標\tR9\t実績値\n1-1\t1\t2", (FY2026,), NO_COLUMN),
        (
            "令和9年度\n指標\t実績値\n1-1\t1",
            (FY2026,),
            (
                "1行目の1列目：「令和9年度」は、令和8年度の値ではないため、読んでいません。"
                "その年度のページか、すべての年度を取り込むページを使ってください。"
            ),
        ),
        (
            "\t平成38年度\n指標\t実績値\n1-1\t1",
            (FY2026,),
            (
                "1行目の2列目：見出し「平成38年度」は、令和の年度ではありません。"
                "「令和8年度」か「2026年度」のように書いてください。"
            ),
        ),
    ],
)
def test_an_unclear_table_is_refused_with_what_to_mend(pasted, years, message):
    with pytest.raises(UnclearTable) as refusal:
        block(pasted, years)

    assert refusal.value.messages == (message,)


def test_where_rows_name_their_year_the_columns_of_other_years_do_not_matter():
    read = block("指標\t年度\tR7\t実績値\n1-1\t2026\t1\t2\n1-2\t2027\t3\t4", ALL_YEARS)

    assert found(read) == {"1-1/2026": "2", "1-2/2027": "4"}


@pytest.mark.parametrize(
    "pasted",
    [
        "\t令和8年度\n1-1\t12",  # the column of the indicators has no heading
        "指標\t指標名\t令和8年度\n1-1\t何か\t12",
        "指標\t令和8年度\tメモ書き\n1-1\t12\t",  # nothing stands in the unknown column
    ],
)
def test_of_a_column_that_cannot_be_missed_nothing_is_said(pasted):
    read = block(pasted)

    assert (found(read), read.remarks) == ({"1-1/2026": "12"}, [])
