"""What a person types -> a number, a reason for none, or a sentence on what to mend."""

import time
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.notation.absence import Absence
from indicators.notation.complaints import EXCERPT_LENGTH, Unreadable
from indicators.notation.formatting import format_number
from indicators.notation.reading import Reading, check_against, read_figure
from records.refusals import Refusal

FULL_WIDTH = str.maketrans("0123456789,.-", "０１２３４５６７８９，．－")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        ("0", "0"),
        ("１２", "12"),
        ("1,234", "1234"),
        ("１，２３４", "1234"),
        ("12、345", "12345"),
        ("1,234,567.5", "1234567.5"),
        ("12件", "12"),
        ("１２件", "12"),
        ("12 件", "12"),
        ("１２．５", "12.5"),
        ("12.50", "12.5"),
        ("12.000000", "12"),
        ("007", "7"),
        ("+5", "5"),
        ("-3", "-3"),
        ("－3", "-3"),
        ("−３", "-3"),
        ("- 3", "-3"),
        ("-0", "0"),
        ("-0.0", "0"),
        ("'12", "12"),
        ("’12", "12"),
        (" 12\r\n", "12"),
        ("\u300012\u3000", "12"),
        ("\u00a012\u00a0件\u2003", "12"),
        ("12\t", "12"),
        ("99999999999.9999", "99999999999.9999"),
        ("46113", "46113"),
    ],
)
def test_number_is_read_however_it_is_spelled(text: str, value: str):
    assert read_figure(text, "件") == Reading(Decimal(value))
    assert str(read_figure(text, "件").value) == value


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u00a0", "\r\n", "\t\u2003\n"])
def test_empty_cell_is_blank(text: str):
    assert read_figure(text, "件") == Reading(None, "", ())
    assert read_figure(text, "件").is_blank is True


def test_zero_is_not_blank():
    assert read_figure("0", "件").is_blank is False


@pytest.mark.parametrize(
    "text",
    [
        "－", "-", "ー", "−", "―", "—", "‐", "--", "---", " － ",
        "該当なし", "該当無し", "該当無", "なし（該当）", "（該当なし）", "該当 なし",
    ],
)  # fmt: skip
def test_dash_and_words_mean_not_applicable(text: str):
    assert read_figure(text, "件") == Reading(None, Absence.NOT_APPLICABLE.value)


@pytest.mark.parametrize(
    "text", ["…", "……", "...", "‥", "・・・", "･･･", "未集計", "集計中", "（未集計）"]
)
def test_dots_and_words_mean_pending(text: str):
    assert read_figure(text, "件") == Reading(None, Absence.PENDING.value)


ROUGH = "と読みました。正確な数でないときは、そのことを備考に書いてください。"


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        ("約12", "12", f"「約12」を、ちょうど12件{ROUGH}"),
        ("12件程度", "12", f"「12件程度」を、ちょうど12件{ROUGH}"),
        ("およそ 1,200 件", "1200", f"「およそ 1,200 件」を、ちょうど1,200件{ROUGH}"),
        ("△3", "-3", "「△3」を、マイナスの数 -3 と読みました。"),
        ("▲ 1,200", "-1200", "「▲ 1,200」を、マイナスの数 -1,200 と読みました。"),
        ("ー3", "-3", "「ー3」を、マイナスの数 -3 と読みました。"),
        ("12回", "12", "単位「回」は、この指標の単位「件」と違います。12件と読みました。"),
    ],
)  # fmt: skip
def test_what_is_more_than_spelling_is_told(text: str, value: str, told: str):
    reading = read_figure(text, "件")

    assert (reading.value, reading.absence, reading.remarks) == (Decimal(value), "", (told,))


@pytest.mark.parametrize(
    ("text", "unit", "other"), [("12回", "件", "回"), ("12件", "件", ""), ("12回", "", "")]
)
def test_unit_that_is_not_the_indicators_is_kept(text: str, unit: str, other: str):
    assert read_figure(text, unit).other_unit == other


@pytest.mark.parametrize(
    "counter", ["回", "件", "講座", "校", "人", "名", "団体", "か所", "箇所", "円"]
)
def test_a_unit_that_people_write_is_known_behind_a_number(counter: str):
    assert read_figure(f"3{counter}") == Reading(Decimal(3))


