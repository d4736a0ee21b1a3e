"""Canonical JSON and its digest: the same content is the same bytes on every machine. Pure.

There are no floats in it. A figure is text, so that its digits never change.
"""

import datetime as dt
import hashlib
import json
from typing import Any, TypeAlias

LARGEST_INTEGER = 2**53 - 1
"""Programs in other languages lose digits of larger integers."""


def canonical_json(value: object) -> bytes:
    """Return `value` as UTF-8 JSON with sorted keys, without spaces, with letters unescaped.

    Raises TypeError for floats and for anything that JSON does not know, ValueError for an
    integer beyond 2^53 and for text that UTF-8 cannot hold.
    """
    _refuse_ambiguous(value)
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    ).encode()


def digest(value: object) -> str:
    """Return the SHA-256 of the canonical JSON of `value`, in 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def _refuse_ambiguous(value: object) -> None:
    """Raise unless `value` has one spelling only."""
    if isinstance(value, dict):
        for key, item in value.items():
            if not (isinstance(key, str) and key.isascii()):
                raise TypeError(f"a key of canonical JSON is ASCII text, not {key!r}")
            _refuse_ambiguous(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_ambiguous(item)
    elif isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise ValueError(f"an integer of canonical JSON is at most 2^53 - 1, not {value}")
    elif value is not None and not isinstance(value, str):
        raise TypeError(f"canonical JSON has no {type(value).__name__}")


JsonObject: TypeAlias = dict[str, Any]
"""An object of JSON, as Python reads it."""

JAPAN = dt.timezone(dt.timedelta(hours=9))
"""The time zone in which an edition writes its moments. Japan has no summer time."""
