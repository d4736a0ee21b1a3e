"""Answers with a file that never changes: its name, its ETag, and ranges of its bytes.

Django's FileResponse has no ranges; the packages that add them are unmaintained and have no
If-Range. RFC 9110, section 14 (ranges); RFC 6266 (the name).
"""

from __future__ import annotations

import re
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

RANGE = re.compile(r"bytes=\s*(?:(\d+)-(\d*)|-(\d+))\s*", re.IGNORECASE | re.ASCII)
"""One range: from-to, from- or -last. More than one at once is answered with the whole."""

KEPT_FOR_GOOD = "public, max-age=31536000, immutable"
"""For an address whose content never changes."""


class Unsatisfiable(Exception):
    """The part that was asked for lies outside of the file."""


def content_disposition(name: str, *, ascii_name: str, is_shown: bool = True) -> str:
    """Return the header under which a file is saved as `name`; before that, shown if `is_shown`.

    `ascii_name` is for programs that do not know `filename*`, and holds no quotation mark.
    """
    how = "inline" if is_shown else "attachment"
    return f"{how}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"


def file_response(
    request: HttpRequest,
    data: bytes,
    *,
    media_type: str,
    sha256: str,
    disposition: str,
    cache_control: str = "",
) -> HttpResponseBase:
    """Answer with `data`, or with the one range of it that the request asks for.

    304 and 412 where the request names other versions of the file, 416 for a range outside of it.
    `cache_control` may be left to the caller, who must then set one.
    """
    etag = f'"{sha256}"'
    response = get_conditional_response(request, etag=etag) or _with_data(request, data, etag)
    if response.status_code in (200, 206, 304):
        response.headers["ETag"] = etag
        if cache_control:
            response.headers["Cache-Control"] = cache_control
    if response.status_code in (200, 206):
        response.headers["Content-Type"] = media_type
        response.headers["Content-Disposition"] = disposition
        response.headers["Accept-Ranges"] = "bytes"
    return response


def _with_data(request: HttpRequest, data: bytes, etag: str) -> HttpResponse:
    size = len(data)
    try:
        part = wanted_range(request, etag, size)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if part is None:
        return HttpResponse(data, headers={"Content-Length": str(size)})
    return HttpResponse(
        data[part.start : part.stop],
        status=206,
        headers={
            "Content-Range": f"bytes {part.start}-{part.stop - 1}/{size}",
            "Content-Length": str(len(part)),
        },
    )


def wanted_range(request: HttpRequest, etag: str, size: int) -> range | None:
    """Return the bytes that a request wants, None for all. Raises Unsatisfiable.

    A range that is malformed, or that belongs to another version of the file, is ignored.
    """
    condition = request.headers.get("If-Range", etag).strip()
    found = RANGE.fullmatch(request.headers.get("Range", ""))
    if request.method != "GET" or condition != etag or not found:
        return None
    first, last, suffix = found.groups()
    if suffix is not None:
        start, stop = max(size - int(suffix), 0), size
    else:
        start, stop = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
    if start >= size or start == stop:
        raise Unsatisfiable
    return range(start, stop)
