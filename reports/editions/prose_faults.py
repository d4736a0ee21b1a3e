"""What in a written text will not reach its readers as meant: headings, links, characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from markdown_it.token import Token

from documents.picture_lines import PICTURE
from documents.prose import PARSER, with_true_links

UNREAD_LINK = re.compile(r"\[[^\[\]\n]*\]\([^()\n]*\)")
"""A link as writers write it. What is still text after reading did not become one."""

VENDORS_ROWS = frozenset([0x87, 0xED, 0xEE, 0xFA, 0xFB, 0xFC])
"""The first bytes under which CP932 keeps what NEC and IBM added to the standard."""

FILE_NAME = re.compile(r"\S+\.(jpe?g|png|webp|heic|gif)", re.IGNORECASE)
"""What telephones call pictures, and what is no description of one."""

LOOKS = ("<circle>", "<square>", "<narrow>")
"""Characters that Unicode knows as another one in a circle, in a square, or half as wide."""


def prose_faults(text: str) -> list[str]:
    """Return a sentence for each thing that a writer should look at, in the order of kinds."""
    tokens = PARSER.parse(text)
    return [
        *_of_headings(tokens),
        *_of_empty_headings(tokens),
        *_of_links(tokens),
        *_of_picture_marks(tokens),
        *_of_characters(text),
    ]


def description_faults(alt: str, caption: str) -> list[str]:
    """Return a sentence for each thing to look at in what is said of a picture."""
    faults = list(_of_characters(alt + caption))
    if FILE_NAME.fullmatch(alt):
        faults.append(
            _("代替テキストがファイルの名前のようです。画像に写っているものを書いてください。")
        )
    elif alt == caption:
        faults.append(
            _(
                "代替テキストと説明文が同じです。読み上げでは同じ文が二度聞こえます。"
                "代替テキストには、画像に写っているものを書いてください。"
            )
        )
    return faults


def _of_headings(tokens: list[Token]) -> Iterator[str]:
    """Name headings that stand deeper than one step under the heading before them."""
    used = sorted({token.tag for token in tokens if token.type == "heading_open"})
    before = -1
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            depth = used.index(token.tag)
            if depth > before + 1:
                yield _("見出し「%(heading)s」の段が、前の見出しからとんでいます。") % {
                    "heading": inline.content
                }
            before = depth


def _of_empty_headings(tokens: list[Token]) -> Iterator[str]:
    """Name headings with nothing under them: those of an outline that nobody has filled in."""
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            after = tokens[place + 3] if place + 3 < len(tokens) else None
            if after is None or (after.type == "heading_open" and after.tag <= token.tag):
                yield _("見出し「%(heading)s」の下に文章がありません。") % {
                    "heading": tokens[place + 1].content
                }


def _of_links(tokens: list[Token]) -> Iterator[str]:
    for inline in tokens:
        children = list(with_true_links(inline.children or []))
        plain = "".join(child.content for child in children if child.type == "text")
        for written in UNREAD_LINK.findall(plain):
            yield _(
                "「%(link)s」はリンクになりません。"
                "https:// から始まる行き先か、/ から始まるこのポータルのページを書いてください。"
            ) % {"link": written}
        for child in children:
            address = str(child.attrGet("href") or "") if child.type == "link_open" else ""
            if address and not leads_somewhere(address):
                yield _("リンクの行き先「%(address)s」を確かめてください。") % {"address": address}


def _of_picture_marks(tokens: list[Token]) -> Iterator[str]:
    """Name marks of pictures that stand inside a sentence, and pictures written in another way."""
    for inline in tokens:
        children = inline.children or []
        plain = "".join(child.content for child in children if child.type == "text")
        for found in PICTURE.finditer(plain):
            yield _("%(mark)sは、その行にほかの文字がないときだけ画像になります。") % {
                "mark": found[0]
            }
        for before, child in pairwise(children):
            if child.type == "link_open" and before.content.endswith("!"):
                yield _(
                    "「![」で始まる書き方は画像になりません。"
                    "画像のページで画像を追加し、そこに示す【画像1】のような行を書いてください。"
                )


def leads_somewhere(address: str) -> bool:
    """Return whether `address` has the form of one that leads somewhere; nobody is asked."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme in ("http", "https"):
        return "." in parts.netloc.strip(".")
    if parts.scheme == "mailto":
        return re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", parts.path) is not None
    if parts.netloc or not parts.path:
        return not parts.netloc
    try:
        resolve(parts.path)
    except Resolver404:
        return False
    return True


def _of_characters(text: str) -> Iterator[str]:
    """Name each character that some machines show otherwise, and what to write instead."""
    for character in dict.fromkeys(text):
        if is_machine_dependent(character):
            plain = plain_writing(character)
            if plain == character:
                yield _(
                    "「%(character)s」は機種依存文字です。ほかの字で書けるか確かめてください。"
                ) % {"character": character}
            else:
                yield _("「%(character)s」は機種依存文字です。「%(plain)s」と書いてください。") % {
                    "character": character,
                    "plain": plain,
                }


def is_machine_dependent(character: str) -> bool:
    """Return whether `character` is one that vendors added, or a letter in disguise."""
    if unicodedata.decomposition(character).startswith(LOOKS):
        return True
    try:
        return character.encode("cp932")[0] in VENDORS_ROWS
    except UnicodeEncodeError:
        return False


def plain_writing(character: str) -> str:
    """Return the same in characters that every machine has: ① as (1), ㈱ as (株)."""
    plain = unicodedata.normalize("NFKC", character)
    circled = unicodedata.decomposition(character).startswith("<circle>")
    return f"({plain})" if circled else plain
