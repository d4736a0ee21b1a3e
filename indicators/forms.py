"""Forms in which staff type figures."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.actions import NewFigure
from indicators.models import Entry, Indicator
from indicators.notation import format_number
from indicators.reading import Reading, read_figure
from indicators.refusals import Refusal
from indicators.standings import Standing

TEXT_LENGTH = 1000
"""The longest note or reason, in characters."""


def typed(entry: Entry) -> str:
    """Return what a person would type to get `entry`."""
    return entry.get_absence_display() if entry.value is None else format_number(entry.value)


class FigureForm(forms.Form):
    """One figure as typed: a number or a word for its absence, a note, a reason to correct it.

    `seen` carries the revision that the person had before them.
    """

    value = forms.CharField(label=_("実績値"), required=False)
    note = forms.CharField(label=_("備考"), required=False, max_length=TEXT_LENGTH)
    reason = forms.CharField(label=_("訂正の理由"), required=False, max_length=TEXT_LENGTH)
    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, indicator: Indicator, standing: Standing, **kwargs: Any) -> None:
        current = standing.current
        initial: dict[str, Any] = {"seen": standing.revision}
        if current is not None:
            initial |= {"value": typed(current), "note": current.note}
            if current.is_draft:
                initial["reason"] = current.reason
        super().__init__(*args, **(kwargs | {"initial": initial}))
        self.indicator = indicator
        for name in ("value", "note", "reason"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_value(self) -> Reading:
        """Read what was typed; a text that is no figure gets a message that says what to do."""
        try:
            return read_figure(self.cleaned_data["value"], self.indicator.unit)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.message) from refusal

    @property
    def reading(self) -> Reading:
        """What was read. Only of a valid form."""
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
        )


class CorrectionForm(FigureForm):
    """The correction of one confirmed figure, on a page of its own."""

    reason = forms.CharField(
        label=_("訂正の理由"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("訂正前の値、訂正した日とともに、住民の方に公開されます。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].required = True
        self.fields["value"].label = _("訂正後の実績値（%(unit)s）") % {"unit": self.indicator.unit}
        self.fields["value"].help_text = _(
            "数字で入力します。値がないときは「該当なし」または「未集計」と入力します。"
        )
        self.helper = FormHelper()
        self.helper.add_input(Submit("review", _("確認画面へ進む")))
