"""The administration's forms, filled in and sent as a browser does."""

from typing import Any

from django.db.models import Model
from django.test import Client
from django.urls import reverse


def change_page(record: Model) -> str:
    """Return the address of the page on which `record` is edited."""
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])


def form_of(page: Any) -> dict[str, Any]:
    """Return what a browser would send if the person changed nothing."""
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    fields = {field.html_name: field.value() for form in forms for field in form}
    return {
        name: str(value).replace("\n", "\r\n")
        for name, value in fields.items()
        if value is not None and value is not False
    }


def save(browser: Client, record: Model, **changes: Any) -> Any:
    """Open the page of `record`, change some inputs and send it; return the answer."""
    address = change_page(record)
    filled_in = form_of(browser.get(address)) | changes
    return browser.post(address, filled_in)


def errors_of(page: Any) -> dict[str, list[str]]:
    """Return the messages on a page that was refused, by input; "" for those on the whole."""
    found: dict[str, list[str]] = {}
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += inline.formset.forms
        if inline.formset.non_form_errors():
            found.setdefault("", []).extend(inline.formset.non_form_errors())
    for form in forms:
        for name, messages in form.errors.items():
            where = "" if name == "__all__" else form.add_prefix(name)
            found.setdefault(where, []).extend(messages)
    return found
