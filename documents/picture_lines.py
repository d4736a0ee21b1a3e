"""Pictures in a text: the line `【画像3】` shows picture 3.

A text knows the numbers of its pictures only. Whoever renders it hands over the pictures. A line
with the number of no such picture stays text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from django.utils.html import format_html
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

PICTURE = re.compile(r"【\s*画像\s*([0-9０-９]{1,4})\s*】")
"""The mark as people type it: digits of either width, blanks allowed inside."""

PICTURE_TOKEN = "picture"  # noqa: S105 (a token of Markdown)


class Picture(Protocol):
    """What a text needs to know of a picture to show it."""

    @property
    def number(self) -> int:
        """The number by which texts call it."""

    @property
    def address(self) -> str:
        """Where browsers load it from: a path of the portal."""

    @property
    def width(self) -> int:
        """In pixels."""

    @property
    def height(self) -> int:
        """In pixels."""

    @property
    def alt(self) -> str:
        """What it shows, for those who do not see it."""

    @property
    def caption(self) -> str:
        """What is printed below it; "" for nothing."""


def picture_mark(number: int) -> str:
    """Return the line by which a text shows picture `number`."""
    return f"【画像{number}】"


def picture_line(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a line that holds nothing but the mark of a picture as that picture."""
    start, end = state.bMarks[start_line] + state.tShift[start_line], state.eMarks[start_line]
    written = state.src[start:end].strip()
    found = PICTURE.fullmatch(written)
    if found is None:
        return False
    if not silent:
        token = state.push(PICTURE_TOKEN, "", 0)
        token.content = written
        token.meta = {"number": int(found[1])}
        token.map = [start_line, start_line + 1]
        state.line = start_line + 1
    return True


def render_picture(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """Return a picture of `env["pictures"]` as a figure, any other as the paragraph it was."""
    token = tokens[index]
    pictures: Mapping[int, Picture] = env.get("pictures", {})
    picture = pictures.get(token.meta["number"])
    return f"<p>{escapeHtml(token.content)}</p>\n" if picture is None else figure(picture)


def figure(picture: Picture) -> str:
    """Return `picture` and its caption as HTML, with its size, so that the page does not jump."""
    image = format_html(
        '<img src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
        picture.address,
        picture.alt,
        picture.width,
        picture.height,
    )
    caption = format_html("<figcaption>{}</figcaption>", picture.caption) if picture.caption else ""
    return f"<figure>{image}{caption}</figure>\n"


def know_pictures(parser: MarkdownIt) -> None:
    """Teach `parser` the lines of pictures. They need no blank line around them."""
    parser.block.ruler.before("paragraph", PICTURE_TOKEN, picture_line, {"alt": ["paragraph"]})
    parser.add_render_rule(PICTURE_TOKEN, render_picture)
