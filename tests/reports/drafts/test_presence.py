"""Two writers are warned of each other, whether their browsers run JavaScript or not."""

import datetime as dt

import pytest

from reports.drafts.presence import note_presence, other_writers
from reports.models import Presence
from tests.conftest import signed_in
from tests.figures import FY2026, FY2027, moment

pytestmark = pytest.mark.usefixtures("guideline", "noon")

EDIT = "/staff/reports/2026/"
PRESENCE = "/staff/reports/2026/presence/"
NOON = moment(2027, 6, 1, 12, 0)


@pytest.fixture
def noon(time_machine):
    """The clock stands at noon, before anybody signs in."""
    time_machine.move_to(NOON, tick=False)


def minutes(count: float) -> dt.timedelta:
    return dt.timedelta(minutes=count)


def seen(than, at):
    return [
        (other.person.username, other.opened_at, other.is_here)
        for other in other_writers(FY2026, than=than, at=at)
    ]


def test_a_writer_is_here_then_lately_then_gone(center_staff, administrator):
    note_presence(year=FY2026, by=center_staff, at=NOON)

    assert seen(administrator, NOON + minutes(2)) == [("center", NOON, True)]
    assert seen(administrator, NOON + minutes(15)) == [("center", NOON, False)]
    assert seen(administrator, NOON + minutes(16)) == []
    assert seen(center_staff, NOON) == []


def test_a_visit_goes_on_while_it_is_noted_and_begins_anew_after_a_break(
    center_staff, administrator
):
    for minute in (0, 10, 20):
        note_presence(year=FY2026, by=center_staff, at=NOON + minutes(minute))
    assert seen(administrator, NOON + minutes(21)) == [("center", NOON, True)]

    note_presence(year=FY2026, by=center_staff, at=NOON + minutes(40))

    assert seen(administrator, NOON + minutes(40)) == [("center", NOON + minutes(40), True)]
    assert Presence.objects.count() == 1


def test_another_years_report_is_another_matter(center_staff, administrator):
    note_presence(year=FY2027, by=center_staff, at=NOON)

    assert seen(administrator, NOON) == []


def test_the_second_writer_is_told_of_the_first(center_client, administrator, time_machine):
    assert "この報告書を開いて" not in center_client.get(EDIT).text
    time_machine.move_to(NOON + minutes(1), tick=False)

    page = signed_in(administrator).get(EDIT).text

    assert "小笠 協子さんが、いま（12:00から）この報告書を開いています。" in page


def test_an_open_page_hears_of_others_and_tells_of_itself(
    center_client, center_staff, administrator, time_machine
):
    signed_in(administrator).get(EDIT)
    time_machine.move_to(NOON + minutes(5), tick=False)

    told = center_client.post(PRESENCE)

    assert "管理 太郎さんが、12:00にこの報告書を開いていました。" in told.text
    assert "<html" not in told.text
    assert seen(administrator, NOON + minutes(5)) == [("center", NOON + minutes(5), True)]


def test_an_open_page_alone_hears_nothing(center_client):
    assert center_client.post(PRESENCE).text.strip() == ""


def test_nobody_else_can_say_that_they_write(client, city_client):
    assert client.post(PRESENCE).status_code == 302
    assert city_client.post(PRESENCE).status_code == 403
    assert Presence.objects.count() == 0


def test_a_name_stays_text(center_client, administrator):
    administrator.last_name = "<script>alert(1)</script>"
    administrator.save()
    signed_in(administrator).get(EDIT)

    assert "<script>alert" not in center_client.post(PRESENCE).text