def test_everything_understood_is_told():
    assert len(read_figure("約△12回", "件").remarks) == 3


def test_unit_is_the_indicators_own():
    assert read_figure("12講座", "講座") == Reading(Decimal(12))
    assert read_figure("12.5%", "%") == Reading(Decimal("12.5"))
    assert read_figure("１２．５％", "％") == Reading(Decimal("12.5"))
    assert read_figure("12パーセント", "%") == Reading(Decimal(12))
    assert read_figure("12人日", "人日") == Reading(Decimal(12))
    assert read_figure("3m2", "㎡") == Reading(Decimal(3))
    assert read_figure("12件") == Reading(Decimal(12))


@pytest.mark.parametrize(("text", "unit"), [("12%", "件"), ("12件", "%"), ("１２％", "回")])
def test_percentage_and_count_are_not_taken_for_each_other(text: str, unit: str):
    with pytest.raises(Unreadable, match="数字だけを入力してください"):
        read_figure(text, unit)


DATE = (
    "は、日付や時刻、分数のように見えます。セルの書式を確かめて、実績値の数字を入力してください。"
)
SCIENTIFIC = (
    "は、表計算ソフトが桁の多い数を省略した書き方です。"
    "セルの書式を「数値」にして、省略のない数字を入力してください。"
)
COMMA = (
    "は、カンマの位置が正しくありません。"
    "カンマを除いて入力してください。小数のときは「.」を使ってください。"
)
KANJI = "に漢数字があります。12や30000のように、0から9までの数字だけで入力してください。"
INVISIBLE = "に、目に見えない文字が混ざっています。数字を入力し直してください。"
NO_NUMBER = (
    "は数字として読めません。実績値を、12のように数字で入力してください。"
    "値がないときは「該当なし」か「未集計」と入力してください。"
)
FORMULA = "は数式です。表計算ソフトで「値の貼り付け」をして、計算した結果の数字にしてください。"
ERROR = "は、表計算ソフトのエラーです。元の表の計算を直し、正しい数字にしてから入力してください。"
NARROW = (
    "は、列の幅が足りずに隠れた数字です。列の幅を広げ、数字が見えるようにしてから写してください。"
)
TRUTH = "は、表計算ソフトの真偽値です。実績値の数字か、「該当なし」「未集計」にしてください。"
SPACE = (
    "は、数字の間に空白や改行があります。"
    "1つの数なら空白を除き、2つ以上あるときは1つだけを入力してください。"
)
SEVERAL = "には、数字が2つ以上あります。実績値を1つだけ入力してください。"
POINTS = "には、小数点が2つ以上あります。小数点は1つだけにしてください。"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        *((text, SCIENTIFIC) for text in ["1e9", "1E+9", "1.2E-05", "-1E+10", "１Ｅ＋９"]),
        *(
            (text, DATE)
            for text in [
                "2026/4/1", "2026/04", "4/1", "2026-04-01", "2026.4.1", "4月1日", "R8.4.1", "R8",
                "r8/4/1", "H31", "令和8年度", "2026年", "8年度", "元年", "12:30", "1/2", "㋀",
            ]
        ),
        *((text, FORMULA) for text in ["=SUM(A1)", "=1+1", "=A1/2", "＝Ｂ２"]),
        *((text, ERROR) for text in ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#name?", "＃Ｎ/Ａ"]),
        *((text, NARROW) for text in ["###", "########"]),
        *((text, TRUTH) for text in ["TRUE", "false"]),
        *((text, COMMA) for text in ["1,23", "0,123", "1,2345", "1,234,56", ",1", "1,", "△1,23"]),
        *((text, KANJI) for text in ["十二", "〇", "3万", "二〇二六", "1億2,000万"]),
        *((text, SPACE) for text in ["1 234", "12\n13", "1\t2\t3", "1,234 5"]),
        *((text, SEVERAL) for text in ["10~12", "10〜12件", "10-12", "4件と5件", "12(13)"]),
        *((text, POINTS) for text in ["12.5.1", "1..2", "1,234.5.6"]),
        *(
            (text, NO_NUMBER)
            for text in [
                "😀", "12😀", "NaN", "nan", "Infinity", "inf", "#12", "約", "件", "△",
                "+", ".", "5.", ".5", "--3", "(12)", "12ほげ", "abc", "12*", "<b>12</b>", "1️⃣",
                "12!", "$12",
            ]
        ),
    ],
)  # fmt: skip
def test_text_that_is_no_figure_is_refused_with_its_reason(text: str, complaint: str):
    with pytest.raises(Unreadable) as refusal:
        read_figure(text, "件")
    assert refusal.value.message == f"「{' '.join(text.split())}」{complaint}"


