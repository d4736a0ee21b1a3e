"""Where files lie: a test beside the name of what it tests, no module and no folder too full."""

import ast
import subprocess
import tomllib
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).parent.parent
PACKAGES = [
    "actors",
    "dads",
    "directions",
    "documents",
    "guideline",
    "indicators",
    "kikugawa_portal",
    "principles",
    "records",
    "reports",
]
SITE = "kikugawa_portal"
NO_ROOMS = {"management", "templatetags"}

MOST_LINES = 300
"""A longer module holds two ideas. Tests may be longer; migrations are written by a tool."""

MOST_FILES = 15
"""So many modules a person can look over in one folder."""

WITHOUT_MODULE = {
    "tests/dads/test_fields.py": "the templates of one field",
    "tests/guideline/test_malformed_files.py": "files that are refused, through the command",
    "tests/guideline/test_text.py": "the text that is shipped",
    "tests/indicators/public/test_queries.py": "what the room's pages cost",
    "tests/kikugawa_portal/test_before_any_data.py": "every page of an empty portal",
    "tests/kikugawa_portal/test_public_pages.py": "what every public page promises",
    "tests/kikugawa_portal/test_queries.py": "what every public page costs",
    "tests/reports/editions/test_pdf_document.py": "the drawn PDF as it is read",
    "tests/reports/editions/test_published_stays.py": "editions that nobody can change",
    "tests/reports/test_parts.py": "every place that builds on the parts of a report",
    "tests/reports/editions/test_schema_1.py": "editions of an older format",
    "tests/reports/writing/test_roles.py": "who may open the room's pages",
}
"""Tests that are named by what they look at, because no single module does it."""


def tracked(pattern: str) -> list[Path]:
    """Return the files of the project that fit `pattern`, without those that git ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [Path(name) for name in listed.stdout.split("\n") if (PROJECT / name).is_file()]


CODE = [
    path for path in tracked("*.py") if path.parts[0] in PACKAGES and "migrations" not in path.parts
]
TESTS = [
    path
    for path in tracked("tests/*/test_*.py")
    if path.parts[1] in PACKAGES and str(path) not in WITHOUT_MODULE
]


def modules_of(path: Path) -> list[Path]:
    """Return the files one of which must exist for the test at `path` to lie where it belongs."""
    room = Path(*path.parts[1:-1])
    name = path.name.removeprefix("test_")
    commands = Path(path.parts[1], "management", "commands")
    found = [room / name, room / name.removesuffix(".py") / "__init__.py", commands / name]
    return [*found, room / "views.py"] if name.startswith("views_") else found


def test_a_test_lies_where_the_module_that_it_tests_lies():
    assert TESTS != []
    assert [
        str(path)
        for path in TESTS
        if not any((PROJECT / module).exists() for module in modules_of(path))
    ] == []


def test_no_exception_has_outlived_its_test():
    assert [name for name in WITHOUT_MODULE if not (PROJECT / name).exists()] == []


def test_a_module_holds_one_idea():
    lengths = {str(path): len((PROJECT / path).read_text().splitlines()) for path in CODE}

    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES} == {}


def test_a_public_name_has_one_meaning():
    """Modules, methods and template tags aside: what is defined at the top of a module."""
    names = [
        (node.name, str(path))
        for path in CODE
        if "commands" not in path.parts
        for node in ast.parse((PROJECT / path).read_text()).body
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_")
    ]
    counts = Counter(name for name, _path in names)

    assert [(name, path) for name, path in names if counts[name] > 1] == []


def test_no_folder_holds_more_modules_than_a_person_looks_over():
    folders = Counter(path.parent for path in CODE)

    assert {str(path): count for path, count in folders.items() if count > MOST_FILES} == {}


def test_every_room_of_the_site_is_in_the_contract_that_keeps_them_apart():
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]
    (contract,) = (found for found in settings["contracts"] if found["type"] == "independence")
    rooms = {path.parts[1] for path in CODE if path.parts[0] == SITE and len(path.parts) > 2}

    assert contract["modules"] == [f"{SITE}.{room}" for room in sorted(rooms - NO_ROOMS)]
