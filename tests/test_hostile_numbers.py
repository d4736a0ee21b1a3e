"""No number that a browser may send breaks a page, and reading never writes.

The addresses come from the portal's own list, and the parameters from the forms and links of its
pages, so that a new page is tried without being named here.
"""

import copy
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse

from indicators.models import Entry
from tests.crawl import is_html
from tests.forms import Form, alike, forms_on
from tests.test_roles import ROLES, SIGN_IN, TABLE

NO_NUMBERS = ("", " ", "-1", "1.5", "1e9", " 1 ", "²", "1\0")
IN_OTHER_DIGITS = ("１２", "١٢")
OUT_OF_BOUNDS = ("0", str(2**31), str(2**63), str(2**64), "9" * 5000)
HOSTILE = NO_NUMBERS + IN_OTHER_DIGITS + OUT_OF_BOUNDS

ALONE = ("-1", "²", "１２", "1\0", str(2**31), str(2**63), str(2**64), "9" * 5000)
"""Each of these breaks another way of reading a number."""

MAY_WRITE_ON_READING = ("django_session", "reports_presence", "guideline_bookletpdf")
"""Tables that a GET may write: who is signed in, who has a report open, the booklet as drawn."""

READ_WITHOUT_A_FORM = {
    "page": ["indicators:corrections", "change-log"],
    "years": ["indicators:import", "indicators:template"],
    "from": ["reports:edition-changes", "reports:edit"],
}
"""Parameters in addresses, to which a page of the sample need not link."""

READING = re.compile(
    r'(?:request\.(?:GET|POST)|\bself\.data)(?:\.get(?:list)?\(|\[)"([\w-]+)"'
    r'|\bdata\.getlist\("([\w-]+)"'
    r'|"([\w-]+)" (?:not )?in (?:request\.(?:GET|POST)|self\.data|data)\b'
)
"""How the portal's code reads a parameter by its name."""


@dataclass
class Browser:
    """A browser whose requests leave nothing behind, neither in the database nor in cookies.

    `wrong` is what it met: answers of 500 and more, and whatever a GET wrote.
    """

    client: Client
    wrong: list[str] = field(default_factory=list)

    def ask(self, method, address, data=None):
        """Return the answer to a request."""
        self.client.raise_request_exception = False
        cookies, statements = copy.deepcopy(self.client.cookies), []

        def watch(execute, sql, params, many, context):
            statements.append(sql)
            return execute(sql, params, many, context)

        with transaction.atomic(), connection.execute_wrapper(watch):
            response = getattr(self.client, method)(address, data or {})
            transaction.set_rollback(True)
        self.client.cookies = cookies
        asked = f"{method} {address} {data or ''}"[:400]
        if response.status_code >= 500:
            self.wrong.append(f"{asked} answers {response.status_code}")
        if method == "get":
            self.wrong += [f"{asked} writes: {sql[:99]}" for sql in statements if is_writing(sql)]
        return response


def is_writing(sql):
    """Return whether a statement changes what is kept."""
    writes = sql.startswith(("INSERT", "UPDATE", "DELETE"))
    return writes and not any(table in sql for table in MAY_WRITE_ON_READING)


