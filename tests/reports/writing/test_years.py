"""The list of years on the staff's home page."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from records.fiscal_year import FiscalYear
from reports.writing.years import report_years
from tests.figures import FY2027, confirmed, corrected, moment
from tests.pages import addresses, parsed, plain
from tests.reports.making import published, saved

pytestmark = pytest.mark.usefixtures("guideline", "summer_2027")


def home_list(person) -> BeautifulSoup:
    """Return the list of years as the staff's home page shows it to `person`."""
    request = RequestFactory().get("/staff/")
    request.user = person
    context = {"report_years": report_years(timezone.now())}
    return parsed(render_to_string("staff/writing/_years.html", context, request))


def years(person) -> dict[str, list[str]]:
    """Return the cells of the list of years that `person` sees on the staff's home page."""
    rows = home_list(person).select("tr")[1:]
    cells = [[plain(cell) for cell in row.select("th, td")] for row in rows]
    return {year: rest for year, *rest in cells}


def test_years_on_the_staffs_home_tell_how_far_each_report_is(
    center_staff, city_staff, administrator
):
    confirmed("1-1", 10, city_staff)
    published(center_staff, at=moment(2027, 8, 1))
    corrected("1-1", 11, city_staff, "数え直しました。")
    published(center_staff, FY2027, at=moment(2028, 8, 1))
    saved(administrator, FY2027, closing="書き足した。", at=moment(2028, 9, 1))
    saved(center_staff, FiscalYear(2028), at=moment(2028, 9, 2))

    assert years(center_staff) == {
        "令和8年度（2026年度）": [
            "公表済み 公表後に確定・訂正された実績値があります",
            "第1版（2027年8月1日公表）",
            "2027年8月1日12:00、小笠 協子",
        ],
        "令和9年度（2027年度）": [
            "公表後に編集あり",
            "第1版（2028年8月1日公表）",
            "2028年9月1日12:00、管理 太郎",
        ],
        "令和10年度（2028年度）": ["下書き", "なし", "2028年9月2日12:00、小笠 協子"],
        **{FiscalYear(year).long_label: ["未着手", "なし", "なし"] for year in range(2029, 2034)},
    }


def test_years_lead_to_writing_only_those_who_may_write(center_staff, city_staff):
    written = [f"/staff/reports/{year}/" for year in range(2026, 2034)]

    assert addresses(home_list(center_staff)) == written
    assert addresses(home_list(city_staff)) == []
