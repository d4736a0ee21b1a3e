"""A table of figures -> the figures that it proposes, or what to mend."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indicators.importing.files.grid import Cell, Grid, UnclearTable
from indicators.importing.files.pasted import MAX_LENGTH, read_paste
from indicators.importing.tables.matching import spelling_of
from indicators.importing.tables.proposals import read_block
from records.plain_text import plain_text
from tests.indicators.importing.made_tables import (
    ALL_YEARS,
    FY2026,
    FY2027,
    SHEET,
    Known,
    block,
    found,
    refusals,
    tsv,
)

# The clipboard ------------------------------------------------------------------------------


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_line_ends_of_every_kind_end_a_row(end):
    assert texts(read_paste(f"1-1\t12{end}1-2\t3{end}")) == [["1-1", "12"], ["1-2", "3"]]


def test_a_quoted_cell_holds_line_ends_tabs_and_quotes():
    pasted = '1-1\t12\t"二行の\r\n備考"\r\n1-2\t3\t"「""約""」\tです"\r\n'

    assert texts(read_paste(pasted)) == [
        ["1-1", "12", "二行の\n備考"],
        ["1-2", "3", '「"約"」\tです'],
    ]


@pytest.mark.parametrize("pasted", ['1-1\t"12\n1-2\t3', '1-1\t12"\n1-2\t3'])
def test_a_quote_that_nothing_closes_swallows_no_row(pasted):
    assert [row[0] for row in texts(read_paste(pasted))] == ["1-1", "1-2"]


def test_a_line_end_as_word_leaves_it_stays_inside_its_cell():
    assert texts(read_paste("1-1\t12\tセンター調べ\vうち新規2件\n1-2\t3\t\n")) == [
        ["1-1", "12", "センター調べ\nうち新規2件"],
        ["1-2", "3", ""],
    ]


def test_blank_rows_at_the_end_are_dropped():
    assert texts(read_paste("1-1\t12\r\n\r\n\t\r\n \r\n")) == [["1-1", "12"]]


def test_a_paste_that_is_too_long_is_refused_before_it_is_read():
    with pytest.raises(UnclearTable, match="貼り付けた文字が多すぎます"):
        read_paste("1\t" * MAX_LENGTH)


cells = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00\r"))


@given(st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=6))
def test_every_table_that_a_spreadsheet_writes_is_read_back(rows):
    rows.append(["end", "of table"])
    assert texts(read_paste(tsv(rows).removeprefix("\ufeff"))) == [
        [plain_text(cell) for cell in row] for row in rows
    ]


@given(st.text())
def test_any_paste_becomes_a_grid(pasted):
    assert isinstance(read_paste(pasted), Grid)


# Which indicator ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "1-1", "１－１", "1−1", "1‐1", " 1-1 ", "1 - 1", "1ー1",
        "交流機会の創出事業の実施回数", "交流機会の　創出事業の 実施回数",
        "1-1 交流機会の創出事業の実施回数", "1-1：交流機会の創出事業の実施回数",
        '"交流機会の\r\n創出事業の実施回数"',
    ],
)  # fmt: skip
def test_an_indicator_is_found_by_code_or_name_however_it_is_spelled(name):
    assert found(block(f"{name}\t12\n")) == {"1-1/2026": "12"}


def test_half_width_katakana_names_the_same_indicator():
    assert found(block("ｺｰﾃﾞｨﾈｰﾄ件数\t3")) == {"1-2/2026": "3"}


def test_code_and_name_together_must_agree():
    read = block("1-1\tコーディネート件数\t12\n2-1\t情報発信件数\t3\n1-2\tコーディネート件数\t4")

    assert found(read) == {"2-1/2026": "3", "1-2/2026": "4"}
    assert refusals(read) == {
        "1行目の3列目": "「1-1 コーディネート件数」は、指標IDと指標名が違う指標を指しています。"
        "どちらかを直してください。"
    }


def test_a_name_that_was_edited_is_told_where_the_code_still_says_which():
    read = block("指標ID\t指標名\t実績値\n1-1\t交流の回数\t12\n1-2\tコーディネート件数\t3")

    assert found(read) == {"1-1/2026": "12", "1-2/2026": "3"}
    assert read.proposals[0].remarks == (
        "「交流の回数」は、この指標のIDや名前と違います。ほかの列から、この指標と判断しました。",
    )


def test_an_unknown_row_is_told_by_its_place_with_what_to_do():
    read = block("1-1\t12\n9-9\t3\n")

    assert found(read) == {"1-1/2026": "12"}
    assert refusals(read) == {
        "2行目の2列目": "「9-9」という指標はありません。"
        "指標IDか指標名を、年度入力シートと同じに書いてください。"
    }


def test_every_figure_says_what_its_row_calls_itself_and_what_stands_there():
    read = block(
        "指標ID\t指標名\tR8\tR9\n1-2\tコーディネート件数\t12\t\n9-9\t謎\t\t 3\n8-8\t謎\t4\t5",
        ALL_YEARS,
    )

    assert [(p.place, p.label, p.text) for p in read.proposals] == [
        ("2行目の3列目", "1-2 コーディネート件数", "12"),
        ("3行目の4列目", "9-9 謎", "3"),
        ("4行目の3列目", "8-8 謎", "4 5"),
    ]


def test_a_cell_that_cannot_be_taken_is_refused_with_what_its_file_said_of_it():
    cell, good = Cell("=A1", "数式です。"), Cell("1-1")

    assert refusals(read_block(Grid(((good, cell),)), SHEET, (FY2026,))) == {
        "1行目の2列目": "数式です。"
    }
    named = Grid(((good, Cell("3")), (cell, Cell("4"))))
    assert refusals(read_block(named, SHEET, (FY2026,))) == {"2行目の2列目": "数式です。"}


def test_an_unknown_row_without_a_value_is_told_and_harms_nothing():
    read = block("1-1\t12\n※速報値\t\n")

    assert (found(read), refusals(read)) == ({"1-1/2026": "12"}, {})
    assert read.remarks == [
        "2行目「※速報値」は、実績値がなく、どの指標でもないため、読んでいません。"
    ]


def test_a_code_that_became_a_date_is_recognised_and_not_guessed():
    read = block("1月1日\t12\n1-2\t3")

    assert refusals(read) == {
        "1行目の2列目": "「1月1日」は、日付に変わった指標IDのように見えます。"
        "指標IDの列の書式を「文字列」にして「1-1」のように入力し直すか、指標名を使ってください。"
    }
    assert found(read) == {"1-2/2026": "3"}


def test_a_date_in_place_of_the_code_does_no_harm_beside_the_name():
    read = block("指標ID\t指標名\t実績値\n1月1日\t交流機会の創出事業の実施回数\t12")

    assert found(read) == {"1-1/2026": "12"}
    assert len(read.proposals[0].remarks) == 1


def test_a_value_without_any_name_is_refused():
    assert refusals(block("1-1\t12\n\t3\n")) == {
        "2行目の2列目": "指標IDも指標名もない行に値があります。指標IDか指標名を入れてください。"
    }


def test_an_indicator_named_twice_is_refused_in_both_places():
    read = block("1-1\t12\n1-2\t3\n１－１\t13\n")

    message = (
        "指標1-1の値が1行目の2列目、3行目の2列目にあります。正しい値を一つだけ残してください。"
    )
    assert refusals(read) == {"1行目の2列目": message, "3行目の2列目": message}
    assert found(read) == {"1-2/2026": "3"}


def test_namesakes_need_their_code():
    twins = (Known("1-1", "相談件数", "件"), Known("1-2", "相談件数", "件"))

    read = block("相談件数\t3", sheet=twins)

    assert refusals(read) == {
        "1行目の2列目": "「相談件数」という名前の指標は、1-1、1-2の複数あります。"
        "指標IDの列を付けてください。"
    }
    assert found(block("指標ID\t指標名\t実績値\n1-2\t相談件数\t3", sheet=twins)) == {
        "1-2/2026": "3"
    }


def test_figures_that_look_like_codes_name_nothing():
    numbered = tuple(Known(str(number), f"指標{number}", "件") for number in range(1, 6))

    read = block("番号\t実績値\n1\t5\n2\t4\n3\t3\n", sheet=numbered)

    assert found(read) == {"1/2026": "5", "2/2026": "4", "3/2026": "3"}


# A lone column ------------------------------------------------------------------------------


@pytest.mark.parametrize("pasted", ["12\n3\n40\n", "令和8年度\n12\n3\n40", "12\r\n3\r\n40\r\n\r\n"])
def test_a_lone_column_is_taken_in_the_order_of_the_sheet_and_told(pasted):
    read = block(pasted)

    assert found(read) == {"1-1/2026": "12", "1-2/2026": "3", "2-1/2026": "40"}
    assert read.remarks == [
        (
            "指標の名前がないため、年度入力シートの順（1-1から2-1まで）に読みました。"
            "下の表で、値と指標の組み合わせを確かめてください。"
        )
    ]


def test_a_blank_in_a_lone_column_leaves_its_indicator_alone():
    read = block("12\n\n40")

    assert found(read) == {"1-1/2026": "12", "2-1/2026": "40"}


@pytest.mark.parametrize("pasted", ["12\n3", "12\n3\n40\n5", "2026\n12\n3"])
def test_a_lone_column_of_another_length_is_refused_or_read_as_values(pasted):
    if pasted.startswith("2026"):
        assert found(block(pasted))["1-1/2026"] == "2026"
        return
    with pytest.raises(UnclearTable, match="年度入力シートの順に3行"):
        block(pasted)


# Columns ------------------------------------------------------------------------------------


def test_a_column_a_year_fills_all_years():
    read = block("指標\tR8\t令和9年度\t2028\n1-1\t1\t2\t3\n1-2\t\t5\t\n", ALL_YEARS)

    assert found(read) == {"1-1/2026": "1", "1-1/2027": "2", "1-1/2028": "3", "1-2/2027": "5"}


def test_other_years_on_a_years_page_are_told_and_left_alone():
    read = block("指標\tR8\tR9\n1-1\t1\t2\n")

    assert found(read) == {"1-1/2026": "1"}
    assert read.remarks == [
        (
            "3列目：「R9」は、令和8年度の値ではないため、読んでいません。"
            "その年度のページか、すべての年度を取り込むページを使ってください。"
        )
    ]


@pytest.mark.parametrize(
    ("pasted", "complaint"),
    [
        ("指標\tR9\n1-1\t1", "令和8年度の実績値の列がありません"),
        ("令和9年度実績\n指標\t実績値\n1-1\t1", "令和8年度の値ではない"),
        ("指標\tR8\t令和8年度\n1-1\t1\t2", "同じ年度の列です"),
        ("指標\t実績値\t実績値\n1-1\t1\t2", "どの年度の実績値か分かりません"),
        ("指標\tR8\t実績値\n1-1\t1\t2", "どの年度の実績値か分かりません"),
        ("指標\tH38\n1-1\t1", "1行目の2列目：見出し「H38」"),
        ("指標\t目標値\n1-1\t1", "令和8年度の実績値の列がありません"),
        ("1-1\t12\t13\n", "見出しの行がなく"),
        ("指標\t実績値\n9-9\t1\n8-8\t2\n7-7\t3", "どの行も、指標IDとも指標名とも一致しません"),
        ("指標\t実績値\n1-1\t\n", "取り込む値が一つもありません"),
        ("", "表が空です"),
        (" \t \r\n\r\n", "表が空です"),
    ],
)
def test_an_unclear_table_is_refused_as_a_whole_with_what_to_mend(pasted, complaint):
    with pytest.raises(UnclearTable) as refusal:
        block(pasted)
    assert complaint in refusal.value.message
    assert all(message.endswith("。") for message in refusal.value.messages)


@pytest.mark.parametrize(
    ("pasted", "complaint"),
    [
        ("1-1\t12", "列の見出しがないため、どの年度の値か分かりません"),
        ("指標\t実績値\n1-1\t12", "どの年度の実績値か分かりません"),
        ("指標\tR7\n1-1\t12", "年度の列がありません"),
    ],
)
def test_all_years_need_a_year_over_each_column(pasted, complaint):
    with pytest.raises(UnclearTable, match=complaint):
        block(pasted, ALL_YEARS)


def test_years_outside_the_guideline_are_told_and_left_alone():
    read = block("指標\tR7\tR8\n1-1\t9\t12", ALL_YEARS)

    assert found(read) == {"1-1/2026": "12"}
    assert read.remarks == [
        "2列目：「R7」は、令和8年度から令和15年度までの年度ではないため、読んでいません。"
    ]


def test_a_long_table_with_a_year_in_each_row_is_read():
    read = block("指標ID\t年度（西暦）\t実績値\n1-1\t2026\t3\n1-1\t2027\t4\n1-2\t令和8年度\t5")

    assert found(read) == {"1-1/2026": "3", "1-2/2026": "5"}


@pytest.mark.parametrize("text", ["来年", "備考", "実績値"])
def test_a_row_whose_year_cannot_be_read_is_refused_by_its_place(text):
    read = block(f"指標ID\t年度\t実績値\n1-1\t{text}\t3\n1-2\t2026\t4")

    assert found(read) == {"1-2/2026": "4"}
    assert refusals(read) == {
        "2行目の3列目": f"年度「{text}」が読めません。"
        "「2026」か「令和8年度」のように書いてください。"
    }


def test_a_table_that_proposes_nothing_says_what_was_passed_over():
    with pytest.raises(UnclearTable) as refusal:
        block("指標\tR8\tR9\n1-1\t\t1")

    assert refusal.value.messages == (
        "取り込む値が一つもありません。実績値の入った表か、列の見出しを確かめてください。",
        (
            "3列目：「R9」は、令和8年度の値ではないため、読んでいません。"
            "その年度のページか、すべての年度を取り込むページを使ってください。"
        ),
    )


def test_the_portals_own_open_data_can_be_brought_back():
    read = block(
        "全国地方公共団体コード\t自治体名\t指標ID\t方向性\t指標名\t年度（西暦）\t年度（和暦）\t実績値"
        "\t単位\t状態\t目標値\t備考\t更新日\n"
        "222241\t静岡県菊川市\t1-1\t交流\t交流機会の創出事業の実施回数\t2026\t令和8年度\t12\t回"
        "\t確報\t24\t暫定\t2027-06-01\n"
        "222241\t静岡県菊川市\t1-1\t交流\t交流機会の創出事業の実施回数\t2027\t令和9年度\t\t回"
        "\t未公表\t24\t\t\n",
        ALL_YEARS,
    )

    assert (found(read), read.remarks) == ({"1-1/2026": "12"}, [])
    assert read.proposals[0].note == "暫定"


def test_notes_reasons_and_units_come_along():
    (proposal,) = block(
        '指標ID\t単位\t実績値\t備考\t訂正の理由\n1-1\t件\t12\t"二行の\n備考"\t数え直し'
    ).proposals

    assert (proposal.text, proposal.note) == ("12", "二行の 備考")
    assert (proposal.reason, proposal.unit) == ("数え直し", "件")


def test_without_headings_unit_and_note_are_told_apart_from_the_value():
    (proposal,) = block("1-1\t回\t12\t12月末の値").proposals

    assert (proposal.text, proposal.note, proposal.unit) == ("12", "12月末の値", "回")


def test_words_left_of_the_value_are_passed_over_and_told():
    read = block("地域支援課\t1-1\t12\n地域支援課\t1-2\t3")

    assert found(read) == {"1-1/2026": "12", "1-2/2026": "3"}
    assert read.remarks == ["1列目「地域支援課」は、何の列か分からないため、読んでいません。"]


def test_an_unknown_column_is_told():
    read = block("指標\t実績値\tメモ書き\n1-1\t12\tあとで確認")

    assert read.remarks == ["3列目「メモ書き」は、何の列か分からないため、読んでいません。"]


def test_two_notes_for_two_years_go_each_to_its_own():
    read = block("指標\tR8\tR9\t備考（R9）\t備考\n1-1\t1\t2\t九年\t何年", ALL_YEARS)

    assert [(p.year, p.note) for p in read.proposals] == [(FY2026, ""), (FY2027, "九年")]
    assert read.remarks == ["5列目の備考は、どの年度のものか分からないため、読んでいません。"]


def test_a_title_above_the_heading_is_no_obstacle():
    assert found(block("令和8年度\n\n指標\t実績値\n1-1\t12")) == {"1-1/2026": "12"}


# Properties ---------------------------------------------------------------------------------


@given(
    st.permutations(SHEET),
    st.lists(st.integers(0, 9999), min_size=3, max_size=3),
    st.booleans(),
    st.booleans(),
    st.sampled_from([["指標ID", "実績値"], ["指標名", "令和8年度"], None]),
)
def test_every_honest_table_is_read_whatever_its_order(rows, values, by_name, is_wide, heading):
    table = [[heading[0], heading[1]]] if heading else []
    for known, value in zip(rows, values, strict=True):
        key = known.name if by_name else known.code
        table.append([key.translate(WIDE) if is_wide else key, str(value)])

    assert found(block(tsv(table))) == {
        f"{known.code}/2026": str(value) for known, value in zip(rows, values, strict=True)
    }


WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")

scraps = st.sampled_from(
    ["1-1", "1-2", "9-9", "12", "約3", "R8", "R9", "H30", "実績値", "備考", "指標", "", "該当なし",
     "2026/4/1", "情報発信件数", "=A1", "年度"]
) | st.text(max_size=6)  # fmt: skip


@given(
    st.lists(st.lists(scraps, max_size=5), max_size=6),
    st.sampled_from([(FY2026,), ALL_YEARS]),
)
@example([["年度", "実績値", "1-1"]], (FY2026,))
def test_any_table_is_understood_or_refused_in_sentences(rows, years):
    try:
        read = read_block(Grid.of(rows), SHEET, years)
    except UnclearTable as refusal:
        read, messages = None, refusal.messages
        assert [message for message in messages if not message.endswith("。")] == []
    else:
        for proposal in read.proposals:
            assert proposal.refusal or (proposal.year in years and proposal.code)
            assert proposal.place


@given(st.text(max_size=20))
def test_names_are_compared_without_what_people_spell_differently(text):
    assert spelling_of(f" {text}\u3000") == spelling_of(text)