@pytest.fixture
def browsers(sample_figures, request, caplog) -> dict[str, Browser]:
    """A browser of each role, before pages that have figures and reports on them."""
    caplog.set_level(logging.CRITICAL, "django.request")
    return {role: Browser(request.getfixturevalue(name)) for role, name in ROLES.items()}


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Yield the route of every address, such as `/reports/<int:number>/`."""
    for pattern in resolver.url_patterns:
        here = before + re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", str(pattern.pattern)).strip("^$")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, here)
        elif isinstance(pattern, URLPattern):
            yield f"/{here}"


def addresses(route: str) -> Iterator[str]:
    """Yield the addresses of `route` with each part in turn replaced by each hostile number."""
    good = {"year": "2026", "code": "1-1", "number": "1", "version": "1", "slug": "schools"}
    part = re.compile(r"<(?:\w+:)?(\w+)>")
    for name, number in product(part.findall(route), HOSTILE):
        words = {**good, name: number}
        yield "".join(
            quote(words.get(piece, "1"), safe="") if place % 2 else piece
            for place, piece in enumerate(part.split(route))
        )


def test_no_number_in_an_address_breaks_anything(browsers):
    tried = 0
    for route in routes(get_resolver()):
        if route.startswith("/admin/") and not route.endswith("/change/"):
            continue  # Django's own pages find a record all in the same way.
        for address in addresses(route):
            try:
                resolve(address)
            except Resolver404:
                continue
            tried += 1
            for role, method in product(["resident", "admin"], ["get", "post"]):
                browsers[role].ask(method, address)

    assert [wrong for browser in browsers.values() for wrong in browser.wrong] == []
    assert tried > 150


@pytest.mark.parametrize("number", OUT_OF_BOUNDS)
@pytest.mark.parametrize("rest", ["", "changes/", "report.pdf", "data.csv"])
def test_an_edition_that_there_cannot_be_is_not_found(client, db, number, rest):
    assert client.get(f"/reports/2026/editions/{number}/{rest}").status_code == 404


def pages(role: str) -> Iterator[str]:
    """Yield the addresses of the pages that a role may see, with figures and reports on them."""
    open_draft = Entry.objects.open_drafts().select_related("indicator")[0]
    settled = Entry.objects.latest().confirmed().for_year(open_draft.fiscal_year)[0]
    for name, (arguments, expected) in TABLE.items():
        is_public = role != "resident" and expected[role] == expected["resident"]
        if is_public or expected[role][0] in (403, SIGN_IN) or name == "reports:pdf":
            continue
        choices = {key: [value] for key, value in arguments.items()}
        if name.startswith("indicators:") and "year" in choices:
            choices["year"] = [str(open_draft.fiscal_year.year)]
        if "code" in choices:
            choices["code"] = [open_draft.indicator.code, settled.indicator.code]
        for values in product(*choices.values()):
            yield reverse(name, kwargs=dict(zip(choices, values, strict=True)))


def without_a_form(role: str) -> Iterator[Form]:
    """Yield what READ_WITHOUT_A_FORM names as forms, as far as a role may send them."""
    for parameter, names in READ_WITHOUT_A_FORM.items():
        for name in names:
            arguments, expected = TABLE[name]
            if expected[role][0] not in (403, SIGN_IN):
                address = reverse(name, kwargs=arguments)
                yield Form(address, is_post=False, fields={parameter: "1"}, numbers=[parameter])


def ways_to_send(form: Form, known: set[object]) -> Iterator[dict[str, str]]:
    """Yield the fields of `form` as a page wants them, then with hostile numbers in them.

    Each field that holds a number is tried alone, in one of rows that are alike, and unless a form
    for the same view had it (`known`). Then all fields are tried at once, each with another number.
    """
    yield form.fields
    view, *_rest = form.shape
    for name in form.numbers:
        if (view, alike(name)) not in known:
            known.add((view, alike(name)))
            for number in ALONE:
                yield {**form.fields, name: number}
    if (view, "all at once") not in known:
        known.add((view, "all at once"))
        for start in range(0, len(HOSTILE), 4):
            yield {
                name: HOSTILE[(start + place) % len(HOSTILE)]
                for place, name in enumerate(form.fields)
            }


def test_no_number_in_a_form_breaks_anything(browsers):
    known: set[object] = set()
    tried: set[str] = set()
    for role, browser in browsers.items():
        waiting = list(without_a_form(role))
        for address in pages(role):
            waiting += forms_in(browser.ask("get", address), address)
        while waiting:
            form = waiting.pop()
            if form.shape in known:
                continue
            known.add(form.shape)
            tried |= {alike(name) for name in form.fields}
            for data in ways_to_send(form, known):
                method = "post" if form.is_post else "get"
                waiting += forms_in(browser.ask(method, form.address, data), form.address)

    assert [wrong for browser in browsers.values() for wrong in browser.wrong] == []
    assert parameters_read() - tried == set()


def forms_in(response: HttpResponse, address: str) -> list[Form]:
    """Return the forms of an answer, none where it is no page."""
    is_page = response.status_code == 200 and is_html(response)
    return forms_on(address, response.content.decode()) if is_page else []


def parameters_read() -> set[str]:
    """Return the parameters that views read by name, whatever they hand the request to."""
    root = Path(settings.BASE_DIR)
    code = [path for path in root.glob("[a-z]*/**/*.py") if path.stem != "styleguide"]
    return {
        "".join(names)
        for path in code
        if path.relative_to(root).parts[0] != "tests"
        for names in READING.findall(path.read_text())
    }
