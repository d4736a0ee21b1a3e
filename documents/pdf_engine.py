"""Draws HTML as a tagged PDF (PDF/UA-1), without asking another process or host.

WeasyPrint draws, `documents.pdf_tags` completes the tags. WeasyPrint needs Pango, which pip does
not install. `why_no_engine` says what is missing; nothing else of the portal depends on it.
"""

from __future__ import annotations

import logging
import mimetypes
from collections.abc import Callable, Mapping
from ctypes import CDLL
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation
from django.utils.translation import gettext as _
from PIL import ImageFile

logger = logging.getLogger(__name__)

PANGO = ("libpango-1.0.so.0", "libpango-1.0-0", "pango-1.0", "libpango-1.0.dylib")
"""The names under which WeasyPrint looks for Pango on Linux, Windows and macOS."""

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-morisawa-bizud-gothic"
"""Debian's packages, without which there is no PDF, or one in another font."""


class NoEngine(Exception):
    """Nothing can draw a PDF here; the message says what to install."""


class RefusedAddress(Exception):
    """A document asked for something that is no file of the portal."""


@dataclass(frozen=True)
class Resource:
    """A file that a document shows: its bytes and media type."""

    data: bytes
    media_type: str


Finder = Callable[[str], Resource | None]
"""From the path of an address of the portal to the file there, None where it is another's."""


@dataclass(frozen=True)
class Pdf:
    """A PDF that was drawn."""

    data: bytes
    page_count: int


def maker() -> str:
    """Return what draws the PDFs here, with its version: kept beside each of them."""
    return f"WeasyPrint {version('weasyprint')}"


@cache
def _weasyprint() -> ModuleType:
    """Return WeasyPrint, imported now.

    Never at the start: it takes two seconds and some 60 MB, which no page needs, and it fails
    where Pango is not installed, which must not keep the portal from running. pikepdf, behind
    `documents.pdf_tags`, comes with it: a tenth of a second more.

    WeasyPrint tells Pillow, for the whole process, to make do with broken pictures. What staff
    upload is to be refused when it is broken, so that is taken back.
    """
    weasyprint = import_module("weasyprint")
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    return weasyprint


@cache
def has_engine() -> bool:
    """Return whether Pango seems to be here, at once and without starting WeasyPrint.

    For pages that offer a PDF; what draws one asks `why_no_engine`, which knows.
    """
    if find_spec("weasyprint") is None:
        return False
    return any(_can_load(name) for name in PANGO)


def _can_load(library: str) -> bool:
    try:
        CDLL(library)
    except OSError:
        return False
    return True


def why_no_engine() -> str:
    """Return what is missing for making PDFs, as a sentence for who runs the portal; "" if nothing.

    Asked for the first time, it takes as long as WeasyPrint takes to start.
    """
    try:
        _weasyprint()
    except (ImportError, OSError) as error:
        logger.warning("No PDF can be made: %s", str(error).strip().splitlines()[0])
        return _(
            "PDFを作る部品（Pango）がサーバーにありません。次のパッケージを入れてください：%(packages)s"
        ) % {"packages": PACKAGES}
    return ""


def render_pdf(html: str, *, finders: tuple[Finder, ...] = ()) -> Pdf:
    """Return the PDF of a whole HTML document.

    The document may show static files, and what `finders` find; whatever else it names stops the
    drawing with RefusedAddress, since a PDF that is kept for good must not lack anything. Links
    are made absolute with PUBLIC_ADDRESS. The same `html` gives the same bytes. Raises NoEngine
    where Pango is not installed.
    """
    if reason := why_no_engine():
        raise NoEngine(reason)
    weasyprint, urls = _weasyprint(), import_module("weasyprint.urls")
    page = weasyprint.HTML(
        string=html,
        base_url=f"{settings.PUBLIC_ADDRESS}/",
        url_fetcher=_fetcher((static_file, *finders)),
    )
    try:
        document = page.render()
    except urls.FatalURLFetchingError as error:  # A BaseException, which nobody would catch.
        raise RefusedAddress(str(error)) from error
    data = document.write_pdf(pdf_variant="pdf/ua-1")
    complete: Callable[[bytes], bytes] = import_module("documents.pdf_tags").complete
    return Pdf(complete(data), len(document.pages))


def _fetcher(finders: tuple[Finder, ...]) -> Any:
    """Return what WeasyPrint fetches files with: it finds the portal's own, and refuses others."""
    urls = import_module("weasyprint.urls")

    class PortalFetcher(urls.URLFetcher):  # type: ignore[misc, name-defined]
        """Reads the portal's files in this process: nothing is asked for over a network."""

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            resource = find(url, finders)
            return urls.URLFetcherResponse(
                url, resource.data, {"Content-Type": resource.media_type}
            )

    return PortalFetcher(fail_on_errors=True)


def find(address: str, finders: tuple[Finder, ...]) -> Resource:
    """Return the file at an address of the portal. Raises RefusedAddress for every other."""
    own = f"{settings.PUBLIC_ADDRESS}/"
    if address.startswith(own):
        path = unquote(urlsplit(address).path)
        for finder in finders:
            if resource := finder(path):
                return resource
    raise RefusedAddress(f"a PDF shows files of the portal only, not {address[:200]}")


def static_file(path: str) -> Resource | None:
    """Find a static file, in the folders of the project or where collectstatic has put it."""
    prefix = urlsplit(settings.STATIC_URL).path
    if not path.startswith(prefix):
        return None
    name = path.removeprefix(prefix)
    try:
        found = finders.find(name)
        if found is None and staticfiles_storage.exists(name):
            found = staticfiles_storage.path(name)
    except SuspiciousFileOperation:
        return None
    if found is None:
        return None
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Resource(Path(found).read_bytes(), media_type)
