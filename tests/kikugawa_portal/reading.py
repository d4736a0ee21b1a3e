"""Reading a page as people do: its text, its sections, its links."""

import html
import re


def text_of(markup: str) -> str:
    """Return the text that is read, without space: Japanese has none between words."""
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]*>", "", markup)))


def main_of(page: str) -> str:
    """Return the markup of the page's own content."""
    found = re.search(r"<main.*</main>", page, re.DOTALL)
    if found is None:
        raise ValueError("the page has no main")
    return found[0]


def section(page: str, heading_id: str) -> str:
    """Return the markup of the part of the page that the heading `heading_id` labels."""
    start = re.search(rf'<(section|nav|ul) [^>]*aria-labelledby="{heading_id}"', page)
    if start is None:
        raise ValueError(f"nothing is labelled by {heading_id}")
    return page[start.start() : page.index(f"</{start[1]}>", start.start())]


def links(markup: str) -> list[tuple[str, str]]:
    """Return address and text of every link, in their order."""
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', markup, re.DOTALL)
    return [(url, html.unescape(re.sub(r"<[^>]*>", "", text)).strip()) for url, text in found]
