"""What an edition keeps of its pictures, as JSON and back. Pure. It does not touch the files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from documents.picture_lines import picture_mark
from records.fiscal_year import FiscalYear
from reports.models.picture import EXTENSIONS

FACTS = ("number", "sha256", "media_type", "width", "height", "alt", "caption")
"""The keys of the format, which are fields of the draft's picture too."""


@dataclass(frozen=True)
class ReportedPicture:
    """A picture as an edition shows it. Its file is kept under `sha256`."""

    number: int
    sha256: str
    media_type: str
    width: int
    height: int
    alt: str
    caption: str
    year: FiscalYear
    is_published: bool

    @property
    def mark(self) -> str:
        """The line by which a text shows it."""
        return picture_mark(self.number)

    @property
    def address(self) -> str:
        """Its address. Before publication only writers can open it."""
        view = "reports:picture" if self.is_published else "reports:draft-picture"
        return reverse(view, args=[self.year, self.sha256, EXTENSIONS[self.media_type]])


def picture_to_json(picture: object) -> dict[str, Any]:
    """Return a draft's picture as an edition keeps it, without the file."""
    return {name: getattr(picture, name) for name in FACTS}


def pictures_from_json(
    data: Iterable[Mapping[str, Any]], year: FiscalYear, *, is_published: bool
) -> tuple[ReportedPicture, ...]:
    """Return the pictures that `picture_to_json` wrote into an edition of the report of `year`."""
    return tuple(
        ReportedPicture(
            **{name: picture[name] for name in FACTS}, year=year, is_published=is_published
        )
        for picture in data
    )
