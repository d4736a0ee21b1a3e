"""Walks the portal as a reader does: from page to page by the links on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.http import HttpResponseBase
from django.test import Client

OTHERS = ("/admin/", "/static/")
"""Pages that Django makes, and files that no view serves."""


class References(HTMLParser):
    """Collects the addresses that a page links to and the ids it has."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.ids.add(attributes.get("id") or "")
        if tag in {"a", "link"} and attributes.get("href"):
            self.addresses.append(attributes["href"] or "")


@dataclass
class Walk:
    """The pages that were reached, and the links on them that lead nowhere."""

    pages: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)


def walk(client: Client, starts: Iterable[str], within: str = "/") -> Walk:
    """Follow every link from the pages in `starts`, inside the portal and on pages `within`.

    Pages outside `within` are opened, to see that they are there, but not followed further.
    """
    found = Walk()
    ids: dict[str, set[str]] = {}
    wanted: list[tuple[str, str, str]] = [("the start", address, "") for address in starts]
    fragments: list[tuple[str, str, str]] = []
    while wanted:
        source, address, fragment = wanted.pop()
        if fragment:
            fragments.append((source, address, fragment))
        if address in ids:
            continue
        ids[address] = set()
        response = client.get(address)
        if response.status_code == 302 and (
            target := inside(address, response.headers["Location"])
        ):
            wanted.append((source, *target))
        elif response.status_code != 200:
            found.broken.append(f"{source} -> {address} answers {response.status_code}")
        elif is_html(response):
            text = response.content.decode()
            references = References()
            references.feed(text)
            ids[address] = references.ids
            if not address.startswith(within):
                continue
            found.pages[address] = text
            wanted += [
                (address, *target)
                for href in references.addresses
                if (target := inside(address, href))
            ]
    found.broken += [
        f"{source} -> {address}#{fragment} names no id of that page"
        for source, address, fragment in fragments
        if ids[address] and fragment not in ids[address]
    ]
    return found


def is_html(response: HttpResponseBase) -> bool:
    """Return whether a response is a page."""
    return response.headers["Content-Type"].startswith("text/html")


def inside(page: str, href: str) -> tuple[str, str] | None:
    """Return address and fragment of a link to the portal's own pages, None for other links."""
    address, fragment = urldefrag(urljoin(page, href))
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or address.startswith(OTHERS):
        return None
    return address, fragment
