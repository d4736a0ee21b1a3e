"""The verb that saves a report's draft. Two writers never overwrite each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directions.models import Direction
from records.fiscal_year import FiscalYear
from records.refusals import Refusal
from reports.drafts.queries import Draft, read_draft
from reports.drafts.texts import PARTS, Clash, Texts, merge, section_part
from reports.models import Report, SavedDraft, Section
from reports.models.report import MAX_LENGTH


class ClashingTexts(Refusal):
    """Somebody else changed the same parts. Nothing is saved.

    `draft` is what is saved now. `clashes` are the parts that both changed. `merged` has what both
    wrote, and of the clashing parts the person's own text.
    """

    def __init__(self, draft: Draft, clashes: Sequence[Clash], merged: Texts) -> None:
        super().__init__(
            _(
                "あなたが書いている間に、ほかの人が同じ箇所を保存しました。"
                "両方の文章を見比べて、もう一度保存してください。"
            )
        )
        self.draft = draft
        self.clashes = tuple(clashes)
        self.merged = merged


@transaction.atomic
def save_report(
    *,
    year: FiscalYear,
    texts: Texts,
    by: User,
    seen_version: int,
    at: dt.datetime | None = None,
) -> Report:
    """Save the texts of a year's report and return it with its new version.

    `seen_version` is the version that the person began from, 0 for none. Parts that only others
    have changed since keep the others' text. A save that changes nothing makes no version.

    Raises ClashingTexts where both changed the same part, Refusal where a text is too long,
    LookupError for a direction that does not exist. Nothing is saved then.
    """
    at = at or timezone.now()
    _refuse_too_long(texts)
    report, _made = Report.objects.get_or_create(
        fiscal_year=year, defaults={"updated_at": at, "updated_by": by}
    )
    report = Report.objects.select_for_update().get(pk=report.pk)
    draft = read_draft(year)
    outcome = merge(base=_texts_at(report, seen_version), mine=texts, theirs=draft.texts)
    if outcome.clashes:
        raise ClashingTexts(draft, outcome.clashes, outcome.texts)
    if report.version and outcome.texts.says_the_same_as(draft.texts):
        return report
    return _write(report, outcome.texts, by, at)


def _texts_at(report: Report, version: int) -> Texts:
    """Return the texts as they were at `version`."""
    if version == 0:
        return Texts()
    saved = report.saved_drafts.filter(version=version).first()
    if saved is None:
        raise Refusal(_("編集を始めた時点の下書きが見つかりません。画面を開き直してください。"))
    return Texts(saved.parts)


def _write(report: Report, texts: Texts, by: User, at: dt.datetime) -> Report:
    parts = texts.parts
    for part in PARTS:
        setattr(report, part.name, parts.get(part.name, ""))
    report.version += 1
    report.updated_at, report.updated_by = at, by
    report.save()
    directions = {direction.number: direction for direction in Direction.objects.all()}
    for number in texts.sections:
        Section.objects.update_or_create(
            report=report,
            direction=directions[number],
            defaults={"body": parts.get(section_part(number), "")},
        )
    SavedDraft.objects.create(
        report=report, version=report.version, parts=parts, saved_at=at, saved_by=by
    )
    return report


def _refuse_too_long(texts: Texts) -> None:
    for text in texts.parts.values():
        if len(text) > MAX_LENGTH:
            raise Refusal(
                _("文章が長すぎます。一つの欄に書けるのは%(limit)s字までです（いま%(length)s字）。")
                % {"limit": f"{MAX_LENGTH:,}", "length": f"{len(text):,}"}
            )
