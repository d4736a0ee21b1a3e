"""Public files of an edition's figures, from what the edition holds and nothing else."""

from collections.abc import Callable
from typing import NamedTuple

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indicators import exports
from indicators.fiscal_year import FiscalYear
from indicators.workbooks import XLSX
from reports.canonical import canonical_json
from reports.content import EditionContent
from reports.downloads import edition_ascii_name, edition_name
from reports.file_response import content_disposition
from reports.models import Edition

A_YEAR = 365 * 24 * 60 * 60


class Kind(NamedTuple):
    """A kind of file: its media type, and what makes it."""

    media_type: str
    make: Callable[[Edition, EditionContent], bytes]


def _rows(content: EditionContent) -> list[exports.Row]:
    return [
        row
        for chapter in content.chapters
        for indicator in chapter.indicators
        for row in exports.rows_of(indicator, chapter.heading)
    ]


def _csv(edition: Edition, content: EditionContent) -> bytes:
    return exports.csv_bytes(_rows(content))


def _xlsx(edition: Edition, content: EditionContent) -> bytes:
    return exports.xlsx_of(_rows(content), sheet=_("実績値"), at=content.published_at)


def _json(edition: Edition, content: EditionContent) -> bytes:
    return canonical_json(edition.content)


KINDS = {
    "csv": Kind(exports.CSV, _csv),
    "xlsx": Kind(XLSX, _xlsx),
    "json": Kind("application/json", _json),
}


@require_safe
def edition_data(request: HttpRequest, year: FiscalYear, number: int, kind: str) -> HttpResponse:
    """Hand out the figures of an edition as a table, or the whole edition as canonical JSON.

    The JSON is, byte for byte, what the edition's SHA-256 was computed from. As no edition ever
    changes, caches may keep each file for good.
    """
    edition = Edition.objects.for_year(year).filter(number=number).first()
    if edition is None:
        raise Http404
    content = EditionContent.from_json(edition.content)
    response = HttpResponse(KINDS[kind].make(edition, content), content_type=KINDS[kind].media_type)
    patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
    response.headers["Content-Disposition"] = content_disposition(
        f"{edition_name(content)}.{kind}",
        ascii_name=f"{edition_ascii_name(content)}.{kind}",
        is_shown=False,
    )
    return response


def file_sizes(edition: Edition, content: EditionContent) -> dict[str, int]:
    """Return how many bytes each of an edition's files has, by kind; made once a process."""

    def measure() -> dict[str, int]:
        return {kind: len(KINDS[kind].make(edition, content)) for kind in KINDS}

    kept = cache.get_or_set(f"edition-files/{edition.sha256}", measure, timeout=None)
    return kept or measure()
