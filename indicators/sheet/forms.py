"""Forms in which staff type figures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dads.sent import sent_again
from indicators.ledger.doubts import DoubtCode
from indicators.ledger.new_figures import NewFigure, text_to_type
from indicators.ledger.standings import Standing
from indicators.models import Entry, Indicator
from indicators.notation.limits import TEXT_LENGTH
from indicators.notation.reading import Reading, read_figure
from records.refusals import Refusal
from records.text_fields import PlainLineFormField, PlainTextFormField
from records.whole_numbers import MOST_COUNTED, MOST_KEYS, whole_number


class FigureForm(forms.Form):
    """One figure as typed: a number or a word for its absence, a note, a reason to correct it.

    `seen` carries the revision that the person had before them, `assurance` their word on why an
    odd figure is right.
    """

    value = PlainLineFormField(label=_("実績値"), required=False)
    note = PlainTextFormField(label=_("備考"), required=False, max_length=TEXT_LENGTH)
    reason = PlainTextFormField(label=_("訂正の理由"), required=False, max_length=TEXT_LENGTH)
    assurance = PlainTextFormField(
        label=_("このまま正しい理由（ひとこと）"), required=False, max_length=TEXT_LENGTH
    )
    seen = forms.IntegerField(
        min_value=0, max_value=MOST_COUNTED, required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, indicator: Indicator, standing: Standing, **kwargs: Any) -> None:
        current = standing.current
        initial: dict[str, Any] = {"seen": standing.revision}
        if current is not None:
            initial |= {"value": text_to_type(current), "note": current.note}
            if current.is_draft:
                initial |= {"reason": current.reason, "assurance": current.assurance}
        super().__init__(*args, **(kwargs | {"initial": initial}))
        self.indicator = indicator
        for name in ("value", "note", "reason", "assurance"):
            if not self.fields[name].widget.is_hidden:
                self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_value(self) -> Reading:
        """Read what was typed; a text that is no figure gets a message that says what to do."""
        try:
            return read_figure(self.cleaned_data["value"], self.indicator.unit)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.message) from refusal

    @property
    def reading(self) -> Reading:
        """What was read. Only of a form whose `value` is valid."""
        reading: Reading = self.cleaned_data["value"]
        return reading

    @property
    def figure(self) -> NewFigure:
        """The figure that the person wants. Only of a valid form."""
        return NewFigure(
            indicator=self.indicator,
            value=self.reading.value,
            absence=self.reading.absence,
            note=self.cleaned_data["note"],
            reason=self.cleaned_data["reason"],
            seen_revision=self.cleaned_data["seen"] or 0,
            doubts=(DoubtCode.OTHER_UNIT.value,) if self.reading.other_unit else (),
            assurance=self.cleaned_data["assurance"].strip(),
        )


class RowForm(FigureForm):
    """A figure on the year sheet. Where somebody else saved first, one says whose is to stay.

    `compared` then carries the other person's revision, which was shown beside the typed figure;
    `seen` still is the one from which both began.
    """

    MINE, THEIRS = "mine", "theirs"

    keep = forms.ChoiceField(
        label=_("どちらを残しますか"),
        choices=[
            (MINE, _("わたしの入力を残す（上の欄は、まだ直せます）")),
            (THEIRS, _("ほかの人の内容を残す")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    compared = forms.IntegerField(
        min_value=0,
        max_value=MOST_COUNTED,
        required=False,
        widget=forms.HiddenInput(attrs={"data-typed": ""}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        described = f"doubts-{self.indicator.code}"
        self.fields["assurance"].widget.attrs["aria-describedby"] = described

    @property
    def keeps_theirs(self) -> bool:
        """Whether what the other person saved is to stay, so that nothing typed counts."""
        return bool(self.data.get(self.add_prefix("keep")) == self.THEIRS)

    @property
    def base_revision(self) -> int | None:
        """The revision from which both began, None where nobody else saved meanwhile."""
        if not self.data.get(self.add_prefix("compared")):
            return None
        return whole_number(self.data.get(self.add_prefix("seen"))) or 0

    @property
    def figure(self) -> NewFigure:
        """The figure that the person wants, after the comparison if there was one."""
        compared = self.cleaned_data["compared"]
        return replace(super().figure, seen_revision=compared) if compared else super().figure

    def clean_value(self) -> Reading:
        """Read what was typed, unless it is to count no longer."""
        return Reading() if self.keeps_theirs else super().clean_value()


class CorrectionForm(FigureForm):
    """The correction of one confirmed figure, on a page of its own.

    The word on an odd figure is asked for on the second page, where its doubts are shown.
    """

    reason = PlainTextFormField(
        label=_("訂正の理由"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("訂正前の値、訂正した日とともに、住民の方に公開されます。"),
    )
    assurance = PlainTextFormField(
        required=False, max_length=TEXT_LENGTH, widget=forms.HiddenInput(attrs={"data-typed": ""})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].required = True
        self.fields["value"].label = _("訂正後の実績値（%(unit)s）") % {"unit": self.indicator.unit}
        self.fields["value"].help_text = _(
            "数字で入力します。値がないときは「該当なし」または「未集計」と入力します。"
        )


class AnswerForm(forms.Form):
    """What a person says of an odd figure before it is confirmed: that it is right, and why.

    `asked` carries that they were asked already.
    """

    assurance = PlainTextFormField(
        label=_("このまま正しい理由（ひとこと）"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    sure = forms.BooleanField(label=_("はい、この値で正しい"), required=False)
    asked = forms.BooleanField(required=False, widget=forms.HiddenInput)

    @property
    def word(self) -> str:
        """The person's word for the ledger, "" for none. Only of a valid form."""
        why: str = self.cleaned_data["assurance"].strip()
        return why or (str(_("はい、正しい")) if self.cleaned_data["sure"] else "")


class DraftAnswerForm(AnswerForm):
    """The answer on one of several drafts; `shown` carries the one that the person had seen."""

    shown = forms.IntegerField(
        min_value=0, max_value=MOST_KEYS, required=False, widget=forms.HiddenInput
    )

    def __init__(
        self, data: QueryDict | None = None, *, prefix: str, draft: Entry, **kwargs: Any
    ) -> None:
        shown = f"{prefix}-shown"
        if data is not None and data.get(shown) != str(draft.pk):
            # Another draft stands there now: nobody has been asked about it.
            data = sent_again(data, **{shown: draft.pk, f"{prefix}-asked": ""})
        initial = {"assurance": draft.assurance, "shown": draft.pk}
        super().__init__(data, prefix=prefix, initial=initial, **kwargs)
        self.fields["assurance"].widget.attrs["aria-describedby"] = f"doubts-{prefix}"
