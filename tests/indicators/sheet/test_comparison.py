"""Two people changed one figure: the page shows three versions and marks what each changed."""

import pytest

from indicators.ledger.standings import NOTHING, Standing
from indicators.models import Indicator
from indicators.sheet.comparison import PARTS, ComparedPart, Comparison
from indicators.sheet.forms import RowForm
from tests.figures import confirmed, draft, standing
from tests.pages import parsed, plain

pytestmark = pytest.mark.usefixtures("guideline")

SHEET = "/staff/entry/2026/"


@pytest.mark.parametrize(
    ("mine", "theirs", "base", "new"),
    [
        ("12", "20", "10", (True, True)),
        ("12", "10", "10", (True, False)),
        ("10", "20", "10", (False, True)),
        ("10", "10", "10", (False, False)),
        ("20", "20", "10", (True, True)),
    ],
)
def test_a_part_is_new_where_it_differs_from_what_both_began_with(mine, theirs, base, new):
    part = ComparedPart("value", PARTS["value"], mine, theirs, base)

    assert (part.is_mine_new, part.is_theirs_new) == new


def columns(response) -> list[list[tuple[str, bool]]]:
    """Return what each version on the page says, and whether it is marked."""
    return [
        [(plain(said), said.select("mark") != []) for said in version.select("dd")]
        for version in parsed(response).select("div.merge section")[:3]
    ]


def test_the_page_marks_what_each_person_changed(city_client, city_staff, second_city_staff):
    confirmed("1-1", 12, city_staff, note="はじめの備考")
    draft("1-1", 13, second_city_staff, note="はじめの備考", reason="相手の理由")

    response = city_client.post(
        SHEET,
        {"1-1-value": "12", "1-1-note": "私の備考", "1-1-reason": "", "1-1-seen": "2"},
    )

    assert columns(response) == [
        [("12", False), ("私の備考", True), ("なし", False)],
        [("13", True), ("はじめの備考", False), ("相手の理由", True)],
        [("12", False), ("はじめの備考", False), ("なし", False)],
    ]


def test_the_reason_and_the_word_of_what_was_confirmed_are_not_where_both_began(
    city_staff, second_city_staff
):
    confirmed("1-1", 10, city_staff)
    confirmed(
        "1-1",
        120,
        city_staff,
        doubts=("other_unit",),
        reason="前の訂正の理由",
        assurance="前のひとこと",
    )
    base = standing("1-1")
    assert (base.confirmed.reason, base.confirmed.assurance) == ("前の訂正の理由", "前のひとこと")
    draft("1-1", 13, second_city_staff, reason="相手の理由")

    found = compared({"value": "14", "reason": "私の理由"}, base)

    assert [(part.name, part.mine, part.theirs, part.base) for part in found.parts] == [
        ("value", "14", "13", "120"),
        ("reason", "私の理由", "相手の理由", ""),
    ]


def test_the_other_persons_reason_is_told_even_where_they_have_confirmed(
    city_staff, second_city_staff
):
    confirmed("1-1", 10, city_staff)
    base = standing("1-1")
    confirmed("1-1", 13, second_city_staff, reason="相手の理由")

    found = compared({"value": "14", "reason": "私の理由"}, base)

    assert [(part.mine, part.theirs, part.base) for part in found.parts] == [
        ("14", "13", "10"),
        ("私の理由", "相手の理由", ""),
    ]
    assert (found.other, found.is_taken_back) == (second_city_staff, False)


@pytest.mark.parametrize(
    ("text", "mine"), [("１，２３４件", "1,234"), (" 未定 ", "未定"), ("該当なし", "該当なし")]
)
def test_a_number_is_compared_as_the_portal_writes_it_and_other_texts_as_typed(
    text, mine, second_city_staff
):
    draft("1-1", 13, second_city_staff)

    (part,) = compared({"value": text}, NOTHING).parts

    assert (part.mine, part.theirs) == (mine, "13")


def test_where_nobody_has_saved_there_is_nothing_to_compare():
    assert Comparison.of(form({"value": "12"}, NOTHING), NOTHING, NOTHING) is None


def form(data: dict[str, str], base: Standing) -> RowForm:
    sent = {f"1-1-{name}": value for name, value in data.items()}
    indicator = Indicator.objects.get(code="1-1")
    return RowForm(sent, prefix="1-1", indicator=indicator, standing=base)


def compared(data: dict[str, str], base: Standing) -> Comparison:
    found = Comparison.of(form(data, base), standing("1-1"), base)
    assert found is not None
    return found
