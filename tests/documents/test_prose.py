"""Text that people write, as HTML: what it may become, and what it may never become."""

import re
from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from hypothesis import example, given
from hypothesis import strategies as st

from documents.templatetags.prose import prose


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("一つ目。\n\n二つ目。", "<p>一つ目。</p>\n<p>二つ目。</p>\n"),
        ("改行は\nそのまま", "<p>改行は<br>\nそのまま</p>\n"),
        ("改行は\r\nそのまま", "<p>改行は<br>\nそのまま</p>\n"),
        ("- 甲\n- 乙", "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>\n"),
        ("1. 甲\n2. 乙", "<ol>\n<li>甲</li>\n<li>乙</li>\n</ol>\n"),
        ("「**力**」です。", "<p>「<strong>力</strong>」です。</p>\n"),
        ("これは**「大事」**です", "<p>これは<strong>「大事」</strong>です</p>\n"),
        ("**[指針](/guideline/)**", '<p><strong><a href="/guideline/">指針</a></strong></p>\n'),
        ("片方だけの**です", "<p>片方だけの**です</p>\n"),
        ("[**", "<p>[**</p>\n"),
        ("****", "<p>****</p>\n"),
        (r"\*\*そのまま\*\*", "<p>**そのまま**</p>\n"),
        ("1%地域づくり_活動_`交付金`", "<p>1%地域づくり_活動_`交付金`</p>\n"),
        ("| 表 |\n|--|", "<p>| 表 |<br>\n|--|</p>\n"),
    ],
)
def test_text_becomes_the_html_it_stands_for(text, html):
    assert prose(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "<script>alert(1)</script>",
            "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n",
        ),
        (
            '**<img src=x onerror="x()">**',
            '<p><strong>&lt;img src=x onerror="x()"&gt;</strong></p>\n',
        ),
        ("# <b>見出し", "<h3>&lt;b&gt;見出し</h3>\n"),
        ("&lt;b&gt; & <", "<p>&amp;lt;b&amp;gt; &amp; &lt;</p>\n"),
    ],
)
def test_html_in_a_text_stays_text(text, html):
    assert prose(text) == html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "java&#9;script:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.jp/",
        "tel:0537350925",
        "guideline/",
    ],
)
def test_a_link_to_anything_but_a_page_or_an_address_stays_text(address):
    html = prose(f"[読む]({address}) <{address}>")
    assert "<a" not in html
    assert "[読む](" in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[読む](/guideline/#why)", '<p><a href="/guideline/#why">読む</a></p>\n'),
        ("[読む](#why)", '<p><a href="#why">読む</a></p>\n'),
        (
            "[読む](https://example.jp/?a=1&b=2)",
            '<p><a href="https://example.jp/?a=1&amp;b=2">読む</a></p>\n',
        ),
        (
            "<https://example.jp/>",
            '<p><a href="https://example.jp/">https://example.jp/</a></p>\n',
        ),
        (
            "<kyodo@example.jp>",
            '<p><a href="mailto:kyodo@example.jp">kyodo@example.jp</a></p>\n',
        ),
        (
            '[読む](/x "\\"><script>")',
            '<p><a href="/x" title="&quot;&gt;&lt;script&gt;">読む</a></p>\n',
        ),
        (
            "![図](https://example.jp/x.png)",
            '<p>!<a href="https://example.jp/x.png">図</a></p>\n',
        ),
        ("[]()", "<p>[]()</p>\n"),
        ("[読む]()へ", "<p>[読む]()へ</p>\n"),
        ("[](/guideline/)", '<p><a href="/guideline/">/guideline/</a></p>\n'),
    ],
)
def test_links_lead_to_pages_and_mail_and_images_are_links(text, html):
    assert prose(text) == html


@pytest.mark.parametrize(
    ("text", "highest", "html"),
    [
        ("# 甲\n## 乙", 3, "<h3>甲</h3>\n<h4>乙</h4>\n"),
        ("## 甲\n#### 乙\n## 丙", 3, "<h3>甲</h3>\n<h4>乙</h4>\n<h3>丙</h3>\n"),
        ("# 甲", 2, "<h2>甲</h2>\n"),
        ("# 甲\n## 乙\n### 丙", 5, "<h5>甲</h5>\n<h6>乙</h6>\n<h6>丙</h6>\n"),
    ],
)
def test_headings_begin_at_the_level_that_the_page_gives(text, highest, html):
    assert prose(text, highest) == html


def test_the_filter_is_used_in_a_template_without_further_escaping():
    template = Template("{% load prose %}{{ text|prose:4 }}")
    assert template.render(Context({"text": "# 甲\n\n<乙>"})) == "<h4>甲</h4>\n<p>&lt;乙&gt;</p>\n"


class TagCollector(HTMLParser):
    """Reads HTML as a browser does: which tags with which attributes, and which text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.addresses: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(name for name, _value in attrs)))
        self.addresses += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        self.text += data


MARKS = st.text(alphabet="<>&\"'[]()*#-!`\\:/. \n1aあjs", max_size=80)
FRAGMENTS = st.lists(
    st.sampled_from(
        [
            "javascript:",
            "<script>",
            "<img onerror=x>",
            "](",
            "[",
            ")",
            "**",
            "あ",
            "&#106;",
            "# ",
            "- ",
        ]
    )
).map("".join)


ATTRIBUTES: dict[str, list[tuple[str, ...]]] = {
    tag: [()] for tag in ("p", "br", "ul", "li", "strong", "h3", "h4", "h5", "h6")
}
ATTRIBUTES |= {"ol": [(), ("start",)], "a": [("href",), ("href", "title")]}


@example("[]()")
@given(st.one_of(MARKS, FRAGMENTS, st.text(max_size=80)))
def test_no_text_makes_any_tag_attribute_or_link_but_those_of_prose(text):
    seen = TagCollector(prose(text))
    for tag, attributes in seen.tags:
        assert attributes in ATTRIBUTES[tag]
    for address in seen.addresses:
        assert re.match(r"https?://|mailto:|[/#?]", address, re.IGNORECASE)


@given(st.text(alphabet="<>&\"'[(!`:/あa", max_size=60))
def test_text_without_marks_comes_out_as_it_went_in(text):
    assert TagCollector(prose(text)).text.strip() == text


@pytest.mark.parametrize("piece", ["[", "**", "[**", "[a](", "<", "[](["])
def test_a_hostile_text_of_ten_thousand_characters_is_read_and_kept(piece):
    text = (piece * 10_000)[:10_000]
    kept = TagCollector(prose(text)).text.strip()
    assert kept.replace("*", "") == text.replace("*", "")
