"""What a publisher is told of a text: headings, links and characters that will not arrive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.editions.prose_faults import is_machine_dependent, plain_writing, prose_faults

DESTINATION = "https:// から始まる行き先か、/ から始まるこのポータルのページを書いてください。"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ふつうの文章です。１２、1,234件、ＮＰＯ、〜、－、％、㎝ではなくcm。".replace("㎝", "cm"),
        "# 甲\n\n## 乙\n文章\n\n# 丙\n文章",
        "## 甲\n\n#### 乙\n文章\n\n## 丙\n- 項目",
        "[指針](/guideline/#why)、[報告書](/reports/2026/)、[下](#why)、[市](https://example.jp/)",
        "<kyodo@example.jp>",
        "注[1]（参照）",
    ],
)
def test_a_text_as_it_should_be_has_no_faults(text):
    assert prose_faults(text) == []


@pytest.mark.parametrize(
    ("text", "heading"),
    [("## 甲\n\n# 乙", "甲"), ("# 甲\n\n### 乙\n\n## 丙\n\n# 丁\n\n### 戊", "乙")],
)
def test_a_heading_that_skips_a_level_is_named(text, heading):
    assert f"見出し「{heading}」の段が、前の見出しからとんでいます。" in prose_faults(text)


@pytest.mark.parametrize(
    "link",
    [
        "[読む](www.example.jp)",
        "[読む]()",
        "[読む](javascript:alert)",
        "[読む](ｈｔｔｐ://example.jp/)",
    ],
)
def test_a_link_that_stays_text_is_named(link):
    assert prose_faults(f"くわしくは、{link}へ。") == [
        f"「{link}」はリンクになりません。{DESTINATION}"
    ]


@pytest.mark.parametrize(
    "address",
    ["https://", "http://example", "https://.", "mailto:kyodo", "/no-such-page/", "//example.jp/x"],
)
def test_a_link_that_cannot_lead_anywhere_is_named(address):
    assert prose_faults(f"[読む]({address})") == [
        f"リンクの行き先「{address}」を確かめてください。"
    ]


@pytest.mark.parametrize(
    ("character", "plain"),
    [
        ("①", "(1)"),
        ("㉑", "(21)"),
        ("Ⅳ", "IV"),
        ("ⅳ", "iv"),
        ("㈱", "(株)"),
        ("㍻", "平成"),
        ("㋿", "令和"),
        ("№", "No"),
        ("㎡", "m2"),
        ("㍑", "リットル"),
        ("ｱ", "ア"),
    ],
)
def test_a_machine_dependent_character_is_named_once_with_a_plain_one(character, plain):
    assert prose_faults(f"{character}回と{character}") == [
        f"「{character}」は機種依存文字です。「{plain}」と書いてください。"
    ]


def test_a_character_without_a_plain_one_is_named_all_the_same():
    assert prose_faults("髙橋さん") == [
        "「髙」は機種依存文字です。ほかの字で書けるか確かめてください。"
    ]


@given(st.characters(codec="utf-8"))
def test_what_is_proposed_is_not_machine_dependent_itself(character):
    plain = plain_writing(character)

    if is_machine_dependent(character) and plain != character:
        assert [other for other in plain if is_machine_dependent(other)] == []


@given(st.text(alphabet="[]()# \nhtps:/mailo.@①あ", max_size=60))
def test_any_text_is_read(text):
    assert all(fault.endswith("。") for fault in prose_faults(text))


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("# 甲", ["甲"]),
        ("# 甲\n\n# 乙\n文章", ["甲"]),
        ("# 甲\n\n## 乙", ["乙"]),
        ("## 甲\n\n# 乙\n\n- 項目", ["甲"]),
        ("# 甲\n【画像1】", []),
    ],
)
def test_a_heading_with_nothing_under_it_is_named(text, headings):
    faults = [fault for fault in prose_faults(text) if "の下に文章がありません" in fault]

    assert faults == [f"見出し「{heading}」の下に文章がありません。" for heading in headings]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("前の文。\n【画像1】\n後の文。", []),
        ("図は【画像1】と【画像２】です", ["【画像1】", "【画像２】"]),
        ("- 【画像1】は右です", ["【画像1】"]),
        ("【画像】", []),
    ],
)
def test_a_picture_inside_a_sentence_is_named(text, marks):
    assert prose_faults(text) == [
        f"{mark}は、その行にほかの文字がないときだけ画像になります。" for mark in marks
    ]


def test_a_picture_written_in_another_way_is_named():
    assert "「![」で始まる書き方は画像になりません。" in prose_faults("![図](/reports/2026/)")[0]
