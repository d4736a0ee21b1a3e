"""Removes from HTML what the portal does not write itself: a second guard behind the parser.

The Markdown parser escapes every text and knows no HTML, so there should be nothing to remove. This
guards against an error in the parser or in our own rules.
"""

import nh3

TAGS = {"p", "br", "ul", "ol", "li", "strong", "a", "figure", "img", "figcaption"} | {
    f"h{level}" for level in range(2, 7)
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "ol": {"start"},
    "img": {"src", "alt", "width", "height", "loading"},
}


def keep_own_pictures(tag: str, attribute: str, value: str) -> str | None:
    """Return `value`, or None for the address of a picture on another host."""
    foreign = not value.startswith("/") or value.startswith(("//", "/\\"))
    return None if (tag, attribute) == ("img", "src") and foreign else value


CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    attribute_filter=keep_own_pictures,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def sanitise(html: str) -> str:
    """Return `html` without any tag, attribute or address that prose does not have."""
    return CLEANER.clean(html)
