"""Text without what nobody can see and XML cannot hold. Pure.

Word's Shift+Enter puts U+000B on the clipboard, other programs leave U+0007 or U+FFFE behind. Atom,
Excel's files and HTML cannot hold such characters, and the ledger cannot be changed afterwards. So
they are taken out wherever text comes in, and once more where it goes out.
"""

from __future__ import annotations

import re
from typing import Any

BREAKS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
"""What programs write for the end of a line. Here it is LF."""

INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters
    "\u202a-\u202e\u2066-\u2069"  # what turns the direction of the text around it
    "\ufeff\ufff9-\ufffb"  # a byte order mark, marks of annotations
    "\ud800-\udfff"  # halves of characters
    "\ufdd0-\ufdef"  # what Unicode promises never to be a character
    + "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000))
    + "]"
)

SUSPECT = re.compile(f"[\r\v\f\u2028\u2029{INVISIBLE.pattern[1:]}")
"""What is to be replaced: most texts hold none of it."""


def plain_text(text: str) -> str:
    """Return `text` with LF line ends and without control characters and the like; tabs stay."""
    if SUSPECT.search(text) is None:
        return text
    return INVISIBLE.sub("", BREAKS.sub("\n", text))


def plain_line(text: str) -> str:
    """Return `text` as one line: line ends and tabs become spaces."""
    return re.sub("[\n\t]+", " ", plain_text(text))


def plain_json(value: Any) -> Any:
    """Return a JSON value with every text in it made plain; keys stay as they are."""
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, dict):
        return {key: plain_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain_json(item) for item in value]
    return value
