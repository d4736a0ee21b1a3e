"""Planning a publication on the pages: what is asked, told and refused."""

import pytest
from django.test import Client

from reports.models import Edition, Schedule
from reports.schedules.actions import publish_due
from tests.figures import confirmed, moment
from tests.pages import parsed, plain
from tests.reports.making import published, said, saved

pytestmark = pytest.mark.usefixtures("guideline", "summer_2027")

EDIT = "/staff/reports/2026/"
PUBLISH = "/staff/reports/2026/publish/"
HISTORY = "/staff/reports/2026/schedules/"
HOME = "/staff/"
TODAY_AT_THREE = {"publish_on": "2027-08-01", "publish_time": "15:00"}
NINE = {"publish_on": "2027-08-20", "publish_time": "9:00"}


def text(browser, address: str) -> str:
    """Return the text of a page."""
    return plain(parsed(browser.get(address)))


def plan(browser, **fields):
    """Press the button that plans a publication, and follow where it leads."""
    seen = browser.get(PUBLISH).context["form"].initial
    return browser.post(PUBLISH, seen | NINE | {"schedule": ""} | fields, follow=True)


def errors(response) -> dict[str, list[str]]:
    return {field: list(found) for field, found in response.context["form"].errors.items()}


def test_planning_tells_so_on_every_page_of_the_report_and_on_the_staffs_home(
    center_client, center_staff, city_client
):
    saved(center_staff)

    response = plan(center_client)

    assert said(response) == [
        "令和8年度（2026年度）の進捗報告書を、令和9年8月20日 9:00に公表する予定にしました。"
    ]
    schedule = Schedule.objects.get()
    assert (schedule.publish_at, schedule.made_by) == (moment(2027, 8, 20, 9), center_staff)
    sentence = "令和9年8月20日 9:00に公表する予定です"
    for address in [EDIT, "/staff/reports/2026/preview/", PUBLISH]:
        assert f"予定：{sentence}（小笠 協子さんが決めました）" in text(center_client, address)
    assert sentence in text(center_client, HOME)
    assert sentence in text(city_client, HOME)
    assert Edition.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"publish_on": ""}, {"publish_on": ["公表する日を入れてください。"]}),
        ({"publish_time": ""}, {"publish_time": ["公表する時刻を入れてください。"]}),
        (
            {"publish_on": "八月一日", "publish_time": "九時"},
            {
                "publish_on": ["公表する日を、2027-08-01のように入れてください。"],
                "publish_time": ["公表する時刻を、9:00のように入れてください。"],
            },
        ),
        (
            {"publish_on": "2027-07-31"},
            {"__all__": ["公表する日時が過ぎています。これからの日時を入れてください。"]},
        ),
        ({"publish_on": "2072-08-20"}, {"__all__": ["公表する日時は、1年以内にしてください。"]}),
    ],
)
def test_moment_that_cannot_be_is_refused_with_a_word_and_stays_typed(
    center_client, center_staff, fields, refused
):
    saved(center_staff)

    response = plan(center_client, **fields)

    assert errors(response) == refused
    html = response.content.decode()
    for typed in (NINE | fields).values():
        assert typed == "" or f'value="{typed}"' in html
    assert (Schedule.objects.count(), Edition.objects.count()) == (0, 0)


def test_publishing_now_with_a_moment_filled_in_asks_what_was_meant(center_client, center_staff):
    saved(center_staff)
    seen = center_client.get(PUBLISH).context["form"].initial

    response = center_client.post(PUBLISH, seen | NINE | {"publish": ""})

    assert errors(response) == {
        "publish_on": [
            (
                "公表する日時が入っているため、まだ公表していません。"
                "いま公表するときは、日時を消してください。"
            )
        ]
    }
    assert (Schedule.objects.count(), Edition.objects.count()) == (0, 0)


def test_second_edition_is_planned_with_its_note(center_client, center_staff):
    published(center_staff)
    saved(center_staff, closing="書き足した。")

    assert errors(plan(center_client, change_note=" ")) == {
        "change_note": ["このフィールドは必須です。"]
    }
    plan(center_client, change_note="書き足しました。")

    assert Schedule.objects.get().change_note == "書き足しました。"
    assert "変更点：書き足しました。" in text(center_client, PUBLISH)


