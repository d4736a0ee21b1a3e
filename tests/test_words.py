"""Every Japanese word that the code says to people can be translated."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
APPS = [
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
FILES = {
    str(path.relative_to(PROJECT)): path
    for app in APPS
    for path in sorted((PROJECT / app).rglob("*.py"))
    if "migrations" not in path.parts
}
NOT_SAID = {
    "actors/naming.py": "words looked for in the guideline's text",
    "documents/picture_lines.py": "a mark that people type and texts keep",
    "records/fiscal_year.py": "the era's own names of years and days",
    "indicators/importing/tables/headings.py": "words that people may write over a column",
    "indicators/importing/tables/matching.py": "dashes, one of which counts as a letter",
    "indicators/importing/files/xlsx_files.py": "the name of the template's sheet, in any language",
    "indicators/notation/reading.py": "words that people may type",
    "indicators/notation/complaints.py": "words that people may type",
    "kikugawa_portal/management/commands/load_sample_figures.py": "said to developers alone",
    "kikugawa_portal/sample/figures.py": "content made up for trying out",
    "kikugawa_portal/settings.py": "the languages, each by its own name",
    "kikugawa_portal/styleguide.py": "the languages, each by its own name",
}
"""Files with Japanese that is not translated, and why."""

JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
MARKING = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


def unmarked(tree: ast.Module) -> Iterator[str]:
    """Yield the Japanese strings outside docstrings and outside calls of gettext."""
    free: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) in MARKING:
            free.update(part for argument in node.args for part in ast.walk(argument))
        elif isinstance(node, ast.Expr):
            free.add(node.value)
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and node not in free else None
        if isinstance(text, str) and JAPANESE.search(text):
            yield text


def name_of(function: ast.expr) -> str:
    """Return the name by which a function is called."""
    return getattr(function, "id", "") or getattr(function, "attr", "")


@pytest.mark.parametrize("name", [name for name in FILES if name not in NOT_SAID])
def test_every_word_of_the_code_can_be_translated(name):
    assert list(unmarked(ast.parse(FILES[name].read_text()))) == []


@pytest.mark.parametrize("name", NOT_SAID)
def test_every_exception_is_needed(name):
    assert list(unmarked(ast.parse(FILES[name].read_text()))) != []