@pytest.mark.parametrize(
    ("text", "unit", "message"),
    [
        (
            "12%",
            "件",
            (
                "「12%」の単位は「%」ですが、この指標の単位は「件」です。"
                "値を確かめて、数字だけを入力してください。"
            ),
        ),
        (
            "1½",
            "件",
            (
                "「1½」に、読めない数字「½」があります。"
                "ふつうの数字（0から9まで）で入力してください。"
            ),
        ),
    ],
)
def test_refusal_says_word_for_word_what_to_mend(text: str, unit: str, message: str):
    with pytest.raises(Unreadable) as refusal:
        read_figure(text, unit)
    assert refusal.value.message == message


def test_minus_zero_is_zero():
    assert str(read_figure("-0").value) == str(read_figure("△0").value) == "0"


def test_sixty_characters_are_read_and_no_more():
    assert read_figure("0" * 59 + "7") == Reading(Decimal(7))
    with pytest.raises(Unreadable, match="長すぎて"):
        read_figure("0" * 60 + "7")


@pytest.mark.parametrize("text", ["0x1F", "1_000", "1e", "e9", "12件3"])
def test_other_nonsense_is_refused(text: str):
    with pytest.raises(Unreadable):
        read_figure(text, "件")


def test_nothing_said_is_not_taken_for_zero():
    with pytest.raises(Unreadable, match="0のときは「0」"):
        read_figure("なし", "件")


@pytest.mark.parametrize(
    "text",
    [
        "12\u200b", "\ufeff12", "1\u202e2", "\u206612\u2069", "\u200f12", "1\x002", "\x7f12",
        "\ud800", "12\ue000",
    ],
)  # fmt: skip
def test_what_cannot_be_seen_is_refused(text: str):
    with pytest.raises(Unreadable) as refusal:
        read_figure(text, "件")
    assert refusal.value.message.endswith(INVISIBLE)
    assert refusal.value.message.isprintable()


@pytest.mark.parametrize("text", ["١٢", "१२", "12²", "①", "½", "Ⅻ", "𝟏𝟐", "㊿", "〡"])
def test_other_digits_are_refused_rather_than_guessed(text: str):
    with pytest.raises(Unreadable, match=r"読めない数字「.」があります"):
        read_figure(text, "件")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("123456789012", "「123456789012」は、けたが多すぎます。整数の部分は11けたまでです。"),
        ("1.23456", "「1.23456」は、小数が長すぎます。小数点より下は4けたまでです。"),
    ],
)
def test_number_beyond_the_ledger_is_refused(text: str, complaint: str):
    with pytest.raises(Unreadable) as refusal:
        read_figure(text)
    assert refusal.value.message == complaint


@pytest.mark.parametrize(
    "text",
    [
        "9" * 10_000, "9," * 5_000, "あ" * 10_000, "1 " * 5_000, "\u202e" * 10_000,
        "." * 1_000_000, "ﷺ" * 60,
    ],
)  # fmt: skip
def test_long_text_is_refused_at_once_and_not_repeated(text: str):
    begun = time.perf_counter()
    with pytest.raises(Unreadable) as refusal:
        read_figure(text, "件")
    assert time.perf_counter() - begun < 1
    assert refusal.value.message.count(text[0]) <= EXCERPT_LENGTH


def test_refusal_can_be_shown_to_a_person():
    assert issubclass(Unreadable, Refusal)


numbers = st.decimals(
    min_value=Decimal("-99999999999.9999"), max_value=Decimal("99999999999.9999"), places=4
)
units = st.sampled_from(["", "件", "回", "講座", "校", "%", "㎡"])


@given(
    numbers,
    units,
    st.sampled_from([format_number, str, lambda number: f"{number:f}"]),
    st.booleans(),
    st.sampled_from(["", " ", "\u3000", "\r\n", "\u00a0"]),
    st.booleans(),
)
def test_every_number_that_is_written_is_read_back(number, unit, write, is_wide, space, has_unit):
    text = write(number)
    if is_wide:
        text = text.translate(FULL_WIDTH)
    if has_unit:
        text += space + unit
    assert read_figure(f"{space}{text}{space}", unit) == Reading(number)


