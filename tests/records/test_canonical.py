"""The canonical JSON: one spelling for one content, and a refusal for everything ambiguous."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.canonical import LARGEST_INTEGER, canonical_json, digest

keys = st.text(st.characters(max_codepoint=127))
characters = st.text(st.characters(exclude_categories=["Cs"]))
contents = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | characters,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)


def test_canonical_json_is_sorted_compact_utf_8():
    content = {"b": [1, None, True], "a": {"z": "0.5", "y": "協働😀"}}

    assert canonical_json(content).decode() == '{"a":{"y":"協働😀","z":"0.5"},"b":[1,null,true]}'


def test_digest_is_the_sha_256_of_those_bytes():
    # printf '{"a":"協働"}' | sha256sum
    expected = "fae04f9c97b4f8157a2b8f3245a1dfe908d6b9a575eb6c8b08bf15bf204e7d92"

    assert digest({"a": "協働"}) == expected


@given(contents)
def test_canonical_json_is_what_any_reader_reads(content):
    assert json.loads(canonical_json(content)) == content


@given(st.dictionaries(keys, contents, max_size=6))
def test_the_order_of_keys_does_not_matter(content):
    turned = dict(reversed(content.items()))

    assert canonical_json(turned) == canonical_json(content)


@given(contents)
def test_reading_and_writing_again_gives_the_same_bytes(content):
    written = canonical_json(content)

    assert canonical_json(json.loads(written)) == written


@pytest.mark.parametrize(
    "value", [1.0, float("nan"), Decimal(1), b"x", {1: "a"}, {"鍵": 1}, {1, 2}]
)
def test_what_has_no_one_spelling_is_refused(value):
    with pytest.raises(TypeError):
        canonical_json({"a": [value]})


@pytest.mark.parametrize("value", [LARGEST_INTEGER + 1, -LARGEST_INTEGER - 1, "\ud800"])
def test_what_other_readers_could_not_hold_is_refused(value):
    with pytest.raises(ValueError, match=r"integer|surrogates"):
        canonical_json([value])
