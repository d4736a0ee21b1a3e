"""The figures of an edition as files, made from its content alone."""

from collections.abc import Callable
from typing import NamedTuple

from django.core.cache import cache
from django.utils.translation import gettext as _

from documents.workbooks import XLSX
from indicators.open_data import tables
from records.canonical import canonical_json
from reports.editions.content import EditionContent
from reports.models import Edition


class DataFile(NamedTuple):
    """A file of an edition's data: its media type, and what makes it."""

    media_type: str
    make: Callable[[Edition, EditionContent], bytes]


def _rows(content: EditionContent) -> list[tables.TableRow]:
    return [
        row
        for chapter in content.chapters
        for indicator in chapter.indicators
        for row in tables.rows_of(indicator, chapter.heading)
    ]


def _csv(edition: Edition, content: EditionContent) -> bytes:
    return tables.csv_bytes(_rows(content))


def _xlsx(edition: Edition, content: EditionContent) -> bytes:
    return tables.xlsx_of(_rows(content), sheet=_("実績値"), at=content.published_at)


def _json(edition: Edition, content: EditionContent) -> bytes:
    return canonical_json(edition.content)


DATA_FILES = {
    "csv": DataFile(tables.CSV, _csv),
    "xlsx": DataFile(XLSX, _xlsx),
    "json": DataFile("application/json", _json),
}


def file_sizes(edition: Edition, content: EditionContent) -> dict[str, int]:
    """Return the size of each of an edition's files in bytes, by kind. The cache keeps them."""

    def measure() -> dict[str, int]:
        return {kind: len(DATA_FILES[kind].make(edition, content)) for kind in DATA_FILES}

    kept = cache.get_or_set(f"edition-files/{edition.sha256}", measure, timeout=None)
    return kept or measure()
