"""A stage for tests: what the portal holds after its first year, from figures to report."""

import pytest

from reports.drafts.actions import save_report
from reports.drafts.texts import Texts
from reports.editions.actions import publish_edition
from tests.conftest import make_center_staff, make_city_staff
from tests.figures import FY2026, FY2027, confirmed, corrected, draft, moment
from tests.recording import Recording


@pytest.fixture
def summer_2028(clock):
    """The clock stands in the summer after FY2027 has closed."""
    clock(2028, 7, 1)


def make_first_year() -> None:
    """Let the portal's first year happen, with the people who act in it."""
    city_staff, center_staff = make_city_staff(), make_center_staff()
    for code in ["1-1", "1-2", "2-1"]:
        confirmed(code, 12, city_staff, at=moment(2027, 5, 10))
    confirmed("2-2", None, city_staff, absence="pending", at=moment(2027, 5, 10))
    corrected("1-2", 11, city_staff, "数え直しました。", at=moment(2027, 6, 20))
    for number, closing in enumerate(["", "ご意見をお寄せください。"], start=1):
        report = save_report(
            year=FY2026,
            texts=Texts.of(introduction="令和8年度の進捗を報告します。", closing=closing),
            by=center_staff,
            seen_version=number - 1,
            at=moment(2027, 7, number),
        )
        publish_edition(
            report=report,
            by=center_staff,
            seen_version=number,
            change_note="「おわりに」を書き足しました。" if closing else "",
            at=moment(2027, 8, number),
        )
    confirmed("1-1", 20, city_staff, FY2027, at=moment(2028, 6, 1))
    draft("5-2", 777, city_staff, FY2027, at=moment(2028, 6, 2))


recorded_first_year = Recording(make_first_year)


@pytest.fixture
def first_year(guideline, summer_2028):
    """FY2026 confirmed, corrected, reported in two editions; FY2027 begun, one figure a draft."""
    recorded_first_year.play()
