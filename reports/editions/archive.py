"""Verify the archive: every edition must still say what was published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from django.utils.translation import gettext as _

from indicators.models import Entry
from indicators.models.entry import published_figures
from records.canonical import digest
from records.fiscal_year import FiscalYear
from reports.editions.content import EditionContent
from reports.editions.series_json import moment_to_json
from reports.models import Edition, EditionPdf, PublishedPicture
from reports.pictures.queries import is_sound


@dataclass(frozen=True)
class Finding:
    """A sentence on where an edition contradicts itself or the ledger."""

    edition: Edition
    message: str


def verify_archive() -> Iterator[Finding]:
    """Yield everything that is wrong with the published editions.

    It recomputes every hash, those of pictures and PDFs too. It compares the columns with the
    content that the hash protects, and the figures shown with the entries that they name.
    """
    numbers: dict[int, int] = {}
    for edition in Edition.objects.select_related("report").order_by("report", "number"):
        expected = numbers.get(edition.report_id, 0) + 1
        numbers[edition.report_id] = edition.number
        for message in _verify(edition, expected):
            yield Finding(edition, message)
    yield from _verify_pdfs()


def _verify_pdfs() -> Iterator[Finding]:
    """Recompute the hash of every PDF, one file in memory at a time."""
    for pdf in EditionPdf.objects.select_related("edition__report").iterator(chunk_size=1):
        data = bytes(pdf.data)
        if sha256(data).hexdigest() != pdf.sha256 or len(data) != pdf.size:
            message = _("PDFのSHA-256が、作成したときの値と違います。PDFが書き換えられています。")
            yield Finding(pdf.edition, message)


def _verify(edition: Edition, expected_number: int) -> Iterator[str]:
    if edition.number != expected_number:
        yield _("前の版が失われています（第%(number)d版がありません）。") % {
            "number": expected_number
        }
    if not _matches_hash(edition):
        yield _("内容のSHA-256が、公表したときの値と違います。内容が書き換えられています。")
        return
    try:
        content = EditionContent.from_json(edition.content)
    except (LookupError, TypeError, ValueError):
        yield _("内容を、版の形式として読むことができません。")
        return
    yield from _verify_columns(edition)
    cited = edition.citations.values_list("entry_id", flat=True)
    if sorted(content.cited_entries) != sorted(cited):
        yield _("引用した実績値の一覧が、版の内容と一致しません。")
    yield from _verify_figures(content)
    yield from _verify_pictures(edition, content)


def _matches_hash(edition: Edition) -> bool:
    try:
        return digest(edition.content) == edition.sha256
    except (TypeError, ValueError):
        return False  # It holds values that canonical JSON does not know.


def _verify_columns(edition: Edition) -> Iterator[str]:
    """Compare the columns beside the content with the content itself."""
    kept = {
        "number": edition.number,
        "published_at": moment_to_json(edition.published_at),
        "published_by": edition.published_by_id,
        "change_note": edition.change_note,
    }
    labels = {
        "number": _("版"),
        "published_at": _("公表日時"),
        "published_by": _("公表した人"),
        "change_note": _("変更点"),
    }
    for name, value in kept.items():
        if edition.content["edition"][name] != value:
            yield _("%(label)sが、版の内容と一致しません。") % {"label": labels[name]}
    if edition.content["fiscal_year"] != edition.report.fiscal_year.year:
        yield _("年度が、版の内容と一致しません。")


def _verify_figures(content: EditionContent) -> Iterator[str]:
    """Compare the figures shown, corrections included, with the entries that they name."""
    entries = _confirmed_entries(content)
    for indicator in content.indicators:
        for point in indicator.series.points:
            figure = point.figure
            if figure is None:
                continue
            year = point.fiscal_year
            life = entries.get((indicator.code, year), [])
            known = [entry for entry in life if entry.revision <= figure.revision]
            now = published_figures(known).get(year)
            if now is None or replace(now, is_final=figure.is_final) != figure:
                yield _("指標%(code)sの%(year)sの実績値が、台帳の記録%(entry)dと一致しません。") % {
                    "code": indicator.code,
                    "year": year.label,
                    "entry": figure.entry_id,
                }


def _verify_pictures(edition: Edition, content: EditionContent) -> Iterator[str]:
    """Recompute the hash of every picture shown, and compare what is kept beside its file."""
    shown = {picture.sha256 for picture in content.pictures}
    kept = {
        picture.sha256: picture
        for picture in PublishedPicture.objects.filter(report=edition.report, sha256__in=shown)
    }
    for picture in content.pictures:
        file = kept.get(picture.sha256)
        if file is None:
            yield _("%(mark)sのファイルが失われています。") % {"mark": picture.mark}
        elif not is_sound(file) or (file.media_type, file.width, file.height) != (
            picture.media_type,
            picture.width,
            picture.height,
        ):
            yield _("%(mark)sのファイルが、公表したときと違います。") % {"mark": picture.mark}


def _confirmed_entries(content: EditionContent) -> dict[tuple[str, FiscalYear], list[Entry]]:
    """Return the confirmed revisions of every figure that the edition may show: one query."""
    found: dict[tuple[str, FiscalYear], list[Entry]] = {}
    entries = (
        Entry.objects.confirmed()
        .filter(fiscal_year__lte=content.year)
        .with_finality()
        .select_related("indicator")
        .order_by("revision")
    )
    for entry in entries:
        found.setdefault((entry.indicator.code, entry.fiscal_year), []).append(entry)
    return found
