"""What every template keeps to: nothing inline, nothing from elsewhere, every word translatable."""

import re
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
TEMPLATES = sorted(
    path for folder in ("templates", "dads/templates") for path in (PROJECT / folder).rglob("*.*")
)
ASSETS = [
    path
    for path in sorted((PROJECT / "static").rglob("*"))
    if path.suffix in {".css", ".js", ".svg", ".webmanifest"}
]
NAMES_NOT_ADDRESSES = ("http://www.w3.org/", "https://schema.org")
JAPANESE = re.compile(r"[\u3000-\u303f\u3040-\u30ff\u4e00-\u9fff\uff01-\uff09\uff0b-\uffef]")
"""The mark ＊ is no word."""

PAGES = {
    "kikugawa_portal": (
        *("40", "500.html", "accounts/", "admin/", "portal/", "styleguide/"),
        *("staff/_account.html", "staff/handover/", "staff/help/", "staff/home.html", "staff/log/"),
    ),
    "reports": ("reports/", "staff/pictures/", "staff/schedules/", "staff/writing/"),
    "indicators": (
        *("indicators/", "staff/_entry", "staff/importing/", "staff/office/", "staff/sheet/"),
    ),
    "directions": ("directions/",),
    "actors": ("actors/",),
    "principles": ("principles/",),
    "documents": ("document/",),
    "dads": ("dads/",),
}
"""The package whose pages a template belongs to, by the beginning of its path."""

FRAME = ("base.html", "staff/base.html", "components/")
"""The frame of every page belongs to no floor: pages of all floors extend and include it, and its
menus, which lead to all of them, come from the site's own tags."""


def named(paths: list[Path]):
    """Run a test once for each file, under the file's name."""
    return pytest.mark.parametrize(
        "path", paths, ids=[str(path.relative_to(PROJECT)) for path in paths]
    )


@named(TEMPLATES)
def test_a_template_holds_no_inline_style_or_script(path):
    text = path.read_text()

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", text) == []
    assert [tag for tag in re.findall(r"<script[^>]*>", text) if " src=" not in tag] == []


@named(TEMPLATES)
def test_a_template_loads_nothing_from_another_host(path):
    loading = re.findall(
        r"<(?!a\s)[^<>]*?(?:src|srcset|href|action|formaction|poster|data)=[\"'](?:https?:)?//[^\"']*",
        path.read_text(),
    )

    assert loading == []


@named(ASSETS)
def test_a_stylesheet_script_or_image_names_no_other_host(path):
    text = path.read_text()
    for name in NAMES_NOT_ADDRESSES:
        text = text.replace(name, "")

    assert re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", text) == []


@named([path for path in TEMPLATES if path.suffix == ".html"])
def test_a_template_is_indented_by_two_spaces_and_ends_with_a_line(path):
    text = path.read_text()
    odd = [
        line
        for line in text.splitlines()
        if line != line.rstrip() or "\t" in line or (len(line) - len(line.lstrip(" "))) % 2
    ]

    assert odd == []
    assert text == text.strip("\n") + "\n"


@named(TEMPLATES)
def test_every_word_of_a_template_can_be_translated(path):
    text = path.read_text()
    for marked in (
        r"\{#.*?#\}",
        r"\{%\s*comment.*?endcomment\s*%\}",
        r"\{%\s*blocktranslate.*?endblocktranslate\s*%\}",
        r"\{%\s*translate\s+(\"[^\"]*\"|'[^']*')",
        r"_\((\"[^\"]*\"|'[^']*')\)",
    ):
        text = re.sub(marked, "", text, flags=re.DOTALL)

    assert [line.strip() for line in text.splitlines() if JAPANESE.search(line)] == []


# Floors ---------------------------------------------------------------------------------------


def name_of(path: Path) -> str:
    """Return the name by which Django knows a template."""
    return str(path.relative_to(PROJECT)).partition("templates/")[2]


def floors() -> dict[str, int]:
    """Return on which floor each package is, the highest first, as the linter of imports has it."""
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = settings["contracts"][0]["layers"]
    return {package: -place for place, layer in enumerate(layers) for package in layer.split(" | ")}


def tag_libraries() -> dict[str, str]:
    """Return the packages of the project's tag libraries, by the name that templates load."""
    found = PROJECT.glob("*/templatetags/[a-z]*.py")
    return {path.stem: path.relative_to(PROJECT).parts[0] for path in found}


def packages_of(name: str) -> list[str]:
    return [package for package, beginnings in PAGES.items() if name.startswith(beginnings)]


@named(TEMPLATES)
def test_a_template_belongs_to_one_package_or_to_the_frame(path):
    name = name_of(path)

    assert len(packages_of(name)) == (0 if name.startswith(FRAME) else 1)


@named([path for path in TEMPLATES if not name_of(path).startswith(FRAME)])
def test_a_template_loads_no_tags_of_a_floor_above(path):
    (package,) = packages_of(name_of(path))
    height, libraries = floors(), tag_libraries()
    loaded = " ".join(re.findall(r"{%\s*load\s+(.*?)%}", path.read_text(), flags=re.DOTALL)).split()

    assert [
        tag
        for tag in loaded
        if tag in libraries
        and libraries[tag] != package
        and height[libraries[tag]] >= height[package]
    ] == []
