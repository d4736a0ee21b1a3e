"""What the documentation names is there: files, classes, functions, rooms, commands, addresses."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve

PROJECT = Path(__file__).parent.parent
DOCS = PROJECT / "docs"
DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
PAGES = [
    PROJECT / "CONTRIBUTING.md",
    PROJECT / "README.md",
    *sorted(DOCS.glob("*.md")),
    *sorted((DOCS / "decisions").glob("*.md")),
]
"""Every page of documentation but the staff's manual, which test_manual.py reads."""

PACKAGES = sorted(path.parent.name for path in PROJECT.glob("*/__init__.py"))
APPS = [name for name in PACKAGES if name not in ("tests", "benchmarks")]
WITH_ROOMS = ("indicators", "reports", "kikugawa_portal")
OF_DJANGO = {"migrations", "management", "templatetags"}
"""Folders that Django looks for, which are no rooms."""

MADE_LATER = ("var/", ".venv/")
FILE = re.compile(r"[\w./*-]+\.(?:py|md|html|css|js|toml|txt|webmanifest)")
CLASS = re.compile(r"[A-Z][a-z]\w*")
DATE_AND_STATUS = re.compile(r"(\d{4}-\d\d-\d\d) · (accepted|changed by \d{4}(?:, \d{4})*)")


def of_pages(*names: str):
    """Run a test once for each of these pages, or for all of them."""
    pages = [page for page in PAGES if not names or page.name in names]
    return pytest.mark.parametrize(
        "page", pages, ids=[str(page.relative_to(PROJECT)) for page in pages]
    )


def quoted(page: Path) -> list[str]:
    """Return what stands between backticks, outside of blocks."""
    text = re.sub(r"^ *```.*?^ *```$", "", page.read_text(), flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"`([^`\n]+)`", text)


def names_in(body: Iterable[ast.stmt], prefix: str = "") -> Iterator[str]:
    """Yield the names that statements define, those of a class's members behind its own."""
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield prefix + node.name
        if isinstance(node, ast.ClassDef):
            yield from names_in(node.body, f"{prefix}{node.name}.")
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign):
            targets = [node.target]
        yield from (prefix + target.id for target in targets if isinstance(target, ast.Name))


NAMES = {
    path.relative_to(PROJECT).as_posix(): set(names_in(ast.parse(path.read_text()).body))
    for package in PACKAGES
    for path in sorted((PROJECT / package).rglob("*.py"))
}
"""What every module defines."""

CLASSES = set().union(*NAMES.values())


TREE = [
    path.relative_to(PROJECT).as_posix() + "/" * path.is_dir()
    for top in PROJECT.iterdir()
    if top.name == ".ci" or not top.name.startswith((".", "var"))
    for path in (top, *top.rglob("*"))
]
"""Every file and folder, folders with a slash at the end."""


def is_there(path: str) -> bool:
    """Return whether something in the project has this path, or one that ends like it."""
    return any(fnmatch(found, path) or fnmatch(found, f"*/{path}") for found in TREE)


def rooms(package: str) -> set[str]:
    """Return the names of the folders with code that lie directly in a package."""
    return {
        path.name
        for path in (PROJECT / package).iterdir()
        if path.is_dir() and any(path.glob("*.py")) and path.name not in OF_DJANGO
    }


@of_pages()
def test_every_file_and_folder_that_a_page_names_is_there(page):
    paths = {
        name.partition(":")[0].rstrip("/") + "/" * name.endswith("/")
        for name in quoted(page)
        if not name.startswith(("/", *MADE_LATER))
        and (FILE.fullmatch(name.partition(":")[0]) or re.fullmatch(r"[\w./-]+/", name))
    }

    assert [path for path in sorted(paths) if not is_there(path)] == []


@of_pages()
def test_every_name_behind_a_file_is_defined_in_it(page):
    references = [re.fullmatch(r"([\w/]+\.py):([\w.]+)", name) for name in quoted(page)]

    missing = [
        found[0] for found in references if found and found[2] not in NAMES.get(found[1], set())
    ]

    assert missing == []


