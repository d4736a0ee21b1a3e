"""The turn of the year: indicators and people change sections, leavers cannot sign in any more."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indicators.models import Entry, Indicator, Posting
from kikugawa_portal.handover.actions import (
    AccountChange,
    HandoverPlan,
    HandoverRefused,
    IndicatorMove,
    hand_over,
)
from tests.conftest import make_person, signed_in
from tests.figures import confirmed

pytestmark = pytest.mark.usefixtures("guideline")

PAGE = "/staff/handover/"


@pytest.fixture
def office(city_staff, second_city_staff):
    """Two people of 地域支援課, which answers for two indicators."""
    Indicator.objects.filter(code__in=["1-1", "1-2"]).update(responsible_section="地域支援課")
    for person in (city_staff, second_city_staff):
        Posting.objects.create(person=person, section="地域支援課")


def filled_in(browser, **changes):
    """What a browser would send if the person changed only `changes` (None: no tick)."""
    sent = {}
    for line in browser.get(PAGE).context["form"].lines:
        for field in line.form:
            value = field.value()
            if field.name == "is_active" and not value:
                continue
            sent[field.html_name] = "" if value is None else str(value)
    for name, value in changes.items():
        if value is None:
            sent.pop(name)
        else:
            sent[name] = value
    return sent


def of_section(browser, section: str) -> str:
    """The name of the input that moves a whole section."""
    lines = browser.get(PAGE).context["form"].sections
    return next(line.form["to"].html_name for line in lines if line.thing == section)


def account(person: User, field: str) -> str:
    return f"account-{person.pk}-{field}"


def section(code: str) -> str:
    return Indicator.objects.get(code=code).responsible_section


def told(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_page_shows_who_and_what_belongs_to_which_section(office, admin_client, city_staff):
    form = admin_client.get(PAGE).context["form"]

    assert [line.thing for line in form.sections] == ["地域支援課"]
    assert [line.form["section"].value() for line in form.indicators[:3]] == [
        "地域支援課",
        "地域支援課",
        "",
    ]
    people = {line.thing.username: line.form["section"].value() for line in form.accounts}
    assert people == {"city": "地域支援課", "second-city": "地域支援課", "admin": ""}


def test_the_review_shows_what_will_change_and_changes_nothing(office, admin_client, city_staff):
    sent = filled_in(
        admin_client,
        **{"indicator-1-1-section": "社会教育課", account(city_staff, "is_active"): None},
    )

    response = admin_client.post(PAGE, sent | {"review": ""})

    plan = response.context["plan"]
    assert [(move.indicator.code, move.seen, move.section) for move in plan.moves] == [
        ("1-1", "地域支援課", "社会教育課")
    ]
    assert [(change.account, change.leaves) for change in plan.accounts] == [(city_staff, True)]
    assert plan.unattended == ["社会教育課"]
    assert (section("1-1"), User.objects.filter(is_active=False).count()) == ("地域支援課", 0)
    assert LogEntry.objects.count() == 0


def test_the_review_carries_everything_on_to_the_confirmation(office, admin_client, city_staff):
    changes = {"indicator-1-1-section": "社会教育課", account(city_staff, "is_active"): None}
    response = admin_client.post(PAGE, filled_in(admin_client, **changes) | {"review": ""})
    hidden = {
        field.html_name: str(field.value())
        for line in response.context["form"].lines
        for field in line.form
        if field.value() is not None
    }

    done = admin_client.post(PAGE, hidden | {"confirm": ""})

    assert (done.status_code, done.url) == (302, PAGE)
    assert section("1-1") == "社会教育課"
    city_staff.refresh_from_db()
    assert not city_staff.is_active


def test_leavers_cannot_sign_in_and_keep_their_name_on_what_they_entered(
    office, admin_client, city_staff
):
    confirmed("1-1", 12, city_staff)
    their_browser = signed_in(city_staff)

    sent = filled_in(admin_client, **{account(city_staff, "is_active"): None})
    admin_client.post(PAGE, sent | {"confirm": ""})

    assert their_browser.get("/staff/").status_code == 302
    browser = Client()
    browser.post("/accounts/login/", {"username": "city", "password": "password"})
    assert "_auth_user_id" not in browser.session
    assert {entry.entered_by for entry in Entry.objects.all()} == {city_staff}
    assert "菊川 市子" in admin_client.get("/staff/indicators/1-1/2026/").content.decode()


def test_everything_that_changed_is_noted(office, admin_client, administrator, city_staff):
    changes = {
        "indicator-1-1-section": "",
        "indicator-2-1-section": "社会教育課",
        account(city_staff, "section"): "社会教育課",
        account(city_staff, "is_active"): None,
    }

    admin_client.post(PAGE, filled_in(admin_client, **changes) | {"confirm": ""})

    notes = LogEntry.objects.order_by("pk")
    assert {note.user for note in notes} == {administrator}
    assert [(note.object_repr.split()[0], note.get_change_message()) for note in notes] == [
        ("1-1", "担当課「地域支援課」を外した"),
        ("2-1", "担当課を「社会教育課」にした"),
        ("city", "担当課を「地域支援課」から「社会教育課」に変えた"),
        ("city", "アカウントを停止した"),
    ]


def test_a_section_is_renamed_with_its_indicators_and_people(office, admin_client, city_staff):
    name = of_section(admin_client, "地域支援課")
    sent = filled_in(admin_client, **{name: "市民協働課　", "indicator-1-2-section": "総務課"})

    admin_client.post(PAGE, sent | {"confirm": ""})

    assert (section("1-1"), section("1-2")) == ("市民協働課", "総務課")
    assert set(Posting.objects.values_list("section", flat=True)) == {"市民協働課"}


def test_an_account_can_be_opened_again(admin_client, city_staff):
    city_staff.is_active = False
    city_staff.save()

    sent = filled_in(admin_client, **{account(city_staff, "is_active"): "on"})
    admin_client.post(PAGE, sent | {"confirm": ""})

    city_staff.refresh_from_db()
    assert city_staff.is_active


def test_nothing_to_change_says_so(office, admin_client):
    response = admin_client.post(PAGE, filled_in(admin_client) | {"review": ""})

    assert told(response) == ["変わるところがないため、何も変えていません。"]
    assert LogEntry.objects.count() == 0


def test_going_back_keeps_what_was_typed(office, admin_client):
    sent = filled_in(admin_client, **{"indicator-1-1-section": "社会教育課"})

    form = admin_client.post(PAGE, sent | {"edit": ""}).context["form"]

    assert form.indicators[0].form["section"].value() == "社会教育課"
    assert section("1-1") == "地域支援課"


def test_a_name_that_is_too_long_gets_a_message_by_its_line(office, admin_client):
    sent = filled_in(admin_client, **{"indicator-1-1-section": "課" * 101})

    form = admin_client.post(PAGE, sent | {"confirm": ""}).context["form"]

    ((name, field_id, message),) = form.errors
    assert (name.split()[0], field_id) == ("1-1", "id_indicator-1-1-section")
    assert "100" in message
    assert form.indicators[0].form["section"].value() == "課" * 101


# What is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize("button", ["review", "confirm"])
def test_nobody_closes_their_own_account(admin_client, administrator, button, office):
    User.objects.create_superuser("second-admin", password="password")
    changes = {
        account(administrator, "is_active"): None,
        "indicator-1-1-section": "社会教育課",
    }

    response = admin_client.post(PAGE, filled_in(admin_client, **changes) | {button: ""})

    form = response.context["form"]
    assert [message for _name, _field, message in form.errors] == [
        "自分のアカウントは停止できません。ほかの管理者に頼んでください。"
    ]
    assert form.indicators[0].form["section"].value() == "社会教育課"
    assert section("1-1") == "地域支援課"
    administrator.refresh_from_db()
    assert administrator.is_active


def test_the_last_administrator_stays(administrator, city_staff):
    plan = HandoverPlan.of([], [AccountChange(administrator, "", "", True, False)])

    with pytest.raises(HandoverRefused) as refused:
        hand_over(plan=plan, by=city_staff)

    assert list(refused.value.accounts) == [administrator.pk]
    administrator.refresh_from_db()
    assert administrator.is_active


def test_what_somebody_else_changed_meanwhile_is_shown_and_nothing_is_done(
    office, admin_client, city_staff
):
    changes = {"indicator-1-1-section": "社会教育課", "indicator-1-2-section": "総務課"}
    sent = filled_in(admin_client, **changes)
    Indicator.objects.filter(code="1-1").update(responsible_section="秘書広報課")
    Posting.objects.filter(person=city_staff).update(section="秘書広報課")

    response = admin_client.post(PAGE, sent | {"confirm": ""})

    form = response.context["form"]
    assert [(name.split()[0], message) for name, _field, message in form.errors] == [
        ("1-1", "ほかの人が先に変えました。いまの内容を見て、もう一度選んでください。")
    ]
    assert (section("1-1"), section("1-2")) == ("秘書広報課", "地域支援課")
    mine = form.indicators[0].form
    assert (mine["section"].value(), mine["seen"].value()) == ("社会教育課", "秘書広報課")
    (line,) = [line for line in form.accounts if line.thing == city_staff]
    assert line.form["section"].value() == "秘書広報課"

    again = {field.html_name: str(field.value() or "") for one in form.lines for field in one.form}
    admin_client.post(PAGE, again | {"confirm": ""})
    assert (section("1-1"), section("1-2")) == ("社会教育課", "総務課")


def test_a_plan_is_carried_out_whole_or_not_at_all(office, administrator, city_staff):
    indicator = Indicator.objects.get(code="1-1")
    plan = HandoverPlan.of(
        [IndicatorMove(indicator, "地域支援課", "社会教育課")],
        [AccountChange(city_staff, "ほかの課", "社会教育課", True, True)],
    )

    with pytest.raises(HandoverRefused):
        hand_over(plan=plan, by=administrator)

    assert (section("1-1"), LogEntry.objects.count()) == ("地域支援課", 0)


def test_the_page_takes_the_same_number_of_queries_whoever_is_listed(office, admin_client):
    def taken() -> int:
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(PAGE)
        return len(queries)

    few = taken()
    for number in range(20):
        person = make_person(f"more-{number}", "菊川増子", "city_staff")
        Posting.objects.create(person=person, section=f"第{number}課")

    # Session, user, indicators, accounts with sections, groups, sample.
    assert (few, taken()) == (6, 6)


# The administration's own page of an account -------------------------------------------------


def account_form(person: User, **changes: str) -> dict[str, str]:
    return {
        "username": person.username,
        "is_active": "on",
        "date_joined_0": "2026-04-01",
        "date_joined_1": "09:00:00",
        "posting-TOTAL_FORMS": "1",
        "posting-INITIAL_FORMS": "0",
        **changes,
    }


def test_the_last_administrator_cannot_give_up_in_the_administration_either(
    admin_client, administrator
):
    address = f"/admin/auth/user/{administrator.pk}/change/"

    refused = admin_client.post(address, account_form(administrator))
    User.objects.create_superuser("second-admin", password="password")
    allowed = admin_client.post(address, account_form(administrator))

    assert refused.context["adminform"].form.non_field_errors() == [
        "最後の管理者です。先に、ほかの人を管理者にしてください。"
    ]
    assert allowed.status_code == 302


def test_an_account_is_posted_in_the_administration(admin_client, city_staff):
    sent = account_form(city_staff, **{"posting-0-section": "総務　課"})

    response = admin_client.post(f"/admin/auth/user/{city_staff.pk}/change/", sent)

    assert response.status_code == 302
    assert Posting.objects.get(person=city_staff).section == "総務 課"


def test_no_account_is_deleted(admin_client, outsider):
    response = admin_client.post(f"/admin/auth/user/{outsider.pk}/delete/", {"post": "yes"})

    assert response.status_code == 403
    assert User.objects.filter(pk=outsider.pk).exists()
