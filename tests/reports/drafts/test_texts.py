"""How texts are kept, and how two writers' versions come together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.fields import clean_text
from reports.drafts.texts import Clash, Texts, merge

short = st.sampled_from(["", "あ", "い", "う"])
texts = st.builds(
    Texts.of,
    introduction=short,
    sections=st.dictionaries(st.integers(1, 5), short),
    closing=short,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("一行目\r\n二行目", "一行目\n二行目"),
        ("一行目\r二行目", "一行目\n二行目"),
        ("\n  前後の空白 \n\n", "前後の空白"),
        ("ワードの\x0b改行", "ワードの\n改行"),
        ("見えない\x00文字\x1b", "見えない文字"),
        ("絵文字😀と全角　空白", "絵文字😀と全角　空白"),
    ],
)
def test_text_is_kept_without_what_no_reader_sees(typed, kept):
    assert clean_text(typed) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert clean_text(clean_text(text)) == clean_text(text)


@given(texts)
def test_texts_come_back_from_their_parts(written):
    assert Texts(written.parts).says_the_same_as(written)


def test_changes_to_different_parts_come_together():
    base = Texts.of({1: "一", 2: "二"}, introduction="前書き", closing="後書き")
    mine = Texts.of({1: "一の改", 2: "二"}, introduction="前書き", closing="後書き")
    theirs = Texts.of({1: "一", 2: "二の改"}, introduction="前書き", closing="後書き")

    outcome = merge(base=base, mine=mine, theirs=theirs)

    assert outcome.texts.parts == {
        "introduction": "前書き",
        "section-1": "一の改",
        "section-2": "二の改",
        "closing": "後書き",
    }
    assert outcome.clashes == ()


def test_changes_to_the_same_part_clash_and_keep_mine():
    base, mine, theirs = (Texts.of(introduction=text) for text in ("元", "わたし", "あなた"))

    outcome = merge(base=base, mine=mine, theirs=theirs)

    assert outcome.clashes == (Clash("introduction", mine="わたし", theirs="あなた"),)
    assert outcome.texts["introduction"] == "わたし"


def test_a_part_that_i_emptied_stays_empty():
    base = Texts.of(introduction="元")
    outcome = merge(base=base, mine=Texts.of(introduction=""), theirs=base)

    assert outcome.texts.parts == {}
    assert outcome.clashes == ()


@given(texts, texts)
def test_who_changes_alone_gets_exactly_what_they_wrote(base, mine):
    assert merge(base=base, mine=mine, theirs=base).texts.says_the_same_as(mine)
    assert merge(base=base, mine=base, theirs=mine).texts.says_the_same_as(mine)


@given(texts, texts, texts)
def test_every_text_is_merged_or_named_in_a_clash(base, mine, theirs):
    outcome = merge(base=base, mine=mine, theirs=theirs)
    merged = outcome.texts.parts
    lost = {clash.part: clash.theirs for clash in outcome.clashes}

    for part, text in mine.parts.items():
        assert merged.get(part, "") == text or text == base.parts.get(part, "")
    for part, text in theirs.parts.items():
        assert text in (merged.get(part, ""), lost.get(part), base.parts.get(part, ""))
