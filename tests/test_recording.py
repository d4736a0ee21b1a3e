"""A recording leaves what its command would leave, or runs it: no test can tell the difference."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction

from indicators.models import Entry, Indicator
from tests.conftest import make_person, recorded_sample, recorded_text
from tests.recording import Recording, Rows, rows

TODAY = dt.date(2026, 11, 24)


def what_comes_of(*acts: Callable[[], object]) -> dict[str, Rows]:
    """Do something to the database, undo it, and return what every table held in between."""
    with transaction.atomic():
        for act in acts:
            act()
        held = {model.__name__: rows(model) for model in apps.get_models(True)}
        transaction.set_rollback(True)
    return held


@pytest.fixture
def recordings() -> tuple[Recording, Recording, list[str]]:
    """New recordings of text and sample, and the list of their commands' runs."""
    runs: list[str] = []

    def counted(name: str, recording: Recording) -> Recording:
        def run() -> None:
            runs.append(name)
            recording.command()

        return Recording(run)

    text, sample = counted("text", recorded_text), counted("sample", recorded_sample)
    return text, sample, runs


def test_a_recording_leaves_every_row_that_its_command_left(db, recordings):
    text, sample, runs = recordings
    first = what_comes_of(text.play, sample.play)
    assert (len(first["Indicator"]), len(first["User"])) == (10, 3)
    assert runs == ["text", "sample"]

    again = what_comes_of(text.play, sample.play)

    assert runs == ["text", "sample"]
    assert again == first


def test_what_is_written_after_a_recording_gets_numbers_of_its_own(db, recordings):
    text, sample, runs = recordings
    what_comes_of(text.play, sample.play)

    text.play()
    sample.play()

    assert make_person("new", "新規職員").pk not in {
        person.pk for person in User.objects.exclude(username="new")
    }
    assert runs == ["text", "sample"]


def test_a_database_that_holds_something_else_sees_the_command_itself(db, recordings):
    text, sample, runs = recordings
    what_comes_of(text.play, sample.play)

    text.play()
    Indicator.objects.filter(code="1-1").update(name="ほかの名前")
    sample.play()

    assert runs == ["text", "sample", "sample"]
    assert Indicator.objects.get(code="1-1").name == "ほかの名前"
    assert Entry.objects.count() > 20


def test_what_depends_on_the_day_is_made_anew_on_another_day(db, recordings):
    text, sample, runs = recordings
    what_comes_of(text.play, lambda: sample.play(TODAY))
    what_comes_of(text.play, lambda: sample.play(TODAY))
    assert runs == ["text", "sample"]

    what_comes_of(text.play, lambda: sample.play(TODAY + dt.timedelta(days=1)))

    assert runs == ["text", "sample", "sample"]


def test_a_command_that_deletes_cannot_be_recorded(db):
    make_person("leaver", "退職した人")

    with pytest.raises(ValueError, match="deletes"):
        Recording(User.objects.all().delete).play()
