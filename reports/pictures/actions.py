"""The verbs that add a picture to a report's draft, describe it, and remove it."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.fields import clean_text
from records.fiscal_year import FiscalYear
from records.refusals import Refusal
from reports.models import DraftPicture, Report
from reports.models.picture import MAX_ALT, MAX_CAPTION
from reports.pictures.files import PictureFile, reencode

MAX_PICTURES = 40
"""The most pictures of one report, so that telephones can load its page."""


def add_picture(
    *,
    year: FiscalYear,
    file: bytes,
    alt: str,
    by: User,
    caption: str = "",
    at: dt.datetime | None = None,
) -> DraftPicture:
    """Add the picture in `file` to the draft of `year` and return it with its number.

    Of the file only the pixels are kept. Raises UnusablePicture for a file that is not a picture,
    Refusal where a text is missing or too long, where the draft has the picture already, or where
    it has too many. Nothing is added then.
    """
    picture, description, at = reencode(file), _description(alt, caption), at or timezone.now()
    with transaction.atomic():
        Report.objects.get_or_create(
            fiscal_year=year, defaults={"updated_at": at, "updated_by": by}
        )
        report = _locked(Report.objects.get(fiscal_year=year), by, at)
        _refuse_double_or_too_many(report, picture)
        report.newest_picture += 1
        report.save()
        return DraftPicture.objects.create(
            report=report,
            number=report.newest_picture,
            sha256=picture.sha256,
            added_at=at,
            added_by=by,
            **vars(picture),
            **description,
        )


@transaction.atomic
def describe_picture(
    *, picture: DraftPicture, alt: str, caption: str, by: User, at: dt.datetime | None = None
) -> DraftPicture:
    """Change a picture's alternative text and caption, and return the picture.

    Editions keep what they show. Raises Refusal for texts as `add_picture` does.
    """
    description = _description(alt, caption)
    _locked(picture.report, by, at or timezone.now()).save()
    picture.alt, picture.caption = description["alt"], description["caption"]
    picture.save(update_fields=list(description))
    return picture


@transaction.atomic
def remove_picture(*, picture: DraftPicture, by: User, at: dt.datetime | None = None) -> None:
    """Remove `picture` and its file from its draft. Its number is never given again.

    Editions that show it keep it.
    """
    _locked(picture.report, by, at or timezone.now()).save()
    picture.delete()


def _locked(report: Report, by: User, at: dt.datetime) -> Report:
    """Return `report`, locked and marked as changed by `by`. Changes of pictures wait in line."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    report.updated_at, report.updated_by = at, by
    return report


def _description(alt: str, caption: str) -> dict[str, str]:
    """Return both texts on one line each, as they are kept."""
    alt, caption = (" ".join(clean_text(text).split()) for text in (alt, caption))
    if not alt:
        raise Refusal(_("代替テキストに、画像に写っているものを書いてください。"))
    if len(alt) > MAX_ALT or len(caption) > MAX_CAPTION:
        raise Refusal(
            _("代替テキストは%(alt)d字まで、説明文は%(caption)d字までで書いてください。")
            % {"alt": MAX_ALT, "caption": MAX_CAPTION}
        )
    return {"alt": alt, "caption": caption}


def _refuse_double_or_too_many(report: Report, file: PictureFile) -> None:
    same = report.pictures.filter(sha256=file.sha256).first()
    if same is not None:
        raise Refusal(_("同じ画像が、%(mark)sとしてすでに追加されています。") % {"mark": same.mark})
    if report.pictures.count() >= MAX_PICTURES:
        raise Refusal(
            _("一つの報告書に追加できる画像は%(limit)d枚までです。使わない画像を削除してください。")
            % {"limit": MAX_PICTURES}
        )
