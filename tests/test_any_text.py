"""Whatever staff write, no public page, feed or file breaks, and what was typed wrong is said.

`NASTY` holds all that broke something once: control characters as Word's Shift+Enter leaves them,
what XML and HTML cannot hold, and what templates, spreadsheets and browsers might take for theirs.
"""

import hashlib
import io
import json
from xml.etree import ElementTree as ET

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from actors.models import Actor
from directions.models import Direction, Initiative
from guideline.models import Chapter
from indicators.models import Entry, Indicator
from principles.models import Principle
from records.canonical import digest
from reports.editions.archive import verify_archive
from reports.editions.series_json import moment_to_json
from reports.models import Citation, Edition, Report
from tests.figures import FY2026, confirmed, corrected, moment, standing
from tests.kikugawa_portal.public_addresses import PUBLIC_PAGES
from tests.reports.making import pictured, published

NASTY = (
    "\0\x01\x07\v\f\x1b[31m\x1f\x7f\x85\x9b\u2028\u2029\u202e\ufeff\ufffe\uffff\ufdd0\U0001ffff"
    "👨‍👩‍👧葛󠄀 é\u200b\u00ad%(unit)s %s {0} {{ unit }} {% now %} <b>&amp;</b> ]]> <!-- \" ' \\ "
    "=1+1 +1 -1 @x [x](javascript:x) ![画像1] **｜ ＝＝"
)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)

pytestmark = pytest.mark.usefixtures("guideline")


def write_everywhere(text: str, by: User) -> None:
    """Write `text` into every field that staff can write and residents read, then publish."""
    words = f"あ{text}い"
    for model in (Actor, Principle, Direction, Initiative, Chapter, Indicator):
        row = model.objects.order_by("pk").first()
        for field in row._meta.concrete_fields:
            if (
                type(field).__name__ in ("PlainLineField", "PlainTextField")
                and field.name != "code"
            ):
                setattr(row, field.name, words[: field.max_length or 500])
        row.full_clean()
        row.save()
    at = moment(2027, 5, 1)
    for code in ("1-1", "1-2"):
        if not standing(code).revision:
            confirmed(code, 5, by, at=at, note=words)
    was = standing("1-1").confirmed.value or 0
    corrected("1-1", int(was) + 1, by, words, at=at, note=words)
    if not Report.objects.exists():
        pictured(by, alt=words, caption=words)
    published(
        by,
        change_note=words,
        introduction=words,
        sections={1: words, 2: f"# {words}"},
        voices=f"{words}\n\n![画像1]",
        closing=words,
    )


def faults(client: Client) -> list[str]:
    """Return the public addresses that break: no answer, no XML, no workbook, no JSON."""
    cache.clear()
    newest = Edition.objects.newest_first().first()
    addresses = [page.address for page in PUBLIC_PAGES if "editions" not in page.address]
    ours = f"/reports/2026/editions/{newest.number}/"
    addresses += [ours, *(f"{ours}data.{kind}" for kind in ("csv", "xlsx", "json"))]
    return [address for address in addresses if not is_sound(client.get(address))]


def is_sound(response) -> bool:
    """Return whether an answer is whole and of its kind."""
    if response.status_code != 200:
        return False
    kind = response["Content-Type"].split(";")[0]
    try:
        if kind.endswith("xml"):
            ET.fromstring(response.content)  # noqa: S314 (our own feed)
        elif kind == "application/json":
            json.loads(response.content)
        elif kind.endswith("sheet"):
            load_workbook(io.BytesIO(response.content))
        else:
            response.content.decode()
    except (ValueError, ET.ParseError):
        return False
    return True


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY_TEXT)
@example(text=NASTY)
def test_no_text_of_staff_breaks_a_public_page_feed_or_file(client, center_staff, text):
    write_everywhere(text, center_staff)

    assert faults(client) == []


