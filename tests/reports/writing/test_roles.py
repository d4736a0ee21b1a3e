"""Who may open the pages of center staff, which years they have, what they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import Edition, Report
from tests.figures import confirmed, corrected
from tests.reports.making import posted, published, saved

pytestmark = pytest.mark.usefixtures("guideline", "summer_2027")

EDIT = "/staff/reports/2026/"
PREVIEW = "/staff/reports/2026/preview/"
PUBLISH = "/staff/reports/2026/publish/"
SIGNED_IN = 4  # session, account, its own permissions and those of its groups
SAMPLE_BANNER = 1


@pytest.mark.parametrize("browser", ["outsider_client", "city_client"])
@pytest.mark.parametrize("address", [EDIT, PREVIEW, PUBLISH])
@pytest.mark.parametrize("method", ["get", "post"])
def test_others_may_neither_write_nor_publish(request, browser, address, method, center_staff):
    report = saved(center_staff)
    client = request.getfixturevalue(browser)

    response = getattr(client, method)(
        address, posted(1, introduction="書き換え") | {"seen_substance": "x"}
    )

    assert response.status_code == 403
    assert Report.objects.get().version == report.version
    assert Edition.objects.count() == 0


@pytest.mark.parametrize("address", [EDIT, PREVIEW, PUBLISH])
def test_resident_is_led_to_the_sign_in(client, address):
    response = client.get(address)

    assert response.status_code == 302
    assert response["Location"] == f"/accounts/login/?next={address}"


@pytest.mark.parametrize("address", [EDIT, PREVIEW, PUBLISH])
def test_what_a_signed_out_person_sends_changes_nothing_and_is_not_lost(client, address):
    response = client.post(address, posted(0, introduction="書き換え"))

    assert response.status_code == 403
    assert "書き換え" in response.content.decode()
    assert Report.objects.count() == 0


@pytest.mark.parametrize("year", ["2025", "2034", "20260"])
@pytest.mark.parametrize("page", ["", "preview/", "publish/"])
def test_year_outside_the_guideline_is_not_found(center_client, year, page):
    assert center_client.get(f"/staff/reports/{year}/{page}").status_code == 404


@pytest.mark.parametrize(("address", "queries"), [(EDIT, 12), (PREVIEW, 10), (PUBLISH, 13)])
def test_staff_page_takes_the_same_number_of_queries_however_much_it_shows(
    center_client, center_staff, city_staff, address, queries
):
    saved(center_staff)
    center_client.get(EDIT)  # the first look at the writer's page notes one more writer
    with CaptureQueriesContext(connection) as few:
        center_client.get(address)
    for code in ["1-1", "1-2", "2-1", "3-1"]:
        confirmed(code, 10, city_staff)
    published(center_staff, sections=dict.fromkeys(range(1, 6), "書いた。"), closing="終")
    corrected("1-1", 11, city_staff, "数え直しました。")
    with CaptureQueriesContext(connection) as many:
        center_client.get(address)

    assert (len(few), len(many)) == (queries + SIGNED_IN + SAMPLE_BANNER,) * 2
