"""Tags with which the form templates of dads/templates/dads/ ask about fields."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet, BoundField, CheckboxSelectMultiple, RadioSelect
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def summary_id(form: BaseForm | BaseFormSet[Any]) -> str:
    """Return the id of the error summary, unique among the forms of a page."""
    return f"{form.prefix}-error-summary" if form.prefix else "error-summary"


@register.filter
def control(field: BoundField) -> SafeString:
    """Return the field's control. Where there are errors, their summary has the autofocus."""
    return field.as_widget(attrs={"autofocus": False} if field.form.errors else None)


@register.filter
def first_control_id(field: BoundField) -> str:
    """Return the id of the control to go to: of several under one question, the first."""
    widget = field.field.widget
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)):
        return widget.id_for_label(field.auto_id, index="0")
    return field.id_for_label