@of_pages("architecture.md", "glossary.md")
def test_every_class_that_a_page_names_is_one(page):
    named = {name for name in quoted(page) if CLASS.fullmatch(name.partition(".")[0])}

    assert sorted(named - CLASSES) == []


def test_every_japanese_word_of_the_glossary_stands_in_the_portal():
    rows = re.findall(r"^\| ([^|]+) \| .+ \|$", (DOCS / "glossary.md").read_text(), re.MULTILINE)
    words = [row for row in rows if row != "Japanese"]
    said = "".join(
        path.read_text()
        for folder in [*APPS, "templates", "content"]
        for ending in ("py", "html", "toml", "txt")
        for path in (PROJECT / folder).rglob(f"*.{ending}")
    )

    assert len(words) > 40
    assert [word for word in words if word not in said] == []
    assert sorted(set(words)) == sorted(words)


def test_every_package_and_room_stands_in_the_architecture_and_no_other():
    here = set(APPS).union(*(rooms(package) for package in WITH_ROOMS))
    rows = re.findall(r"^\| (`.*?) \|", (DOCS / "architecture.md").read_text(), re.MULTILINE)
    told = {name for row in rows for name in re.findall(r"`(\w+)/`", row)}

    assert told | set(WITH_ROOMS) == here


def test_the_architecture_tells_the_order_that_import_linter_holds():
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]
    architecture = (DOCS / "architecture.md").read_text()
    contributing = (PROJECT / "CONTRIBUTING.md").read_text()
    told = architecture + contributing.replace("\\|", "|")
    orders = [
        " > ".join(contract["layers"]).replace("(", "").replace(")", "")
        for contract in contracts["contracts"]
        if contract["type"] == "layers"
    ]

    assert [order for order in orders if f"`{order}`" not in told] == []
    assert [c["name"] for c in contracts["contracts"] if c["name"] not in contributing] == []


def test_the_map_lists_the_packages_floor_by_floor():
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]
    floors = [set(layer.split(" | ")) for layer in contracts["contracts"][0]["layers"]]
    block = re.findall(r"```\n(.*?)```", (PROJECT / "CONTRIBUTING.md").read_text(), re.DOTALL)[0]

    assert [set(re.findall(r"(\w+)/", line)) for line in block.splitlines()] == floors


def test_every_command_that_a_page_names_exists():
    text = "\n".join(page.read_text() for page in PAGES)
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE))
    made = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))

    assert made - targets == set()
    assert set(re.findall(r"manage\.py (\w+)", text)) - set(get_commands()) == set()


def test_every_address_of_the_architecture_leads_somewhere():
    example = {"year": "2026", "number": "1", "code": "1-1", "slug": "schools", "sha256": "0" * 64}
    text = (DOCS / "architecture.md").read_text().partition("## Addresses")[2]
    addresses = re.findall(r"`(/[^`]*)`", text.partition("Staff pages lie")[0])
    broken = []
    for address in addresses:
        try:
            resolve(re.sub(r"<(\w+)>", lambda found: example[found[1]], address))
        except Resolver404:
            broken.append(address)

    assert len(addresses) > 25
    assert broken == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.name[:4])
def test_a_decision_has_a_number_a_date_and_a_status(page):
    title, blank, status, *_rest = page.read_text().splitlines()
    found = DATE_AND_STATUS.fullmatch(status)
    later = re.findall(r"\d{4}", found[2]) if found else []

    assert title.startswith(f"# {int(page.name[:4])}. ")
    assert blank == ""
    assert found
    assert [number for number in later if number <= page.name[:4]] == []
    assert set(later) <= {other.name[:4] for other in DECISIONS}


def test_the_index_lists_every_decision_as_its_page_says():
    rows = []
    for page in DECISIONS:
        title, _blank, status, *_rest = page.read_text().splitlines()
        date, _dot, state = status.partition(" · ")
        name = title.partition(". ")[2]
        rows.append(f"| [{page.name[:4]}]({page.name}) | {name} | {date} | {state} |")
    index = (DOCS / "decisions" / "README.md").read_text().splitlines()

    assert [line for line in index if line.startswith("| [")] == rows
    assert [int(page.name[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))
