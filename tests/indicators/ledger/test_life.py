"""The history of a figure: who, when, why, from where, and what each revision changed."""

from decimal import Decimal

import pytest
from bs4 import Tag

from indicators.ledger.actions import confirm_entries, record_entries
from indicators.ledger.life import Life, lives
from indicators.ledger.new_figures import SourceFile
from indicators.ledger.standings import NOTHING, Standing
from indicators.models import Entry, Indicator
from reports.drafts.actions import save_report
from reports.drafts.texts import Texts
from reports.editions.actions import publish_edition
from tests.figures import FY2026, FY2027, confirmed, corrected, draft, figure, withdrawn
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


# A life by the numbers of its revisions --------------------------------------------------------

DRAFT, CONFIRMED, WITHDRAWN = Entry.Status.DRAFT, Entry.Status.CONFIRMED, Entry.Status.WITHDRAWN


def a_life(*revisions: tuple[int, Entry.Status]) -> Life:
    """Return a life, each of whose values is ten times its revision."""
    return Life.of(
        Entry(revision=number, value=Decimal(number * 10), status=status)
        for number, status in revisions
    )


def stood(found: Standing) -> tuple[int, Decimal | None, Decimal | None]:
    """Return the newest revision, the value that counted for staff, the value residents saw."""
    counts, seen = (entry.value if entry else None for entry in (found.current, found.confirmed))
    return (found.revision, counts, seen)


def test_a_revision_is_found_by_its_number_not_by_its_place():
    life = a_life((1, DRAFT), (2, CONFIRMED), (5, DRAFT), (6, CONFIRMED))

    assert {number: stood(life.at(number)) for number in range(8)} == {
        0: (0, None, None),
        1: (1, 10, None),
        2: (2, 20, 20),
        3: (2, 20, 20),
        4: (2, 20, 20),
        5: (5, 50, 20),
        6: (6, 60, 60),
        7: (6, 60, 60),
    }
    assert life.standing == life.at(6)


def test_before_the_first_revision_nothing_stood():
    assert a_life((3, DRAFT)).at(2) == NOTHING
    assert (Life().standing, Life().at(9), Life().revisions) == (NOTHING, NOTHING, [])


def test_a_withdrawn_draft_counts_no_longer_and_what_was_confirmed_counts_again():
    life = a_life(
        (1, DRAFT), (2, WITHDRAWN), (3, DRAFT), (4, CONFIRMED), (5, DRAFT), (6, WITHDRAWN)
    )

    assert [stood(life.at(number)) for number in range(1, 7)] == [
        (1, 10, None),
        (2, None, None),
        (3, 30, None),
        (4, 40, 40),
        (5, 50, 40),
        (6, 40, 40),
    ]


def test_a_life_is_in_the_order_of_its_revisions_however_it_was_read():
    life = a_life((10, CONFIRMED), (2, CONFIRMED), (9, DRAFT))

    assert [entry.revision for entry in life.entries] == [2, 9, 10]
    assert [found.entry.revision for found in life.revisions] == [10, 9, 2]


def test_the_lives_of_several_figures_are_read_by_one_query(city_staff, django_assert_num_queries):
    confirmed("1-1", 12, city_staff)
    draft("1-1", 5, city_staff, FY2027)
    draft("1-2", 3, city_staff)
    draft("5-1", 4, city_staff)
    keys = {code: Indicator.objects.get(code=code).pk for code in ("1-1", "1-2", "2-1")}

    with django_assert_num_queries(1):
        found = lives(keys.values(), [FY2026, FY2027])
        people = {entry.entered_by for life in found.values() for entry in life.entries}

    assert {key: len(life.entries) for key, life in found.items()} == {
        (keys["1-1"], FY2026): 2,
        (keys["1-1"], FY2027): 1,
        (keys["1-2"], FY2026): 1,
        (keys["1-2"], FY2027): 0,
        (keys["2-1"], FY2026): 0,
        (keys["2-1"], FY2027): 0,
    }
    assert people == {city_staff}
