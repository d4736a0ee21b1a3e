"""Text without what nobody can see and XML cannot hold."""

import unicodedata
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from records.plain_text import plain_json, plain_line, plain_text

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ふつうの文。\n次の行\tです。", "ふつうの文。\n次の行\tです。"),
        ("Wordの改行\v次の行", "Wordの改行\n次の行"),
        ("改ページ\f次", "改ページ\n次"),
        ("一\r\n二\r三\u2028四\u2029五\x85六", "一\n二\n三\n四\n五\n六"),
        ("鳴る\x07、消す\x1b[31m、\x1f、\x7f、\x9b、\x00", "鳴る、消す[31m、、、、"),
        ("\ufeff表\ufffe・\uffff・\ufdd0・\U0001ffff", "表・・・"),
        ("半分\ud83d", "半分"),
        ("逆\u202e転", "逆転"),
        ("家族👨‍👩‍👧と葛󠄀城市", "家族👨‍👩‍👧と葛󠄀城市"),
    ],
)
def test_invisible_characters_go_and_breaks_become_line_ends(typed, kept):
    assert plain_text(typed) == kept


def test_a_line_has_no_breaks_and_no_tabs():
    assert plain_line("交流\v機会\t\nの創出") == "交流 機会 の創出"


def test_every_text_of_a_json_value_is_made_plain_and_nothing_else():
    value = {"note\v": ["一\v二", 3, None, True, {"x": "\x07"}]}

    assert plain_json(value) == {"note\v": ["一\n二", 3, None, True, {"x": ""}]}


@given(ANY_TEXT)
@example("\ud83d\ude0a")
def test_any_text_becomes_one_that_utf_8_and_xml_hold(text):
    plain = plain_text(text)
    xml = ET.fromstring(f"<p>{escape(plain)}</p>")  # noqa: S314 (our own text)

    assert (xml.text or "") == plain
    assert plain_text(plain) == plain


@given(ANY_TEXT)
def test_what_can_be_seen_stays(text):
    def seen(text):
        return [c for c in text if unicodedata.category(c)[0] in "LMNPS"]

    assert seen(plain_text(text)) == seen(text)
