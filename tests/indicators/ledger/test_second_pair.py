"""Whoever entered a figure does not confirm it, where the city wants so."""

import pytest
from django.contrib.messages import get_messages

from indicators.ledger.actions import answer_doubts, confirm_entries, record_entries
from indicators.ledger.life import Life
from indicators.ledger.second_pair import OwnFigures, authors
from indicators.models import Entry
from tests.conftest import make_person
from tests.figures import FY2026, confirmed, corrected, draft, figure, standing, withdrawn

pytestmark = pytest.mark.usefixtures("guideline")

CONFIRM = "/staff/entry/2026/confirm/"
CORRECT = "/staff/indicators/1-1/2026/correct/"


@pytest.fixture
def paired(settings):
    """The city wants a second pair of eyes."""
    settings.SECOND_PAIR_OF_EYES = True


def life():
    return Life.of(Entry.objects.filter(indicator__code="1-1"))


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_one_person_does_it_all_unless_the_city_wants_otherwise(city_staff):
    confirmed("1-1", 12, city_staff)
    corrected("1-1", 13, city_staff, "数え直し")

    assert [entry.status for entry in life().entries] == ["draft", "confirmed", "confirmed"]


def test_own_figure_is_not_confirmed_and_the_refusal_says_who_may(
    paired, city_staff, second_city_staff, administrator, center_staff, outsider
):
    own, other = draft("1-1", 12, city_staff), draft("1-2", 3, second_city_staff)
    with pytest.raises(OwnFigures) as refused:
        confirm_entries(drafts=[own, other], by=city_staff)

    assert refused.value.codes == ("1-1",)
    assert refused.value.message == (
        "指標1-1は、あなたが入力した値です。入力した人とは別の職員が確定します。"
        "確定できる人：堀内 二郎、管理 太郎"
    )
    assert Entry.objects.confirmed().count() == 0


def test_where_nobody_else_may_confirm_the_refusal_says_so(paired, city_staff, second_city_staff):
    second_city_staff.is_active = False
    second_city_staff.save()
    own = draft("1-1", 12, city_staff)

    with pytest.raises(OwnFigures, match="確定できる人がほかにいません"):
        confirm_entries(drafts=[own], by=city_staff)


def test_a_refusal_names_five_of_those_who_may_confirm(paired, city_staff):
    for number in range(1, 8):
        make_person(f"city-{number}", f"職員{number}", "city_staff")

    with pytest.raises(OwnFigures) as refused:
        confirm_entries(drafts=[draft("1-1", 12, city_staff)], by=city_staff)

    named = refused.value.message.partition("確定できる人：")[2].split("、")
    assert named == ["職員 1", "職員 2", "職員 3", "職員 4", "職員 5"]


def test_somebody_else_confirms(paired, city_staff, second_city_staff):
    own = draft("1-1", 12, city_staff)

    confirm_entries(drafts=[own], by=second_city_staff)

    assert standing("1-1").confirmed.entered_by == second_city_staff


def test_even_an_administrator_does_not_confirm_their_own(paired, administrator):
    with pytest.raises(OwnFigures):
        confirm_entries(drafts=[draft("1-1", 12, administrator)], by=administrator)


@pytest.mark.parametrize(
    ("first", "second", "wrote"),
    [
        # A new value is the second person's; an unchanged one stays the first's.
        ({"value": 12}, {"value": 13}, {"second"}),
        ({"value": 12}, {"value": 12, "note": "備考"}, {"first", "second"}),
        ({"value": 12, "note": "備考"}, {"value": 13, "note": "備考"}, {"first", "second"}),
        ({"value": 12, "note": "備考"}, {"value": 13, "note": ""}, {"second"}),
        ({"value": 12}, {"value": None, "absence": "pending"}, {"second"}),
    ],
)
def test_what_residents_will_read_has_its_authors(
    first, second, wrote, city_staff, second_city_staff
):
    draft("1-1", by=city_staff, **first)
    draft("1-1", by=second_city_staff, **second)

    people = {"first": city_staff.pk, "second": second_city_staff.pk}
    assert authors(life()) == {people[name] for name in wrote}


