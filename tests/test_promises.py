"""What CONTRIBUTING promises is held: each promise is broken here on purpose, and must be noticed.

The contracts between packages and rooms have a file of their own, tests/test_contracts.py.
"""

import ast
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.urls import path as route
from django.urls.resolvers import RegexPattern, URLResolver

from actors.models import Actor
from indicators.models import Entry, EntryQuerySet
from kikugawa_portal import urls
from tests import (
    test_immutability,
    test_leaks,
    test_roles,
    test_screenshots,
    test_templates,
    test_words,
)
from tests.components import test_stylesheets
from tests.crawl import walk
from tests.test_leaks import secrets  # noqa: F401 - what could leak

PROJECT = Path(__file__).parent.parent


def program(*words: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run a checker of `make check` on `text`."""
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=PROJECT,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )


FUNCTION = '"""A module."""\n\n\n'
BRANCHES = "".join(f"    if word == {n!r}:\n        return {n}\n" for n in "abcdefghij")
CODE = {
    "D103": f"{FUNCTION}def public() -> None:\n    pass\n",
    "D101": f"{FUNCTION}class Public:\n    pass\n",
    "TID252": f"{FUNCTION}from .models import Entry\n",
    "C901": f'{FUNCTION}def f(word: str) -> str:\n    """Return."""\n{BRANCHES}    return word\n',
    "PLC0415": f'{FUNCTION}def f() -> None:\n    """Go."""\n    import os\n\n    os.getcwd()\n',
    "S101": f'{FUNCTION}def f(x: int) -> None:\n    """Go."""\n    assert x\n',
}


@pytest.mark.parametrize("rule", CODE)
def test_ruff_refuses_code_that_breaks_a_rule(rule):
    done = program(
        "ruff", "check", "--output-format=concise", "--stdin-filename=records/x.py", "-",
        text=CODE[rule],
    )  # fmt: skip

    assert done.returncode == 1
    assert rule in {line.split()[1] for line in done.stdout.splitlines() if "x.py:" in line}


def test_mypy_refuses_code_without_types(tmp_path):
    module = tmp_path / "untyped.py"
    module.write_text("def double(number):\n    return 2 * number\n")
    done = program("mypy", "--cache-dir", str(tmp_path), str(module))

    assert done.returncode == 1
    assert "[no-untyped-def]" in done.stdout


def test_a_warning_fails_a_test():
    with pytest.raises(UserWarning, match="careful"):
        warnings.warn("careful", stacklevel=1)


ADDED = route("staff/attic/", lambda request: HttpResponse(), name="attic")


@pytest.mark.parametrize(
    "noticed",
    [
        test_roles.test_every_address_is_in_the_table,
        test_screenshots.test_every_kind_of_page_is_photographed,
    ],
)
def test_a_new_address_is_noticed(monkeypatch, noticed):
    noticed()
    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, ADDED])
    monkeypatch.setattr(test_roles, "get_resolver", resolver)
    monkeypatch.setattr(test_screenshots, "get_resolver", resolver)

    with pytest.raises(AssertionError, match="attic"):
        noticed()


def resolver():
    """Return the addresses as they are now; Django keeps those of the start."""
    return URLResolver(RegexPattern(r"^/"), urls)


def test_a_new_model_is_noticed(monkeypatch):
    every = apps.get_models()
    monkeypatch.setattr(apps, "get_models", lambda: every[1:])

    with pytest.raises(AssertionError):
        test_immutability.test_every_model_of_the_portal_is_declared()


@pytest.mark.usefixtures("secrets")
def test_a_leak_is_noticed(monkeypatch):
    def all_of_them(entries: EntryQuerySet) -> EntryQuerySet:
        return entries.exclude(status=Entry.Status.WITHDRAWN)

    monkeypatch.setattr(EntryQuerySet, "confirmed", all_of_them)

    with pytest.raises(AssertionError, match="未確定の秘密"):
        test_leaks.test_no_public_address_tells_of_what_is_not_confirmed(None)


def test_a_broken_link_is_noticed(monkeypatch, guideline, client):
    monkeypatch.setattr(Actor, "get_absolute_url", lambda _: "/nobody/")

    found = walk(client, ["/actors/"], within="/actors/")

    assert "/actors/ -> /nobody/ answers 404" in found.broken


TEMPLATES = {
    "inline style": ("<p style='color: red'>x</p>", "holds_no_inline_style_or_script"),
    "inline script": ("<script>x()</script>", "holds_no_inline_style_or_script"),
    "other host": ('<img src="https://elsewhere.example/x.png" alt="">', "loads_nothing_from"),
    "unmarked word": ("<p>協働</p>", "every_word_of_a_template"),
    "odd indent": ("<div>\n   <p>x</p>\n</div>", "indented_by_two_spaces"),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_that_breaks_a_rule_is_noticed(tmp_path, name):
    html, test = TEMPLATES[name]
    page = tmp_path / "page.html"
    page.write_text(f"{html}\n")
    (check,) = [value for key, value in vars(test_templates).items() if test in key]

    with pytest.raises(AssertionError):
        check(page)


def test_a_word_of_the_code_that_nobody_can_translate_is_noticed():
    assert list(test_words.unmarked(ast.parse('message = "協働"'))) == ["協働"]
    assert list(test_words.unmarked(ast.parse('message = _("協働")'))) == []


def test_a_stylesheet_with_a_rule_outside_of_layers_or_a_colour_of_its_own_is_noticed(tmp_path):
    sheet = tmp_path / "sheet.css"
    sheet.write_text("p { color: #123456; }\n")

    for check in (
        test_stylesheets.test_every_rule_stands_in_a_layer,
        test_stylesheets.test_no_colour_is_named_outside_the_tokens,
    ):
        with pytest.raises(AssertionError):
            check(sheet)
