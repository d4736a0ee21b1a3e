"""The verb that publishes: a draft and the year's figures become an edition."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.fields import clean_text
from records.canonical import digest
from records.refusals import Refusal
from reports.editions.content import EditionContent
from reports.editions.pdf import make_pdf_at_publication
from reports.editions.snapshot import NextEdition, next_edition
from reports.models import (
    Citation,
    DraftPicture,
    Edition,
    PublishedPicture,
    Report,
    Schedule,
    ScheduleOutcome,
)
from reports.models.edition import MAX_CHANGE_NOTE
from reports.pictures.queries import is_sound


@transaction.atomic
def publish_edition(
    *,
    report: Report,
    by: User,
    seen_version: int,
    change_note: str = "",
    seen_substance: str | None = None,
    schedule: Schedule | None = None,
    at: dt.datetime | None = None,
) -> Edition:
    """Publish the draft of `report` as its next edition and return that.

    Residents can read it from then on, and nobody can change it. The figures of its year become
    final (確報). `seen_version` is the version of the draft that the publisher has read,
    `seen_substance` (if they were shown one) the substance of the whole preview, figures included.
    `change_note` says what a second or later edition changes. After the commit the PDF is made, or
    waits to be made.

    Raises Refusal where a required part is empty, where a later edition lacks its note or shows
    nothing new, and where texts or figures changed after the publisher saw them.
    """
    at = at or timezone.now()
    report = Report.objects.select_for_update().get(pk=report.pk)
    edition = next_edition(report.fiscal_year, by=by, at=at, change_note=clean_text(change_note))
    refuse_unready(edition, seen_version, seen_substance)
    published = _insert(
        Edition(
            report=report,
            number=edition.number,
            published_at=at,
            published_by=by,
            change_note=edition.content.change_note,
            content=edition.data,
            sha256=digest(edition.data),
        )
    )
    for pending in Schedule.objects.pending().filter(report=report):
        _end_schedule(pending, published, is_carried_out=pending == schedule)
    transaction.on_commit(partial(make_pdf_at_publication, published), robust=True)
    return published


def refuse_unready(edition: NextEdition, seen_version: int, seen_substance: str | None) -> None:
    """Raise Refusal where `edition` cannot be published, or is not what the publisher saw."""
    if edition.obstacle:
        raise Refusal(edition.obstacle)
    _refuse_unseen(edition, seen_version, seen_substance)
    _refuse_wrong_note(edition)


def _refuse_unseen(edition: NextEdition, seen_version: int, seen_substance: str | None) -> None:
    if edition.draft.version != seen_version:
        raise Refusal(
            _(
                "確認したあとに、ほかの人が下書きを保存しました。"
                "プレビューをもう一度確かめてから公表してください。"
            )
        )
    if seen_substance is not None and seen_substance != edition.substance:
        raise Refusal(
            _(
                "確認したあとに、実績値、指標の内容、画像のいずれかが変わりました。"
                "プレビューをもう一度確かめてから公表してください。"
            )
        )


def _refuse_wrong_note(edition: NextEdition) -> None:
    note = edition.content.change_note
    if edition.newest and not note:
        raise Refusal(_("第2版からは、前の版から何を変えたかを「変更点」に書いてください。"))
    if len(note) > MAX_CHANGE_NOTE:
        raise Refusal(
            _("変更点は%(limit)s字以内で書いてください。") % {"limit": f"{MAX_CHANGE_NOTE:,}"}
        )


def _insert(edition: Edition) -> Edition:
    """Insert `edition` with its citations and the files of its pictures, all or nothing."""
    edition.full_clean(validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            edition.save(force_insert=True)
    except IntegrityError as error:
        # Writers queue for the report; this is for a database that lets two of them through.
        raise Refusal(_("この版は、ほかの人が先に公表しました。")) from error
    cited = EditionContent.from_json(edition.content).cited_entries
    Citation.objects.bulk_create(Citation(edition=edition, entry_id=entry) for entry in cited)
    _keep_pictures(edition)
    return edition


def _keep_pictures(edition: Edition) -> None:
    """Copy the files that `edition` shows from the draft to where nobody can remove them."""
    shown = {picture["sha256"] for picture in edition.content["pictures"]}
    kept = PublishedPicture.objects.filter(report=edition.report, sha256__in=shown)
    missing = shown - set(kept.values_list("sha256", flat=True))
    for picture in DraftPicture.objects.filter(report=edition.report, sha256__in=missing):
        if not is_sound(picture):
            raise Refusal(
                _("%(mark)sのファイルが壊れています。画像を削除して、追加し直してください。")
                % {"mark": picture.mark}
            )
        PublishedPicture.objects.create(
            report=edition.report,
            sha256=picture.sha256,
            media_type=picture.media_type,
            width=picture.width,
            height=picture.height,
            data=picture.data,
        )


def _end_schedule(schedule: Schedule, edition: Edition, *, is_carried_out: bool) -> None:
    if is_carried_out:
        ScheduleOutcome.objects.create(
            schedule=schedule,
            kind=ScheduleOutcome.Kind.PUBLISHED,
            at=edition.published_at,
            edition=edition,
        )
    else:
        ScheduleOutcome.objects.create(
            schedule=schedule,
            kind=ScheduleOutcome.Kind.REPLACED,
            at=edition.published_at,
            by=edition.published_by,
        )
