"""The public list of corrections: every figure that residents had seen otherwise, newest first."""

import pytest

from tests.figures import FY2026, FY2027, confirmed, corrected, draft, moment
from tests.kikugawa_portal.reading import main_of

pytestmark = pytest.mark.usefixtures("guideline")

PAGE = "/corrections/"


def listed(client, **query) -> list[tuple[str, int, str]]:
    """Indicator, year and reason of each correction on the page."""
    return [
        (found.indicator.code, found.point.fiscal_year.year, found.correction.reason)
        for found in client.get(PAGE, query).context["page"]
    ]


def test_every_correction_is_listed_newest_first(client, city_staff):
    for year in (FY2026, FY2027):
        confirmed("1-1", 12, city_staff, year, at=moment(2028, 5, 1))
    confirmed("2-1", None, city_staff, absence="pending", at=moment(2028, 5, 1))
    corrected("1-1", 14, city_staff, "数え直し", FY2026, at=moment(2028, 6, 1))
    corrected("1-1", 15, city_staff, "また数え直し", FY2026, at=moment(2028, 6, 3))
    corrected("2-1", 3, city_staff, "集計が済んだため", at=moment(2028, 6, 2))

    assert listed(client) == [
        ("1-1", 2026, "また数え直し"),
        ("2-1", 2026, "集計が済んだため"),
        ("1-1", 2026, "数え直し"),
    ]
    page = " ".join(main_of(client.get(PAGE).content.decode()).split())
    assert "訂正は3件です。" in page
    for part in ("2028年6月3日", "令和8年度（2026年度）", "14回", "15回", "未集計", "また数え直し"):
        assert part in page


def test_what_residents_never_saw_otherwise_is_no_correction(client, city_staff):
    confirmed("1-1", 12, city_staff)
    confirmed("1-1", 12, city_staff, note="備考を直した")
    draft("1-1", 14, city_staff, reason="確定前の訂正")

    assert listed(client) == []


def test_without_corrections_the_page_says_so_and_how_they_come(client):
    page = main_of(client.get(PAGE).content.decode())

    assert "訂正した実績値は、まだありません" in page
    assert "訂正前の値は消しません。" in page


def test_a_reason_is_shown_as_text(client, city_staff):
    confirmed("1-1", 12, city_staff)
    corrected("1-1", 14, city_staff, "<script>alert(1)</script>")

    page = client.get(PAGE).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_a_long_list_is_paged(client, city_staff, monkeypatch):
    monkeypatch.setattr("indicators.views.public.CORRECTIONS_ON_A_PAGE", 2)
    confirmed("1-1", 0, city_staff, at=moment(2027, 5, 1))
    for number in range(1, 6):
        corrected("1-1", number, city_staff, f"{number}回目", at=moment(2027, 6, number))

    assert [reason for _code, _year, reason in listed(client)] == ["5回目", "4回目"]
    assert [reason for _code, _year, reason in listed(client, page="3")] == ["1回目"]
    assert 'href="?page=3"' in client.get(PAGE).content.decode()
    assert [reason for _code, _year, reason in listed(client, page="999")] == ["1回目"]


def test_the_page_is_kept_by_caches_and_sets_no_cookie(client, city_staff):
    confirmed("1-1", 12, city_staff)
    corrected("1-1", 14, city_staff, "数え直し")

    first = client.get(PAGE)
    again = client.get(PAGE, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, first.cookies) == (304, {})
    assert "public" in first["Cache-Control"]


@pytest.mark.parametrize("address", ["/progress/", "/progress/2026/", "/about/", "/updates/", "/"])
def test_pages_lead_to_the_list(client, city_staff, address):
    confirmed("1-1", 12, city_staff)
    corrected("1-1", 14, city_staff, "数え直し")

    assert 'href="/corrections/"' in client.get(address).content.decode()


def test_the_overview_shows_the_newest_five_only(client, city_staff):
    confirmed("1-1", 0, city_staff, at=moment(2027, 5, 1))
    for number in range(1, 8):
        corrected("1-1", number, city_staff, f"理由{number}番", at=moment(2027, 6, number))

    page = main_of(client.get("/progress/").content.decode())

    assert [number for number in range(1, 8) if f"理由{number}番" in page] == [3, 4, 5, 6, 7]
