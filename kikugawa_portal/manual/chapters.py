"""The staff manual: Markdown files of docs/manual/, read by staff under /staff/help/.

A file is a chapter: `2-entry.md` comes second, at the address `entry`, under its own first heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

from documents.prose import bold

FOLDER: Path = settings.BASE_DIR / "docs" / "manual"
PICTURES: Path = settings.BASE_DIR / "static" / "img" / "manual"
FILE_NAME = re.compile(r"(?P<place>\d+)-(?P<slug>[a-z-]+)\.md")

PARSER = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False})
PARSER.inline.ruler.before("emphasis", "bold", bold)
"""Written by us and shipped with the code, so all of CommonMark but raw HTML."""


@dataclass(frozen=True)
class ManualChapter:
    """A chapter of the manual; `title` is its first heading, `source` the Markdown below that."""

    slug: str
    title: str
    source: str

    @property
    def url(self) -> str:
        """Its address."""
        return reverse("manual", args=[self.slug])

    @property
    def html(self) -> SafeString:
        """Its text, with pictures and links to other chapters at their addresses."""
        return _rendered(self.source)


@lru_cache(maxsize=1)
def chapters(folder: Path = FOLDER) -> tuple[ManualChapter, ...]:
    """Return the chapters in their order. Read once: they change with the code alone."""
    found = [(FILE_NAME.fullmatch(path.name), path) for path in folder.glob("*.md")]
    named = sorted((int(match["place"]), match["slug"], path) for match, path in found if match)
    return tuple(_chapter(slug, path.read_text(encoding="utf-8")) for _place, slug, path in named)


def _chapter(slug: str, text: str) -> ManualChapter:
    heading, _blank, source = text.partition("\n")
    return ManualChapter(slug, heading.removeprefix("# ").strip(), source.strip())


@lru_cache(maxsize=32)
def _rendered(source: str) -> SafeString:
    tokens = PARSER.parse(source)
    for token in tokens:
        for part in token.children or ():
            _place(part)
    html: str = PARSER.renderer.render(tokens, PARSER.options, {})
    return mark_safe(html)  # noqa: S308 (text of our own, and the renderer lets no HTML through)


def _place(token: Token) -> None:
    """Turn the name of a file in a link or a picture into an address."""
    if token.type == "link_open":
        match = FILE_NAME.fullmatch(str(token.attrGet("href")))
        if match:
            token.attrSet("href", reverse("manual", args=[match["slug"]]))
    elif token.type == "image":
        name = Path(str(token.attrGet("src"))).name
        token.attrSet("src", static(f"img/manual/{name}"))
        token.attrSet("loading", "lazy")
        for side, length in zip(("width", "height"), _size(name), strict=False):
            token.attrSet(side, str(length))


def _size(name: str) -> Sequence[int]:
    """Return width and height of a picture in pixels, () where there is no such file."""
    path = PICTURES / name
    if not path.exists():
        return ()
    with Image.open(path) as picture:
        return picture.size
