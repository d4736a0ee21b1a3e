"""What readers will not see as the writer meant it: headings, links, characters."""

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
"""A link as writers write it. Where it is still text after parsing, it is not a link."""

VENDORS_ROWS = frozenset([0x87, 0xED, 0xEE, 0xFA, 0xFB, 0xFC])
"""The first bytes of characters in CP932 that NEC and IBM added to the standard."""

FILE_NAME = re.compile(r"\S+\.(jpe?g|png|webp|heic|gif)", re.IGNORECASE)
"""The name of a picture file, which does not describe the picture."""

LOOKS = ("<circle>", "<square>", "<narrow>")
"""How Unicode marks characters that are another one in a circle, in a square, or half as wide."""


def prose_faults(text: str) -> list[str]:
    """Return a sentence for each fault in `text` that a writer should look at."""
    tokens = PARSER.parse(text)
    return [
        *_of_headings(tokens),
        *_of_empty_headings(tokens),
        *_of_links(tokens),
        *_of_picture_marks(tokens),
        *_of_characters(text),
    ]


def description_faults(alt: str, caption: str) -> list[str]:
    """Return a sentence for each fault in the description of a picture."""
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
    """Name headings that skip a level below the heading before them."""
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
    """Name headings without a text, such as those of an outline that nobody has filled in."""
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
    """Name marks of pictures inside a sentence, and pictures in Markdown's own notation."""
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
    """Return whether a link to `address` can work, judged by its form alone."""
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
    """Name each machine-dependent character, and what to write instead."""
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
    """Return whether vendors added `character`, or Unicode has it as a form of another one."""
    if unicodedata.decomposition(character).startswith(LOOKS):
        return True
    try:
        return character.encode("cp932")[0] in VENDORS_ROWS
    except UnicodeEncodeError:
        return False


def plain_writing(character: str) -> str:
    """Return `character` in characters that every machine has: ① as (1), ㈱ as (株)."""
    plain = unicodedata.normalize("NFKC", character)
    circled = unicodedata.decomposition(character).startswith("<circle>")
    return f"({plain})" if circled else plain