def test_plan_can_be_changed_and_taken_back(center_client, center_staff, administrator):
    saved(center_staff)
    plan(center_client)
    plan(center_client, publish_time="10:30")
    schedule = Schedule.objects.pending().get()

    response = center_client.post(f"{HISTORY}{schedule.pk}/cancel/", follow=True)

    assert said(response) == ["公表の予定を取り消しました。予定の日時になっても公表されません。"]
    assert "公表する予定です" not in text(center_client, HOME)
    history = text(center_client, HISTORY)
    assert "令和9年8月20日 10:30 小笠 協子（2027年8月1日12:00） 取り消しました" in history
    assert "令和9年8月20日 9:00" in history
    assert "ほかの予定や公表に置きかわりました（小笠 協子、" in history

    again = center_client.post(f"{HISTORY}{schedule.pk}/cancel/", follow=True)
    assert said(again) == ["この予定は、すでに公表されたか、取り消されています。"]
    other_year = f"/staff/reports/2027/schedules/{schedule.pk}/cancel/"
    assert said(center_client.post(other_year, follow=True)) == [
        "取り消す予定が見つかりません。予定の履歴をご覧ください。"
    ]


def test_text_that_moved_on_is_told_before_the_moment_comes(
    center_client, center_staff, administrator
):
    saved(center_staff)
    plan(center_client)
    saved(administrator, closing="書き足した。")

    warning = (
        "令和9年8月20日 9:00に公表する予定ですが、予定を決めたあとに文章か実績値が変わりました。"
        "このままでは公表されません。"
    )
    for address in [EDIT, PUBLISH, HOME]:
        assert warning in text(center_client, address), address


def test_figures_that_moved_on_are_told_on_the_pages_of_the_report(
    center_client, center_staff, city_staff
):
    saved(center_staff)
    plan(center_client)
    confirmed("1-1", 10, city_staff)

    assert "このままでは公表されません。" in text(center_client, EDIT)


def test_refused_publication_is_told_with_its_reason_until_something_is_published(
    center_client, center_staff, administrator, clock
):
    saved(center_staff)
    plan(center_client, **TODAY_AT_THREE)
    saved(administrator, closing="書き足した。")
    publish_due(at=moment(2027, 8, 1, 15))
    clock(2027, 8, 1, 15, 10)

    sentence = (
        "令和9年8月1日 15:00の予定では、公表できませんでした。"
        "理由：確認したあとに、ほかの人が下書きを保存しました。"
    )
    for address in [EDIT, PUBLISH, HOME]:
        assert sentence in text(center_client, address), address
    assert "公表できませんでした（2027年8月1日15:00）" in text(center_client, HISTORY)

    center_client.post(PUBLISH, center_client.get(PUBLISH).context["form"].initial)

    for address in [EDIT, HOME]:
        assert "公表できませんでした" not in text(center_client, address), address


def test_publication_that_nothing_carries_out_is_told(center_client, center_staff, clock):
    saved(center_staff)
    plan(center_client, **TODAY_AT_THREE)
    clock(2027, 8, 1, 15, 31)

    for address in [EDIT, HOME]:
        assert ("令和9年8月1日 15:00に公表する予定でしたが、まだ公表されていません。") in text(
            center_client, address
        ), address


def test_carried_out_plan_leads_to_its_edition(center_client, center_staff):
    saved(center_staff)
    plan(center_client)
    publish_due(at=moment(2027, 8, 20, 9, 2))

    assert "第1版を公表しました（2027年8月20日9:02）" in text(center_client, HISTORY)


def test_every_form_of_the_page_carries_its_token(center_staff):
    saved(center_staff)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(center_staff)

    def press(which: str, **fields):
        (form,) = parsed(browser.get(PUBLISH).text).select(f"form[method=post]{which}")
        hidden = {field["name"]: field["value"] for field in form.select("[type=hidden]")}
        return browser.post(str(form.get("action", PUBLISH)), hidden | fields)

    assert press(".form", **NINE, schedule="").status_code == 302
    assert press('[action^="/staff/reports/2026/schedules/"]').status_code == 302
    assert Schedule.objects.get().outcome.kind == "cancelled"


def test_history_without_a_plan_says_so(center_client):
    assert "日時を決めて公表したことは、まだありません。" in text(center_client, HISTORY)


def test_planning_needs_the_permission_to_publish(center_client, center_staff):
    saved(center_staff)
    plan(center_client)
    schedule = Schedule.objects.get()
    group = center_staff.groups.get()
    group.permissions.remove(group.permissions.get(codename="publish_report"))

    assert center_client.get(HISTORY).status_code == 403
    assert center_client.post(f"{HISTORY}{schedule.pk}/cancel/").status_code == 403
    assert Schedule.objects.pending().count() == 1
