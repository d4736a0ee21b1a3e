"""What the heading of a column says: its kind and its year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.importing.tables.headings import Heading, Role, read_heading
from records.fiscal_year import FiscalYear
from records.refusals import Refusal


@pytest.mark.parametrize(
    "text",
    [
        "R8", "Ｒ８", "R08", "r8", "R.8", "㋿8", "令和8", "令和８年", "令和8年度", "令和 8 年度",
        "2026", "２０２６", "2026年度", "2026年", "FY2026", "令和8年度（2026年度）", "2026年度(R8)",
        "令和8年度実績", "令和8年度 実績値", "実績値（令和8年度）", "R8実績", "令和8年度の実績値",
        "令和8年度\n実績値",
    ],
)  # fmt: skip
def test_a_year_is_read_however_it_is_written(text):
    assert read_heading(text) == Heading(Role.VALUE, 2026)


@pytest.mark.parametrize(
    ("text", "role", "year"),
    [
        ("指標ID", Role.KEY, None),
        ("指標ＩＤ", Role.KEY, None),
        ("指標名", Role.KEY, None),
        ("No.", Role.KEY, None),
        ("実績値", Role.VALUE, None),
        ("備考", Role.NOTE, None),
        ("備考（令和9年度）", Role.NOTE, 2027),
        ("令和9年度備考", Role.NOTE, 2027),
        ("単位", Role.UNIT, None),
        ("訂正の理由", Role.REASON, None),
        ("目標値", Role.OTHER, None),
        ("目標値（令和15年度）", Role.OTHER, 2033),
        ("前年度", Role.OTHER, None),
        ("年度（西暦）", Role.YEAR, None),
        ("令和元年度", Role.VALUE, 2019),
    ],
)
def test_a_known_heading_tells_its_kind(text, role, year):
    assert read_heading(text) == Heading(role, year)


@pytest.mark.parametrize(
    "text", ["", "PR8", "20260", "2026/4/1", "令和8年3月", "1-1", "コーディネート件数", "あ" * 500]
)
def test_what_is_no_heading_is_none(text):
    assert read_heading(text) is None


NOT_REIWA = "は、令和の年度ではありません。「令和8年度」か「2026年度」のように書いてください。"
NO_ERA = "は、どの元号の年度か分かりません。「令和8年度」か「2026年度」のように書いてください。"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("H38", NOT_REIWA),
        ("平成38年度", NOT_REIWA),
        ("平成30年度実績", NOT_REIWA),
        ("8年度", NO_ERA),
        (
            "令和8年度（2027年度）",
            "には、違う年度が書かれています。年度を一つにしてください。",
        ),
    ],
)
def test_a_doubtful_year_is_refused_with_what_to_write(text, message):
    with pytest.raises(Refusal) as refusal:
        read_heading(text)
    assert refusal.value.message == f"見出し「{text}」{message}"


@given(st.integers(2019, 2099))
def test_every_reiwa_year_is_read_in_each_of_the_portals_own_spellings(number):
    year = FiscalYear(number)
    for text in (year.label, year.long_label, year.short_label, str(number)):
        assert read_heading(text) == Heading(Role.VALUE, number)


@given(st.text(max_size=80))
def test_any_text_is_a_heading_or_none_or_a_sentence(text):
    told = ""
    try:
        read_heading(text)
    except Refusal as refusal:
        told = refusal.message
    assert told.endswith("ください。") or not told
