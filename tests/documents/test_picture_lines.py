"""Pictures in texts: only those that the page knows, only on lines of their own, nothing else."""

from dataclasses import dataclass, replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.picture_lines import picture_mark
from documents.prose import placed_pictures, render
from documents.sanitising import sanitise
from documents.templatetags.prose import prose


@dataclass(frozen=True)
class Shown:
    """A picture as a page hands it over."""

    number: int = 1
    address: str = "/p/1.jpg"
    width: int = 640
    height: int = 480
    alt: str = "机を囲む六人"
    caption: str = ""


FIGURE = (
    '<figure><img src="/p/1.jpg" alt="机を囲む六人" width="640" height="480" loading="lazy">'
    "</figure>\n"
)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("【画像1】", FIGURE),
        ("　【 画像 １ 】　", FIGURE),
        ("前の文。\n【画像1】\n後の文。", f"<p>前の文。</p>\n{FIGURE}<p>後の文。</p>\n"),
        ("# 見出し\n【画像1】", f"<h3>見出し</h3>\n{FIGURE}"),
        ("- 項目\n\n  【画像1】", f"<ul>\n<li>\n<p>項目</p>\n{FIGURE}</li>\n</ul>\n"),
        ("【画像2】", "<p>【画像2】</p>\n"),
        ("【画像0】", "<p>【画像0】</p>\n"),
        ("【画像】", "<p>【画像】</p>\n"),
        ("文中の【画像1】です", "<p>文中の【画像1】です</p>\n"),
        ("**【画像1】**", "<p><strong>【画像1】</strong></p>\n"),
        ("![机](picture:1)", "<p>![机](picture:1)</p>\n"),
        ("【画像99999999999】", "<p>【画像99999999999】</p>\n"),
    ],
)
def test_a_line_with_the_mark_of_a_known_picture_alone_becomes_the_picture(text, html):
    assert render(text, pictures=[Shown()]) == html


def test_a_text_without_pictures_at_hand_keeps_the_line_as_it_is():
    assert prose("前。\n【画像1】") == "<p>前。</p>\n<p>【画像1】</p>\n"


def test_a_caption_stands_below_the_picture():
    assert render("【画像1】", pictures=[Shown(caption="話す会（6月）")]) == FIGURE.replace(
        "</figure>", "<figcaption>話す会（6月）</figcaption></figure>"
    )


def test_what_is_said_of_a_picture_stays_text():
    attack = Shown(alt='"><script>x()</script>', caption="<img src=x onerror=x()>")

    html = render("【画像1】", pictures=[attack])

    assert "<script" not in html
    assert html.count("<img") == 1
    assert "&lt;img src=x onerror=x()&gt;</figcaption>" in html


def test_placed_pictures_are_those_that_stand_on_lines_of_their_own():
    text = "【画像3】\n\n文中の【画像4】\n\n- 項目\n\n  【画像１】\n\n【画像3】"

    assert placed_pictures(text) == [3, 1, 3]


@given(st.integers(1, 9999))
def test_the_mark_that_people_copy_places_the_picture(number):
    assert placed_pictures(picture_mark(number)) == [number]


class Sources(HTMLParser):
    """The sources of the images that a browser would load."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str | None] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "img":
            self.found.append(dict(attrs).get("src"))


@given(st.text(alphabet="【】画像1１2 \n![](/)<>\"'a-#*", max_size=80))
def test_no_text_loads_any_image_but_the_pages_own(text):
    assert set(Sources(render(text, pictures=[Shown()])).found) <= {"/p/1.jpg"}


@pytest.mark.parametrize(
    "address",
    ["https://example.jp/x.png", "//example.jp/x.png", "/\\example.jp", "data:x", "x.png"],
)
def test_the_second_wall_lets_no_picture_from_elsewhere_through(address):
    html = render("【画像1】", pictures=[replace(Shown(), address=address)])

    assert Sources(html).found == [None]


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>文</p>", "<p>文</p>"),
        ('<p onclick="x()" style="color:red" class="a" id="b">文</p>', "<p>文</p>"),
        ("<script>x()</script><style>p{}</style>文", "文"),
        ('<a href="javascript:x()">文</a>', "<a>文</a>"),
        ('<a href="java\tscript:x()">文</a>', "<a>文</a>"),
        ('<a href="&#106;avascript:x()">文</a>', "<a>文</a>"),
        ('<a href="data:text/html,x">文</a>', "<a>文</a>"),
        ('<a href="/guideline/" target="_blank">文</a>', '<a href="/guideline/">文</a>'),
        ('<a href="#why">文</a>', '<a href="#why">文</a>'),
        ('<a href="mailto:a@example.jp">文</a>', '<a href="mailto:a@example.jp">文</a>'),
        ('<iframe src="/"></iframe><form><input></form>', ""),
        (
            '<img src="/p.png" alt="文" onerror="x()" srcset="//e.jp 2x">',
            '<img src="/p.png" alt="文">',
        ),
        ("<svg><a xlink:href='javascript:x()'>文</a></svg>後", "後"),
        ("<h1>文</h1>", "文"),
    ],
)
def test_the_second_wall_keeps_only_what_prose_writes(html, kept):
    assert sanitise(html) == kept
