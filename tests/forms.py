"""Fills in and sends the portal's forms as a browser does, whatever page they are on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.urls import resolve

FILLED = {"table": "指標ID\t実績値\n1-1\t77"}
"""What is typed into a field of that name; 12 goes into every other empty one."""


@dataclass
class Form:
    """A form and the button that sends it: its address and its fields, with what they hold.

    `numbers` are the fields that hold a number as the page shows them: hidden ones, and those
    that have one for a value or a choice.
    """

    address: str
    is_post: bool
    fields: dict[str, str] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)

    @property
    def shape(self) -> tuple[str, bool, frozenset[str]]:
        """What tells it from other forms: the view, and the names of its fields."""
        view = resolve(urlsplit(self.address).path).view_name
        return (view, self.is_post, frozenset(alike(name) for name in self.fields))


def alike(name: str) -> str:
    """Return a field's name without the number of its row."""
    return re.sub(r"\d+(-\d+)*", "#", name)


class FormReader(HTMLParser):
    """Reads the forms of the page at `address`, one for each button, and those made of links.

    A link with parameters is a form that is sent by GET.
    """

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.found: list[Form] = []
        self.form = Form(address, is_post=False)
        self.buttons: list[tuple[str, str]] = []
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        name, value = attributes.get("name", ""), attributes.get("value", "")
        if tag == "a":
            self._link(attributes.get("href", ""))
        elif tag == "form":
            address = urljoin(self.address, attributes.get("action", ""))
            self.form = Form(address, is_post=attributes.get("method") == "post")
            self.buttons = []
        elif tag == "button":
            self.buttons.append((name, value))
        elif tag == "option":
            self._take(self.select, value, is_number=value.isdigit())
        elif tag in ("input", "select", "textarea"):
            self.select = name
            is_number = value.isdigit() or attributes.get("type") in ("hidden", "number")
            if attributes.get("type") not in ("file", "submit"):
                self._take(name, value or FILLED.get(name, "12"), is_number=is_number)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            for name, value in self.buttons or [("", "")]:
                sent = replace(self.form, fields=dict(self.form.fields))
                sent.numbers = list(self.form.numbers)
                if name:
                    sent.fields[name] = value
                    sent.numbers += [name] * value.isdigit()
                self.found.append(sent)

    def _take(self, name: str, value: str, *, is_number: bool) -> None:
        if name in ("", "csrfmiddlewaretoken"):
            return
        self.form.fields.setdefault(name, value)
        if is_number and name not in self.form.numbers:
            self.form.numbers.append(name)

    def _link(self, href: str) -> None:
        parts = urlsplit(urljoin(self.address, href))
        if parts.query and not parts.netloc and parts.path.startswith("/"):
            fields = dict(parse_qsl(parts.query, keep_blank_values=True))
            numbers = [name for name, value in fields.items() if value.isdigit()]
            self.found.append(Form(parts.path, is_post=False, fields=fields, numbers=numbers))


def forms_on(address: str, page: str) -> list[Form]:
    """Return the forms and the links with parameters on a page."""
    reader = FormReader(address)
    reader.feed(page)
    return reader.found