def test_a_word_on_a_doubt_makes_nobody_an_author(paired, city_staff, second_city_staff):
    odd = draft("1-1", 12, city_staff, doubts=("other_unit",))
    (answered,) = answer_doubts(answers={odd: "件を回と数えるため"}, by=second_city_staff)

    assert authors(life()) == {city_staff.pk}
    (made,) = confirm_entries(drafts=[answered], by=second_city_staff)
    assert (made.doubts, made.assurance) == (["other_unit"], "件を回と数えるため")


def test_what_was_taken_back_has_no_authors_any_more(city_staff, second_city_staff):
    draft("1-1", 12, city_staff)
    withdrawn("1-1", city_staff)
    draft("1-1", 12, second_city_staff)

    assert authors(life()) == {second_city_staff.pk}
    assert authors(Life(life().entries[:2])) == set()
    assert authors(Life()) == set()


def test_saving_the_same_again_takes_nothing_over(city_staff, second_city_staff):
    draft("1-1", 12, city_staff)
    record_entries(year=FY2026, figures=[figure("1-1", 12)], by=second_city_staff)

    assert authors(life()) == {city_staff.pk}


def test_a_correction_waits_for_another_person(
    paired, city_client, second_city_client, client, city_staff, second_city_staff
):
    confirm_entries(drafts=[draft("1-1", 12, city_staff)], by=second_city_staff)
    sent = {"value": "13", "reason": "数え直し", "seen": "2"}

    page = city_client.post(CORRECT, sent | {"review": ""}).content.decode()
    response = city_client.post(CORRECT, sent | {"confirm": ""})

    assert "訂正を保存して、ほかの職員の確定を待つ" in page
    assert told(response) == [
        "訂正を下書きとして保存しました。ほかの職員が確定すると、公開されます。"
    ]
    entry = standing("1-1").draft
    assert (entry.value, entry.source, entry.reason) == (13, "correction", "数え直し")
    assert "数え直し" not in client.get("/indicators/1-1/").content.decode()

    city_client.post(CONFIRM, {"entry": [entry.pk]})
    assert standing("1-1").confirmed.value == 12
    second_city_client.post(CONFIRM, {"entry": [entry.pk]})
    assert standing("1-1").confirmed.value == 13
    assert "数え直し" in client.get("/indicators/1-1/").content.decode()


def test_the_page_says_why_a_row_has_no_box(paired, city_client, city_staff, second_city_staff):
    own, other = draft("1-1", 12, city_staff), draft("1-2", 3, second_city_staff)

    page = city_client.get(CONFIRM).content.decode()

    assert f'value="{other.pk}" id="entry-1-2"' in page
    assert 'id="entry-1-1"' not in page
    assert f'name="only" value="{own.pk}"' not in page
    assert "あなたが入力した値です。ほかの職員が確定します。" in page
    assert '<span class="tag">堀内 二郎</span>' in page
    assert "disabled" not in page


def test_whoever_entered_everything_has_no_button(paired, city_client, city_staff):
    draft("1-1", 12, city_staff)

    page = city_client.get(CONFIRM).content.decode()

    assert "選んだ値を確定して公開する" not in page


def test_confirming_all_leaves_ones_own_out(paired, city_client, city_staff, second_city_staff):
    own, other = draft("1-1", 12, city_staff), draft("1-2", 3, second_city_staff)

    city_client.post(CONFIRM, {"all": "", "1-1-shown": own.pk, "1-2-shown": other.pk})

    assert [e.indicator.code for e in Entry.objects.latest_confirmed()] == ["1-2"]


def test_confirming_ones_own_through_a_forged_form_is_refused(paired, city_client, city_staff):
    own = draft("1-1", 12, city_staff)

    response = city_client.post(CONFIRM, {"entry": [own.pk]})

    (message,) = told(response)
    assert message.startswith("指標1-1は、あなたが入力した値です。")
    assert Entry.objects.confirmed().count() == 0


def test_the_sample_can_be_loaded_with_the_setting_on(paired, sample_figures):
    assert Entry.objects.confirmed().count() == 25
