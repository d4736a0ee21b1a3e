"""The history of a figure: who, when, why, from where, and what each revision changed."""

import pytest
from bs4 import Tag

from indicators.ledger.actions import confirm_entries, record_entries
from indicators.ledger.new_figures import SourceFile
from indicators.models import Entry
from reports.drafts.actions import save_report
from reports.drafts.texts import Texts
from reports.editions.actions import publish_edition
from tests.figures import FY2026, confirmed, corrected, draft, figure, withdrawn
from tests.pages import links, main_of, parsed, plain

pytestmark = pytest.mark.usefixtures("guideline")

HISTORY = "/staff/indicators/1-1/2026/"
SHA256 = "0123456789abcdef" * 4


def told(browser) -> list[tuple[int, bool, bool]]:
    """Revision, whether the figure changed, whether residents saw another: newest first."""
    return [
        (found.entry.revision, found.changes_figure, found.is_correction)
        for found in browser.get(HISTORY).context["revisions"]
    ]


def page(browser) -> Tag:
    return main_of(parsed(browser.get(HISTORY)))


def test_each_revision_says_what_it_changed(city_client, city_staff):
    draft("1-1", 10, city_staff)
    draft("1-1", 12, city_staff)
    confirmed("1-1", 12, city_staff, note="備考を足す")
    corrected("1-1", 14, city_staff, "数え直し")
    draft("1-1", 15, city_staff, reason="もう一度")
    withdrawn("1-1", city_staff)
    draft("1-1", 14, city_staff, note="同じ値")

    assert told(city_client) == [
        (8, False, False),  # compared with what counts again after the draft was taken back
        (7, False, False),
        (6, True, False),
        (5, True, True),
        (4, False, False),
        (3, False, False),
        (2, True, False),
        (1, False, False),
    ]


def test_a_confirmation_of_a_corrected_draft_is_a_correction(city_client, city_staff):
    confirmed("1-1", 12, city_staff)
    confirmed("1-1", 14, city_staff, reason="数え直し")

    assert told(city_client)[0] == (4, True, True)
    assert "公表した値の訂正" in plain(page(city_client))


def test_the_file_is_named_with_its_hash_short_and_whole(center_client, city_staff):
    drafts = record_entries(
        year=FY2026,
        figures=[figure("1-1", 12)],
        by=city_staff,
        source=Entry.Source.FILE,
        file=SourceFile("令和8年度<実績>.xlsx", SHA256),
    )
    confirm_entries(drafts=drafts, by=city_staff)

    found = page(center_client)

    assert plain(found).count("ファイル：令和8年度<実績>.xlsx") == 2
    assert plain(found).count("SHA-256：0123456789ab…") == 2
    assert [plain(digest) for digest in found.select("code.digest")] == [SHA256] * 2
    assert found.select("[title]") == []


def test_doubts_and_the_word_against_them_are_kept_in_sight(center_client, city_staff):
    draft("1-1", 1200, city_staff, doubts=("far",), assurance="会場を<増やした>ため")

    found = page(center_client)

    assert "ほかの年度と大きく違う" in map(plain, found.select("li"))
    assert "会場を<増やした>ため" in plain(found)


def test_the_edition_that_shows_the_figure_is_named(city_client, city_staff, center_staff):
    confirmed("1-1", 12, city_staff)
    report = save_report(
        year=FY2026,
        texts=Texts.of(introduction="進捗を報告します。"),
        by=center_staff,
        seen_version=0,
    )
    publish_edition(report=report, by=center_staff, seen_version=1)

    assert ("/reports/2026/editions/1/", "第1版に載っています") in links(page(city_client))


def test_the_history_takes_the_same_number_of_queries_however_long_it_is(
    city_client, city_staff, django_assert_num_queries
):
    # Session, user, permissions (2), indicator, revisions, sample.
    draft("1-1", 1, city_staff)
    with django_assert_num_queries(7):
        city_client.get(HISTORY)
    for value in range(2, 20):
        confirmed("1-1", value, city_staff, reason="数え直し")
    with django_assert_num_queries(7):
        city_client.get(HISTORY)
