"""Pictures by their digest, and the parts of a draft that show them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from documents.prose import placed_pictures
from records.fiscal_year import FiscalYear
from reports.drafts.queries import part_headings, read_draft
from reports.models import DraftPicture, PublishedPicture


def picture_bytes(sha256: str) -> tuple[bytes, str]:
    """Return the file with this digest and its media type: of an edition, else of a draft.

    It does not check who may see a draft's picture. Raises LookupError where there is none.
    """
    for pictures in (PublishedPicture.objects.all(), DraftPicture.objects.all()):
        found = pictures.filter(sha256=sha256).order_by().values_list("data", "media_type").first()
        if found is not None:
            data, media_type = found
            return bytes(data), media_type
    raise LookupError(sha256)


def published_picture(year: FiscalYear, sha256: str) -> PublishedPicture | None:
    """Return a picture in an edition of the report of `year`, None where there is none."""
    return PublishedPicture.objects.for_year(year).filter(sha256=sha256).first()


def draft_picture(year: FiscalYear, sha256: str) -> DraftPicture | None:
    """Return a picture of the draft of `year`, None where there is none."""
    return DraftPicture.objects.for_year(year).filter(sha256=sha256).first()


def is_sound(picture: DraftPicture | PublishedPicture) -> bool:
    """Return whether the file still has the digest that is kept with it."""
    return hashlib.sha256(picture.data).hexdigest() == picture.sha256


@dataclass(frozen=True)
class ListedPicture:
    """A picture of the draft, and the headings of the parts that show it."""

    picture: DraftPicture
    places: Sequence[str]


def listed_pictures(year: FiscalYear) -> list[ListedPicture]:
    """Return the pictures of the draft of `year` with their places. Four queries."""
    draft = read_draft(year)
    headings = part_headings()
    placed = {headings[part]: placed_pictures(text) for part, text in draft.texts.parts.items()}
    return [
        ListedPicture(
            picture,
            [heading for heading, numbers in placed.items() if picture.number in numbers],
        )
        for picture in draft.pictures
    ]
