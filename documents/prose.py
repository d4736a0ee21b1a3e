"""Text that people write in the portal, as safe HTML.

A small part of Markdown: paragraphs, lists, **bold**, links, headings, and the pictures that the
caller knows. Everything else, HTML included, stays the text that it is.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from documents.picture_lines import PICTURE_TOKEN, Picture, know_pictures
from documents.sanitising import sanitise

LINK_BEGINNINGS = ("http://", "https://", "mailto:", "/", "#", "?")
LOWEST_HEADING = 6


def is_safe_link(url: str) -> bool:
    """Return whether the portal links to `url`: the web, a mail address or a page of its own."""
    return url.lower().startswith(LINK_BEGINNINGS)


def bold(state: StateInline, silent: bool) -> bool:
    """Read `**…**` as bold wherever it stands.

    Markdown's own rule wants a space or punctuation outside, which Japanese does not have:
    これは**「大事」**です would keep its asterisks.
    """
    start = state.pos + 2
    end = state.src.find("**", start, state.posMax)
    if not state.src.startswith("**", state.pos) or end <= start:
        return False
    if not silent:
        around = state.posMax
        state.push("strong_open", "strong", 1)
        state.pos, state.posMax = start, end
        state.md.inline.tokenize(state)
        state.push("strong_close", "strong", -1)
        state.posMax = around
    state.pos = end + 2
    return True


def markdown_parser() -> MarkdownIt:
    """Return the parser of the part of Markdown that the portal knows."""
    parser = MarkdownIt("zero", {"html": False, "breaks": True})
    parser.enable(["heading", "list", "link", "autolink", "escape", "newline"])
    parser.inline.ruler.before("link", "bold", bold)
    know_pictures(parser)
    parser.validateLink = is_safe_link  # type: ignore[method-assign]
    return parser


PARSER = markdown_parser()


def place_headings(tokens: list[Token], highest: int) -> None:
    """Let the headings of a text begin at level `highest`, and close gaps between their levels."""
    used = sorted({token.tag for token in tokens if token.type == "heading_open"})
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(highest + used.index(token.tag), LOWEST_HEADING)}"


def text_token(content: str) -> Token:
    """Return `content` as a text of its own."""
    return Token("text", "", 0, content=content)


def with_true_links(tokens: list[Token]) -> Iterator[Token]:
    """Yield `tokens`, every link of which has an address and a name.

    `[読む]()`, which leads nowhere, stays the text that it is; `[](/guideline/)`, which nobody
    could read or hear, is called by its address.
    """
    address: str | None = None
    for before, token in pairwise([text_token(""), *tokens]):
        if token.type == "link_open":
            address = str(token.attrGet("href"))
            yield token if address else text_token("[")
        elif token.type == "link_close" and not address:
            yield text_token("]()")
        elif token.type == "link_close" and before.type == "link_open":
            yield from (text_token(str(address)), token)
        else:
            yield token


def placed_pictures(text: str) -> list[int]:
    """Return the numbers of the pictures that `text` shows, in its order."""
    return [token.meta["number"] for token in PARSER.parse(text) if token.type == PICTURE_TOKEN]


def render(text: str, highest_heading: int = 3, pictures: Iterable[Picture] = ()) -> SafeString:
    """Return `text` as HTML. Its headings begin at the level `highest_heading`.

    The lines that name one of `pictures` become that picture.
    """
    tokens = PARSER.parse(text)
    place_headings(tokens, highest_heading)
    for token in tokens:
        token.children = list(with_true_links(token.children or []))
    known = {picture.number: picture for picture in pictures}
    html: str = PARSER.renderer.render(tokens, PARSER.options, {"pictures": known})
    return mark_safe(sanitise(html))  # noqa: S308 (escaped by the renderer, then sanitised)
