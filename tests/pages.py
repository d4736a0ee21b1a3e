"""A page asked as people read it: its parts, their text, their links, their tables."""

from copy import copy

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement
from django.http import HttpResponse


def parsed(page: HttpResponse | str) -> BeautifulSoup:
    """Return the elements of an answer, or of markup."""
    return BeautifulSoup(page if isinstance(page, str) else page.content.decode(), "html.parser")


def plain(element: PageElement | None) -> str:
    """Return what is read, each run of white space as one space."""
    return " ".join(element.get_text().split())


def text_of(said: PageElement | str | None) -> str:
    """Return the text that is read, without space: Japanese has none between words."""
    return "".join((said if isinstance(said, str) else said.get_text()).split())


def main_of(page: Tag) -> Tag:
    """Return the page's own content."""
    (found,) = page.select("main")
    return found


def section(page: Tag, heading_id: str) -> Tag:
    """Return the part of the page that the heading `heading_id` labels."""
    (found,) = page.select(f'[aria-labelledby="{heading_id}"]')
    return found


def links(element: Tag) -> list[tuple[str, str]]:
    """Return address and text of every link, in their order."""
    return [(str(link["href"]), plain(link)) for link in element.select("a[href]")]


def addresses(element: Tag) -> list[str]:
    """Return where the links lead, in their order."""
    return [address for address, _text in links(element)]


def table(page: Tag, caption: str) -> list[list[str]]:
    """Return the rows of the table with `caption`, heads too, without charts and phones' labels."""
    (head,) = (each for each in page.select("table > caption") if plain(each) == caption)
    found = copy(head.parent)
    for unread in found.select("svg, .cell-label"):
        unread.decompose()
    return [[plain(cell) for cell in row.select("th, td")] for row in found.select("tr")]


def row(page: Tag, caption: str, head: str) -> list[str]:
    """Return the cells behind the row's head that begins with `head`."""
    return next(cells[1:] for cells in table(page, caption) if cells[0].startswith(head))


def described(page: Tag, term: str) -> str:
    """Return what a list of descriptions says of `term`."""
    (found,) = (each for each in page.select("dt") if plain(each) == term)
    return plain(found.find_next_sibling("dd"))