WHITE_SPACE = [chr(n) for n in range(0x110000) if chr(n).isspace()]


@given(
    numbers,
    st.text(st.sampled_from(WHITE_SPACE), max_size=5),
    st.text(st.sampled_from(WHITE_SPACE), max_size=5),
    st.text(st.sampled_from(WHITE_SPACE), min_size=1, max_size=5),
)
def test_spaces_and_line_ends_of_every_kind_mean_nothing_around_a_figure(
    number, before, after, between
):
    written = format_number(number)
    assert read_figure(f"{before}{written}{between}件{after}", "件") == Reading(number)
    assert read_figure(f"{before}未集計{after}", "件") == Reading(absence=Absence.PENDING.value)


@given(st.dates() | st.datetimes())
def test_no_date_is_ever_taken_for_a_number(day):
    for text in (
        day.isoformat(),
        f"{day:%Y/%m/%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.month}/{day.day}",
        f"{day.month}月{day.day}日",
        f"{day.year}年{day.month}月",
        f"R{day.year % 100}.{day.month}.{day.day}",
    ):
        assert isinstance(outcome(text, "件"), Unreadable), text


@given(numbers, st.sampled_from(["%", "％", " %", "パーセント"]))
def test_a_percentage_is_read_only_where_percent_is_the_unit(number, sign):
    text = format_number(number) + sign
    assert read_figure(text, "%") == Reading(number)
    assert isinstance(outcome(text, "件"), Unreadable)


@given(numbers, st.sampled_from(["約{}", "{}程度", "約 {}件", "{}件ほど"]))
def test_every_rough_number_is_read_and_told(number, pattern):
    reading = read_figure(pattern.format(format_number(number)), "件")
    assert (reading.value, len(reading.remarks)) == (number, 1)


@given(numbers.filter(lambda number: number > 0), st.sampled_from("△▲−ー－-"))
def test_every_negative_number_is_read(number, sign):
    assert read_figure(f"{sign}{format_number(number)}", "件").value == -number


def outcome(text: str, unit: str = "") -> Reading | Unreadable:
    """Return what `text` was read as, or the refusal; nothing else may happen."""
    try:
        return read_figure(text, unit)
    except Unreadable as refusal:
        return refusal


@given(st.text() | st.text("0123456789０１,.、-－ー△約件%eE/年 　'…\u202e"), st.text(max_size=3))
def test_any_text_is_read_or_refused_in_a_sentence(text, unit):
    result = outcome(text, unit)
    if isinstance(result, Unreadable):
        assert result.message.endswith(("ください。", "けたまでです。"))
        assert len(result.message) < 150
    else:
        assert (result.value is not None) + bool(result.absence) + result.is_blank == 1


@given(st.characters())
def test_any_single_character_is_read_as_a_digit_only_if_it_is_one(char):
    result = outcome(char)
    if isinstance(result, Reading) and result.value is not None:
        assert char in "0123456789０１２３４５６７８９"
        assert result.value == unicodedata.digit(char)


@pytest.mark.parametrize(
    ("value", "places"), [("12", 0), ("0", 0), ("12.5", 1), ("-3", 1), ("12.0", 0), ("0.1234", 4)]
)
def test_figure_that_fits_the_indicator_passes(value: str, places: int):
    check_against(Decimal(value), decimal_places=places, unit="件")


@pytest.mark.parametrize(
    ("value", "places", "complaint"),
    [
        ("-3", 0, "「-3」はマイナスの数です。0以上の数で入力してください（単位：件）。"),
        ("-3.5", 0, "「-3.5」はマイナスの数です。0以上の数で入力してください（単位：件）。"),
        ("12.5", 0, "「12.5」は小数です。小数点のない整数で入力してください（単位：件）。"),
        ("12.25", 1, "「12.25」は小数が長すぎます。小数点より下は1けたまでです（単位：件）。"),
    ],
)
def test_figure_that_the_indicator_cannot_have_is_refused(value: str, places: int, complaint: str):
    with pytest.raises(Unreadable) as refusal:
        check_against(Decimal(value), decimal_places=places, unit="件")
    assert refusal.value.message == complaint
