"""The stylesheets: light enough, in layers, and legible in light and dark."""

import gzip
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

PROJECT = Path(__file__).parents[2]
STYLESHEETS = sorted((PROJECT / "static/css").glob("*.css"))
DOCUMENTS = sorted((PROJECT / "static/css").glob("document-*.css"))
"""The layout of PDFs, which no browser loads."""
TOKENS = (PROJECT / "static/css/tokens.css").read_text()
ALL_STYLES = "".join(path.read_text() for path in STYLESHEETS if path not in DOCUMENTS)
LAYERS = ["tokens", "base", "layout", "components", "utilities", "print"]

MOST_LINES = 300
"""A sheet that is longer holds two ideas."""

TEXT, MARK = 4.5, 3.0
"""Contrast that WCAG 2.2 AA asks of text, and of what else must be seen: edges, icons, focus."""

GROUNDS = ["background", "surface", "band", "well"]
PAIRS = [
    *((ink, ground, TEXT) for ground in GROUNDS for ink in ["text", "text-soft", "link"]),
    *((ink, ground, TEXT) for ground in GROUNDS for ink in ["link-visited", "link-hover", "key"]),
    *((ink, ground, TEXT) for ground in ["background", "surface"] for ink in ["error", "info"]),
    *((ink, f"{ink}-tint", TEXT) for ink in ["good", "warning", "behind", "neutral"]),
    *(("on-key", ground, TEXT) for ground in ["key", "key-hover", "key-active"]),
    *(("on-error", ground, TEXT) for ground in ["error", "error-hover"]),
    ("link-active", "background", TEXT),
    ("key-active", "key-tint-hover", TEXT),
    ("key", "key-tint", TEXT),
    ("text", "warning-tint", TEXT),
    ("text", "key-tint", TEXT),
    ("on-focus", "focus-ground", TEXT),
    *((edge, ground, MARK) for ground in GROUNDS for edge in ["border", "mark", "focus"]),
]


def colours(css: str) -> dict[str, str]:
    """Return the colours that a part of tokens.css sets, by name."""
    return dict(re.findall(r"--color-([a-z-]+): (#[0-9a-f]{3,6});", css))


LIGHT = colours(TOKENS.split("@media screen and (prefers-color-scheme: dark)")[0])
DARK = LIGHT | colours(TOKENS.split("@media screen and (prefers-color-scheme: dark)")[1])


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb or #rgb, as WCAG defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#fff", "#000000") == 21
    assert round(contrast("#197a4b", "#fff"), 2) == 5.35


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_everything_can_be_read(scheme):
    faint = [
        (ink, ground, round(contrast(scheme[ink], scheme[ground]), 2))
        for ink, ground, needed in PAIRS
        if contrast(scheme[ink], scheme[ground]) < needed
    ]

    assert faint == []


def test_every_colour_of_light_has_its_match_in_the_dark():
    same_in_both = {"on-focus", "focus-ground"}

    missing = set(LIGHT) - set(colours(TOKENS.split("dark)")[1])) - same_in_both

    assert missing == set()


def test_custom_properties_are_defined_and_used_one_for_one():
    used = set(re.findall(r"var\((--[a-z0-9-]+)", ALL_STYLES))
    defined = set(re.findall(r"^ +(--[a-z0-9-]+):", ALL_STYLES, re.MULTILINE))

    assert used == defined


@pytest.mark.parametrize("path", STYLESHEETS, ids=lambda path: path.name)
def test_every_rule_stands_in_a_layer(path):
    css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL).strip()
    outside = re.sub(r"@layer [a-z]+ \{.*\n\}", "", css, flags=re.DOTALL).strip()

    assert outside in {"", f"@layer {', '.join(LAYERS)};"}
    assert set(re.findall(r"^@layer ([a-z]+) \{", css, re.MULTILINE)) <= set(LAYERS)


@pytest.mark.parametrize("path", STYLESHEETS, ids=lambda path: path.name)
def test_no_colour_is_named_outside_the_tokens(path):
    if path.name in {"tokens.css", "print.css"}:
        return

    assert re.findall(r"#[0-9a-f]{3,8}\b(?![^{]*\{)|rgba?\(", path.read_text()) == []


@pytest.mark.parametrize("path", STYLESHEETS, ids=lambda path: path.name)
def test_a_stylesheet_holds_one_idea(path):
    assert len(path.read_text().splitlines()) <= MOST_LINES


def test_stylesheets_are_light():
    assert len(gzip.compress(ALL_STYLES.encode())) < 20_000


@pytest.mark.parametrize("address", ["/", "/guideline/", "/progress/", "/indicators/1-1/"])
def test_a_page_with_its_styles_is_light(sample_figures, client, address):
    page = client.get(address).content

    assert len(gzip.compress(page)) + len(gzip.compress(ALL_STYLES.encode())) < 30_000


def test_every_stylesheet_is_linked():
    linked = (
        render_to_string("components/stylesheets.html")
        + (PROJECT / "templates/staff/base.html").read_text()
        + (PROJECT / "templates/document/base.html").read_text()
    )

    assert [path.name for path in STYLESHEETS if f"css/{path.name}" not in linked] == []


def test_page_for_our_own_faults_needs_no_address_database_or_manifest(settings):
    """No database mark; and no module by that name."""
    settings.ROOT_URLCONF = "no.such.module"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
        }
    }

    html = render_to_string("500.html")

    assert "ポータルに不具合が起きています" in html
    assert '<link rel="stylesheet" href="/static/css/tokens.css">' in html
