"""Which indicator a cell names: by its code, its name, or both, however they are spelled. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from indicators.progress.series import Measured

DASHES = re.compile("[-‐‑‒–—―−ーｰ─－]")


class Names:
    """The indicators in the order of the sheet, found by what people call them."""

    def __init__(self, indicators: Iterable[Measured]) -> None:
        self.codes: list[str] = []
        self.units: set[str] = set()
        self._found: dict[str, set[str]] = {}
        for indicator in indicators:
            self.codes.append(indicator.code)
            self.units.add(spelling_of(indicator.unit))
            for text in (
                indicator.code,
                indicator.name,
                indicator.code + indicator.name,
                f"{indicator.code}:{indicator.name}",
            ):
                self._found.setdefault(spelling_of(text), set()).add(indicator.code)

    def find(self, text: str) -> frozenset[str]:
        """Return the codes of every indicator that `text` may name: none, one, or namesakes."""
        return frozenset(self._found.get(spelling_of(text), ()))


def spelling_of(text: str) -> str:
    """Return `text` without what people spell differently: width, case, spaces, dashes."""
    if len(text) > 400:
        return ""
    narrow = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return DASHES.sub("-", narrow)
