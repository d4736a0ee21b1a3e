"""Fields that hold plain text only, and that every text of the portal lies in one."""

import pytest
from django import forms
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from actors.models import Actor
from records.text_fields import (
    PlainLineField,
    PlainLineFormField,
    PlainTextField,
    PlainTextFormField,
)

OWN = [
    "actors",
    "directions",
    "guideline",
    "indicators",
    "kikugawa_portal",
    "principles",
    "reports",
]
WRITTEN_BY_THE_PORTAL = {
    "guideline.LoadedRecord.table",
    "guideline.LoadedRecord.key",
    "guideline.BookletPdf.source",
    "reports.Schedule.substance",
}
"""Names and digests that no person types."""


def test_text_is_made_plain_when_it_is_saved(guideline):
    actor = Actor.objects.first()
    actor.name, actor.description = "住\v民\x07", "一\v二\ufffe"
    actor.save()
    Actor.objects.filter(slug="npos").update(description="三\f四")

    actor.refresh_from_db()
    assert (actor.name, actor.description) == ("住 民", "一\n二")
    assert Actor.objects.get(slug="npos").description == "三\n四"


def test_text_is_made_plain_when_it_is_read(guideline):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE actors_actor SET name = %s", ["住\v民\x07"])

    assert set(Actor.objects.values_list("name", flat=True)) == {"住 民"}


def test_text_is_made_plain_before_it_is_checked(guideline):
    actor = Actor.objects.first()
    actor.name = "住" + "\x07" * 200
    actor.full_clean()

    assert actor.name == "住"


@pytest.mark.parametrize(
    ("field", "kept"),
    [
        (PlainTextFormField(), "一\n二"),
        (PlainLineFormField(), "一 二"),
        (Actor._meta.get_field("description").formfield(), "一\n二"),
        (Actor._meta.get_field("name").formfield(), "一 二"),
    ],
)
def test_what_a_person_types_is_made_plain(field, kept):
    assert field.clean("\0一\v二\x1b") == kept


def test_nothing_but_control_characters_is_nothing():
    with pytest.raises(forms.ValidationError):
        PlainTextFormField().clean("\x07\x0b")


def test_no_text_stays_none():
    assert PlainTextField().to_python(None) is None
    assert PlainLineField().get_prep_value(None) is None


def test_the_columns_are_those_of_django_so_no_migration_arises():
    paths = {name: Actor._meta.get_field(name).deconstruct()[1] for name in ("name", "description")}

    assert paths == {
        "name": "django.db.models.CharField",
        "description": "django.db.models.TextField",
    }


def test_every_text_that_a_person_types_lies_in_such_a_field():
    found = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if model._meta.app_label in OWN
        and isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, PlainLineField | PlainTextField | models.SlugField)
        and not field.choices
        and not field.name.endswith("sha256")
    }

    assert found == WRITTEN_BY_THE_PORTAL


def test_migrations_know_of_no_change(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
