"""Forms in which center staff write a report and publish it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dads.sent import sent_again
from documents.fields import ProseField, clean_text
from records.canonical import JAPAN
from reports.drafts.actions import ClashingTexts
from reports.drafts.queries import Draft
from reports.drafts.texts import (
    Clash,
    Texts,
    in_order,
    section_heading,
    section_part,
    with_outline,
)
from reports.editions.content import ReportChapter
from reports.editions.snapshot import NextEdition
from reports.models.edition import MAX_CHANGE_NOTE
from reports.models.report import MAX_LENGTH

QUESTIONS = (
    gettext_lazy("何をしたか"),
    gettext_lazy("何が変わったか"),
    gettext_lazy("課題"),
    gettext_lazy("次の一歩"),
)
"""The headings of an outline: questions that the text on each direction answers."""


@dataclass(frozen=True)
class WritingPart:
    """A part of the report on the writer's page: its field, and what is shown beside it.

    `chapter` has the figures of its direction, `clash` the text that somebody else has saved.
    """

    field: forms.BoundField
    chapter: ReportChapter | None
    last_year: str
    clash: Clash | None

    @property
    def questions(self) -> list[str]:
        """The questions that its text should answer. Only parts on directions have any."""
        return [str(question) for question in QUESTIONS] if self.chapter else []


class ReportForm(forms.Form):
    """All texts of a report on one page. `seen_version` is the version from which it began.

    The fields hold `texts` where given, else those of the draft.
    """

    seen_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        chapters: Sequence[ReportChapter],
        draft: Draft,
        texts: Texts | None = None,
    ) -> None:
        written = draft.texts if texts is None else texts
        super().__init__(data, initial={"seen_version": draft.version, **written.parts})
        self.chapters = {section_part(chapter.number): chapter for chapter in chapters}
        hint = _("何をしたか、何が変わったか、課題、次の一歩を書きます。")
        sections = (
            (name, section_heading(chapter.heading), hint)
            for name, chapter in self.chapters.items()
        )
        parts = in_order(lambda part: (part.name, str(part.heading), str(part.hint)), sections)
        self.fields |= {name: _text_field(label, hint) for name, label, hint in parts}

    @classmethod
    def with_outline(
        cls, data: QueryDict, part: str, *, chapters: Sequence[ReportChapter], draft: Draft
    ) -> ReportForm:
        """Return the form as sent, with an outline added to `part` if that is on a direction."""
        changes = {}
        if part in {section_part(chapter.number) for chapter in chapters}:
            questions = [str(question) for question in QUESTIONS]
            changes[part] = with_outline(clean_text(data.get(part, "")), questions)
        form = cls(sent_again(data, **changes), chapters=chapters, draft=draft)
        if part in form.fields:
            form.fields[part].widget.attrs["autofocus"] = True
        return form

    @classmethod
    def after_clash(cls, refused: ClashingTexts, chapters: Sequence[ReportChapter]) -> ReportForm:
        """Return the form for a second try from what is saved now. Nothing typed is lost."""
        data = {"seen_version": refused.draft.version, **refused.merged.parts}
        form = cls(data, chapters=chapters, draft=refused.draft)
        for clash in refused.clashes:
            form.add_error(clash.part, refused.message)
        return form

    @property
    def texts(self) -> Texts:
        """The texts that were sent. The form must be valid."""
        parts = {name: text for name, text in self.cleaned_data.items() if name != "seen_version"}
        return Texts(parts)

    def parts(self, *, last_year: Texts, clashes: Sequence[Clash]) -> list[WritingPart]:
        """Return the parts in the order of the report."""
        before = last_year.parts
        clashing = {clash.part: clash for clash in clashes}
        return [
            WritingPart(
                self[name], self.chapters.get(name), before.get(name, ""), clashing.get(name)
            )
            for name in self.fields
            if name != "seen_version"
        ]


def _text_field(label: str, hint: str) -> ProseField:
    field = ProseField(label=label, help_text=hint, required=False, rows=8, limit=MAX_LENGTH)
    field.widget.attrs["data-prose"] = ""
    return field


class PublishForm(forms.Form):
    """The last step: the change note (from the second edition on), what was seen, the moment.

    The cleaned `publish_at` is None where it is to be published now. The button `schedule` needs
    day and time; the other button refuses them, so that nobody publishes by mistake.
    """

    change_note = ProseField(
        label=gettext_lazy("前の版からの変更点"),
        help_text=gettext_lazy("この版で何をなぜ変えたかを書きます。版の履歴に公開されます。"),
        rows=4,
        limit=MAX_CHANGE_NOTE,
    )
    publish_on = forms.DateField(
        label=gettext_lazy("公表する日"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": gettext_lazy("公表する日を、2027-08-01のように入れてください。")
        },
    )
    publish_time = forms.TimeField(
        label=gettext_lazy("公表する時刻（日本時間）"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("公表する時刻を、9:00のように入れてください。")},
    )
    seen_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    seen_substance = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, upcoming: NextEdition, data: Any = None) -> None:
        super().__init__(data, initial=self._seen(upcoming))
        if upcoming.newest is None:
            del self.fields["change_note"]

    @classmethod
    def after_refusal(cls, upcoming: NextEdition, data: QueryDict, message: str) -> PublishForm:
        """Return the form for a second try, which counts the present preview as seen."""
        form = cls(upcoming, sent_again(data, **cls._seen(upcoming)))
        form.add_error(None, message)
        return form

    def clean(self) -> dict[str, Any]:
        """Combine day and time, and make sure which of the two buttons was meant."""
        cleaned = super().clean() or {}
        day, time = cleaned.pop("publish_on", None), cleaned.pop("publish_time", None)
        cleaned["publish_at"] = None
        if "schedule" not in self.data:
            if self.data.get("publish_on") or self.data.get("publish_time"):
                message = _(
                    "公表する日時が入っているため、まだ公表していません。"
                    "いま公表するときは、日時を消してください。"
                )
                self.add_error("publish_on", message)
            return cleaned
        if day is None and not self.has_error("publish_on"):
            self.add_error("publish_on", _("公表する日を入れてください。"))
        if time is None and not self.has_error("publish_time"):
            self.add_error("publish_time", _("公表する時刻を入れてください。"))
        if day and time:
            cleaned["publish_at"] = dt.datetime.combine(day, time, JAPAN)
        return cleaned

    @staticmethod
    def _seen(upcoming: NextEdition) -> dict[str, Any]:
        return {"seen_version": upcoming.draft.version, "seen_substance": upcoming.substance}
