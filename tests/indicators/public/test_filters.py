"""Narrowing the list of indicators: by direction, by how they stand, by words."""

import pytest
from bs4 import Tag

from indicators.models import Indicator
from tests.figures import confirmed, draft
from tests.indicators.plans import plan
from tests.pages import addresses, links, main_of, parsed, plain, section, text_of

pytestmark = pytest.mark.usefixtures("guideline")

ADDRESS = "/indicators/"


@pytest.fixture
def look(client):
    """Look for indicators with conditions in the address, and return the page."""

    def get(**conditions: str) -> Tag:
        response = client.get(ADDRESS, conditions)
        assert response.status_code == 200
        return main_of(parsed(response))

    return get


@pytest.fixture
def in_every_state(city_staff):
    """An indicator for each verdict, one without a number, the others without any figure."""
    plan("1-1", "increase", {2033: 24}, baseline=8)
    plan("1-2", "increase", {2033: 24}, baseline=8)
    plan("2-1", "increase", {2033: 108}, baseline=8)
    plan("2-2", "increase", {2033: 24}, baseline=8)
    for code, value in {"1-1": 24, "1-2": 10, "2-1": 19, "2-2": 8, "3-1": 5}.items():
        confirmed(code, value, city_staff)
    confirmed("3-2", None, city_staff, absence="not_applicable")
    draft("4-1", 7, city_staff)


def codes(page: Tag) -> list[str]:
    """Return the codes of the indicators that a page lists."""
    return [
        url.split("/")[2]
        for url in addresses(section(page, "found"))
        if url.startswith("/indicators/") and url != ADDRESS
    ]


def everything() -> list[str]:
    return [indicator.code for indicator in Indicator.objects.all()]


def test_without_conditions_every_indicator_is_listed(look):
    page = look()

    assert codes(page) == everything()
    assert "指標10件をすべて示しています。" in plain(section(page, "found"))
    assert "条件をすべて外す" not in str(page)


def test_direction_keeps_its_own_indicators(look):
    page = look(direction="3")

    assert codes(page) == ["3-1", "3-2"]
    assert "条件に合う指標は2件です。" in plain(section(page, "found"))


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("achieved", ["1-1"]),
        ("on_track", ["1-2"]),
        ("slightly_behind", ["2-1"]),
        ("behind", ["2-2"]),
        ("not_assessed", ["3-1"]),
        ("published", ["1-1", "1-2", "2-1", "2-2", "3-1", "3-2"]),
        ("unpublished", ["4-1", "4-2", "5-1", "5-2"]),
    ],
)
def test_state_keeps_the_indicators_that_stand_so(look, in_every_state, state, expected):
    assert codes(look(state=state)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("講座", ["2-2", "3-1"]),
        ("講座 開催", ["2-2"]),
        ("講座　開催", ["2-2"]),
        ("ﾚﾍﾞﾙｱｯﾌﾟ", ["2-2"]),
        ("ユースワーカー", ["5-2"]),
        ("１－１", ["1-1"]),
        ("5-", ["5-1", "5-2"]),
        ("  ", None),
        ("%", []),
        ("_", []),
        ("' OR 1=1 --", []),
        ("<b>", []),
        ("😀", []),
    ],
)
def test_words_are_looked_for_in_names_and_codes(look, words, expected):
    assert codes(look(q=words)) == (everything() if expected is None else expected)


def test_conditions_hold_together(look, in_every_state):
    assert codes(look(direction="1", state="published", q="件数")) == ["1-2"]


def test_conditions_stay_in_the_form_and_can_be_dropped(look):
    page = look(direction="3", q="講座")

    assert [chosen["value"] for chosen in page.select("[name=direction] [selected]")] == ["3"]
    assert [words["value"] for words in page.select("[name=q]")] == ["講座"]
    assert (ADDRESS, "条件をすべて外す") in links(page)


def test_no_match_offers_a_way_on(look):
    page = look(q="存在しない言葉")

    assert codes(page) == []
    assert "条件に合う指標はありません" in text_of(page)
    assert (ADDRESS, "すべての指標を見る") in links(section(page, "found"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("direction", "9"),
        ("direction", "abc"),
        ("direction", "1' OR '1'='1"),
        ("direction", "9" * 50),
        ("direction", "1\x00"),
        ("state", "nonsense"),
        ("state", "null"),
        ("state", "draft"),
        ("state", "\x00"),
        ("q", "a\x00b"),
        ("q", "長" * 101),
    ],
)
def test_condition_that_makes_no_sense_is_left_out_and_said_so(look, field, value):
    page = look(**{field: value})

    assert codes(page) == everything()
    assert "使えない条件があったため、その条件を外して探しました。" in text_of(page)
    assert len(page.select(f'[id^="error_{field}"], [id^="id_{field}_error"]')) == 1


def test_condition_that_makes_no_sense_leaves_the_others_in_force(look):
    assert codes(look(direction="9", q="講座")) == ["2-2", "3-1"]


def test_unknown_condition_changes_nothing(look):
    assert codes(look(page="2", utm_source="x")) == everything()


def test_draft_moves_no_indicator(look, city_staff):
    before = codes(look(state="unpublished"))
    draft("1-1", 7, city_staff)

    assert codes(look(state="unpublished")) == before == everything()
    assert codes(look(state="published")) == []


def test_looking_for_something_sets_no_cookie(client):
    response = client.get(ADDRESS, {"direction": "1", "state": "published", "q": "件"})

    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()
