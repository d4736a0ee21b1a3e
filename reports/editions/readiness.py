"""Warnings for the publisher. None of them prevents publication."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from documents.picture_lines import picture_mark
from documents.prose import placed_pictures
from indicators.models import Entry
from reports.editions.content import EditionContent
from reports.editions.prose_faults import description_faults, prose_faults
from reports.models import DraftPicture


def publication_warnings(content: EditionContent, today: dt.date) -> list[str]:
    """Return what is unfinished in `content`, as sentences for the publisher. Two queries."""
    return [
        *_of_the_year(content, today),
        *_of_figures(content),
        *_of_open_corrections(content),
        *_of_texts(content),
        *_of_prose(content),
        *_of_pictures(content),
    ]


def _of_the_year(content: EditionContent, today: dt.date) -> list[str]:
    if content.year.has_closed(today):
        return []
    return [
        _("%(year)sはまだ終わっていません（%(as_of)sの数値を報告する報告書です）。")
        % {"year": content.year.long_label, "as_of": content.year.as_of_label}
    ]


def _of_figures(content: EditionContent) -> list[str]:
    return [
        _("指標%(code)s「%(name)s」の実績値が確定していません。「未公表」と表示されます。")
        % {"code": indicator.code, "name": indicator.name}
        for indicator in content.open_indicators
    ]


def _of_open_corrections(content: EditionContent) -> list[str]:
    """Name confirmed figures with a newer draft: a correction may be under way."""
    drafted = Entry.objects.for_year(content.year).open_drafts()
    codes = set(drafted.values_list("indicator__code", flat=True))
    return [
        _("指標%(code)s「%(name)s」には、確定していない訂正の下書きがあります。")
        % {"code": indicator.code, "name": indicator.name}
        for indicator in content.indicators
        if indicator.code in codes and not indicator.is_open
    ]


def _of_texts(content: EditionContent) -> list[str]:
    return [
        *(
            _("方向性「%(direction)s」の文章が空です。") % {"direction": chapter.heading}
            for chapter in content.empty_chapters
        ),
        *(_("「%(part)s」が空です。") % {"part": heading} for heading in content.empty_parts),
    ]


def _of_prose(content: EditionContent) -> list[str]:
    """Name faults in headings, links and characters."""
    return [
        _("「%(part)s」：%(fault)s") % {"part": part, "fault": fault}
        for part, text in content.texts.items()
        for fault in prose_faults(text)
    ]


def _of_pictures(content: EditionContent) -> list[str]:
    """Name marks without a picture, pictures without a mark, and faults in descriptions."""
    shown = {picture.number for picture in content.pictures}
    unseen = DraftPicture.objects.for_year(content.year).exclude(number__in=shown).facts()
    return [
        *(
            _(
                "「%(part)s」：%(mark)sの画像がありません。このままでは、文字がそのまま表示されます。"
            )
            % {"part": part, "mark": picture_mark(number)}
            for part, text in content.texts.items()
            for number in dict.fromkeys(placed_pictures(text))
            if number not in shown
        ),
        *(
            _("%(mark)sは、どの文章にも入っていません。住民の方には表示されません。")
            % {"mark": picture.mark}
            for picture in unseen
        ),
        *(
            _("%(mark)sの説明：%(fault)s") % {"mark": picture.mark, "fault": fault}
            for picture in content.pictures
            for fault in description_faults(picture.alt, picture.caption)
        ),
    ]