def test_what_nobody_can_see_is_not_kept(center_staff):
    write_everywhere(NASTY, center_staff)

    entry = Entry.objects.order_by("-pk").first()
    edition = Edition.objects.newest_first().first()
    kept = [entry.note, entry.reason, json.dumps(edition.content, ensure_ascii=False)]
    kept += [Actor.objects.first().name, Indicator.objects.first().unit]
    for text in kept:
        assert [c for c in "\0\x07\v\f\x1b\x1f\x7f\u202e\ufeff\ufffe\uffff" if c in text] == []


@pytest.fixture
def old_rows(guideline, center_staff):
    """A correction and an edition as a version without these fields would have left them."""
    confirmed("5-2", 4, center_staff, at=moment(2027, 5, 1))
    entry = corrected("5-2", 5, center_staff, "読み違い", at=moment(2027, 5, 2), note="調べ")
    values = {
        str(field.column): field.get_db_prep_save(getattr(entry, field.attname), connection)
        for field in Entry._meta.concrete_fields
        if not field.primary_key
    }
    values |= {
        "revision": entry.revision + 1,
        "note": "調べ\v新規\ufffe",
        "reason": "集計表の\x1b\v",
    }
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO indicators_entry ({', '.join(values)}) "  # noqa: S608 (names of columns)
            f"VALUES ({', '.join(['%s'] * len(values))})",
            list(values.values()),
        )
    edition = published(center_staff)
    text = json.dumps(edition.content, ensure_ascii=False)
    content = json.loads(text.replace("調べ\\n新規", "調べ\\u000b新規\\ufffe"))
    assert content != edition.content
    at = moment(2027, 8, 2)
    content["edition"] |= {
        "number": 2,
        "published_at": moment_to_json(at),
        "change_note": "直した。",
    }
    second = Edition.objects.create(
        report=edition.report,
        number=2,
        published_at=at,
        published_by=center_staff,
        change_note="直した。",
        content=content,
        sha256=digest(content),
    )
    for citation in edition.citations.all():
        Citation.objects.create(edition=second, entry=citation.entry)


@pytest.mark.usefixtures("old_rows")
def test_rows_that_hold_control_characters_already_break_nothing(client):
    assert faults(client) == []


@pytest.mark.usefixtures("old_rows")
def test_rows_that_hold_control_characters_already_are_shown_without_them(client):
    entry = Entry.objects.history(Indicator.objects.get(code="5-2").pk, FY2026).last()
    book = load_workbook(io.BytesIO(client.get("/reports/2026/editions/2/data.xlsx").content))
    notes = [cell.value for row in book.active.rows for cell in row if "調べ" in str(cell.value)]

    assert (entry.note, entry.reason) == ("調べ\n新規", "集計表の\n")
    assert notes == ["調べ\n新規"]


def test_a_persons_name_is_made_plain_by_the_administration(admin_client, city_staff):
    address = f"/admin/auth/user/{city_staff.pk}/change/"
    form = admin_client.get(address).context["adminform"].form
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    sent |= {
        "last_name": "菊\v川\x07\0",
        "last_login_0": "",
        "last_login_1": "",
        "date_joined_0": "2027-04-01",
        "date_joined_1": "09:00:00",
        "posting-TOTAL_FORMS": "0",
        "posting-INITIAL_FORMS": "0",
    }

    response = admin_client.post(address, sent)

    assert response.status_code == 302, response.context["errors"]
    city_staff.refresh_from_db()
    assert city_staff.last_name == "菊 川"


@pytest.mark.usefixtures("old_rows")
def test_rows_that_hold_control_characters_already_are_proved_as_they_are(client):
    edition = Edition.objects.get(number=2)
    data = client.get("/reports/2026/editions/2/data.json").content

    assert list(verify_archive()) == []
    assert hashlib.sha256(data).hexdigest() == edition.sha256
    assert "調べ\\u000b新規\ufffe" in data.decode()
