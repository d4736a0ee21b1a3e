"""The cast and the stage of every test: who acts, through which browser, on which text."""

import datetime as dt
import os
from collections.abc import Callable
from io import StringIO

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import timezone
from hypothesis import settings

from documents.pdf_engine import Pdf, why_no_engine
from kikugawa_portal.booklet import drawing
from tests.drawn import draw_documents
from tests.figures import moment
from tests.forgetting import remember
from tests.guards import end_other_sessions
from tests.recording import Recording

# The gate tries the same texts every time, so that a change fails for what it changed;
# HYPOTHESIS_PROFILE=search looks for new ones. A busy machine is no reason for either to fail.
settings.register_profile("gate", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))


ASKING = {"db", "transactional_db", "live_server", "database"}
"""The fixtures by which a test meets the database."""


def pytest_collection_modifyitems(config, items):
    """Leave out what meets no database where the suite's other run has been through it.

    `make test` asks for that in its run on PostgreSQL; tests/deploy is never left out.
    """
    if os.environ.get("PORTAL_TESTS_THAT_MEET_THE_DATABASE") != "1":
        return
    kept, left = [], []
    for item in items:
        meets = ASKING & set(item.fixturenames) or item.get_closest_marker("django_db")
        (kept if meets or "deploy" in item.path.parts else left).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """After a transactional test, put back what migrations made, in spite of append-only tables."""
    with django_db_blocker.unblock():
        put_back = remember(connection)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: put_back())
        yield
    with django_db_blocker.unblock():
        end_other_sessions(connection)


recorded_text = Recording(lambda: call_command("load_guideline", verbosity=0))
recorded_sample = Recording(
    lambda: call_command("load_sample_figures", verbosity=0, stdout=StringIO())
)


@pytest.fixture
def guideline(db):
    """The guideline's text, as the portal ships it: actors, principles, directions, indicators."""
    recorded_text.play()


@pytest.fixture
def sample_figures(guideline):
    """What `make run` shows: figures and reports in every state that they can be in."""
    recorded_sample.play(made_for=timezone.localdate())


@pytest.fixture
def clock(time_machine) -> Callable[..., dt.datetime]:
    """Stop the clock at a moment of the portal's time zone, for everything that asks it."""

    def stop(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> dt.datetime:
        now = moment(year, month, day, hour, minute)
        time_machine.move_to(now, tick=False)
        return now

    return stop


@pytest.fixture(autouse=True)
def booklet_drawn_at_once(monkeypatch):
    """Who walks every address need not wait for the booklet's PDF, which some tests draw."""
    monkeypatch.setattr(drawing, "render_pdf", lambda html: Pdf(b"%PDF-1.7", 1))


@pytest.fixture(scope="session")
def pdf_engine():
    """What draws PDFs. Where it is missing, the tests of PDFs fail and say what to install."""
    if reason := why_no_engine():
        pytest.fail(f"{reason} `make test` installs them where it may.")


@pytest.fixture(scope="session")
def drawn(pdf_engine, django_db_setup, django_db_blocker):
    """The sample's report and the booklet as PDFs, drawn once."""
    with django_db_blocker.unblock():
        return draw_documents()


def make_person(username: str, name: str, role: str | None = None) -> User:
    """Return an account with the password `password` in the group `role`.

    Where `sample_figures` has made one of that name, it becomes this person's.
    """
    person, _ = User.objects.update_or_create(
        username=username, defaults={"last_name": name[:2], "first_name": name[2:]}
    )
    person.set_password("password")
    person.save()
    if role:
        person.groups.add(Group.objects.get(name=role))
    return person


def make_city_staff() -> User:
    """Return the account of `city_staff`."""
    return make_person("city", "菊川市子", "city_staff")


def make_center_staff() -> User:
    """Return the account of `center_staff`."""
    return make_person("center", "小笠協子", "center_staff")


def signed_in(person: User) -> Client:
    """Return a browser in which `person` has signed in."""
    browser = Client()
    browser.force_login(person)
    return browser


@pytest.fixture
def city_staff(db):
    """City staff: enter, confirm and correct figures."""
    return make_city_staff()


@pytest.fixture
def second_city_staff(db):
    """A colleague, for what two people do at once."""
    return make_person("second-city", "堀内二郎", "city_staff")


@pytest.fixture
def center_staff(db):
    """Center staff: write and publish reports, only read unconfirmed figures."""
    return make_center_staff()


@pytest.fixture
def administrator(db):
    """An administrator: everything."""
    person = make_person("admin", "管理太郎")
    person.is_staff = person.is_superuser = True
    person.save()
    return person


@pytest.fixture
def outsider(db):
    """Somebody with an account and no role: no more rights than a resident."""
    return make_person("outsider", "外野三郎")


@pytest.fixture
def city_client(city_staff):
    """The browser of `city_staff`; `client` is a resident's, who never signs in."""
    return signed_in(city_staff)


@pytest.fixture
def second_city_client(second_city_staff):
    """The browser of `second_city_staff`."""
    return signed_in(second_city_staff)


@pytest.fixture
def center_client(center_staff):
    """The browser of `center_staff`."""
    return signed_in(center_staff)


@pytest.fixture
def admin_client(administrator):
    """The browser of `administrator`."""
    return signed_in(administrator)


@pytest.fixture
def outsider_client(outsider):
    """The browser of `outsider`."""
    return signed_in(outsider)
