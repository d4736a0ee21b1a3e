"""The page from which a report is published: what it warns of, and what it refuses."""

import pytest

from reports.models import Edition, Report
from tests.figures import confirmed, corrected, draft
from tests.reports.making import pictured, published, said, saved

pytestmark = pytest.mark.usefixtures("guideline", "summer_2027")

EDIT = "/staff/reports/2026/"
PUBLISH = "/staff/reports/2026/publish/"


def test_publish_page_names_what_is_unfinished(center_client, center_staff, city_staff):
    for code in ["1-1", "1-2", "2-1", "2-2", "3-1", "3-2", "4-1", "4-2", "5-1"]:
        confirmed(code, 1, city_staff)
    draft("3-1", 2, city_staff, reason="数え直しています。")
    saved(center_staff, sections=dict.fromkeys([1, 2, 3, 4], "書いた。"))

    response = center_client.get(PUBLISH)

    assert response.context["warnings"] == [
        (
            "指標5-2「ユースワーカーが支援した市内の学校数」の実績値が確定していません。"
            "「未公表」と表示されます。"
        ),
        (
            "指標3-1「市民協働センターによる人材育成講座のラインナップ数」には、"
            "確定していない訂正の下書きがあります。"
        ),
        "方向性「5. こども・若者のまちづくりへの参画支援」の文章が空です。",
        "「声と事例」が空です。",
        "「おわりに」が空です。",
    ]
    for warning in response.context["warnings"]:
        assert warning in response.content.decode()


def test_publish_page_names_what_in_the_texts_will_not_arrive(center_client, center_staff):
    saved(center_staff, introduction="①つめ。", sections={2: "[読む](example.jp)"}, closing="終")

    warnings = center_client.get(PUBLISH).context["warnings"]

    assert warnings[-2:] == [
        "「はじめに」：「①」は機種依存文字です。「(1)」と書いてください。",
        (
            "「2. 協働の担い手の支援」：「[読む](example.jp)」はリンクになりません。"
            "https:// から始まる行き先か、/ から始まるこのポータルのページを書いてください。"
        ),
    ]


def test_publish_page_names_pictures_that_nobody_will_see(center_client, center_staff):
    pictured(center_staff, 0)
    pictured(center_staff, 1, alt="IMG_0001.JPG")
    pictured(center_staff, 2, alt="机", caption="机")
    pictured(center_staff, 3, alt="㈱の看板")
    saved(
        center_staff,
        sections=dict.fromkeys(range(1, 6), "書いた。"),
        voices="【画像2】\n【画像3】\n【画像4】\n【画像9】\n\n文中の【画像2】",
        closing="【画像9】",
    )

    warnings = center_client.get(PUBLISH).context["warnings"]

    assert [warning for warning in warnings if "【画像" in warning] == [
        "「声と事例」：【画像2】は、その行にほかの文字がないときだけ画像になります。",
        "「声と事例」：【画像9】の画像がありません。このままでは、文字がそのまま表示されます。",
        "「おわりに」：【画像9】の画像がありません。このままでは、文字がそのまま表示されます。",
        "【画像1】は、どの文章にも入っていません。住民の方には表示されません。",
        (
            "【画像2】の説明：代替テキストがファイルの名前のようです。"
            "画像に写っているものを書いてください。"
        ),
        (
            "【画像3】の説明：代替テキストと説明文が同じです。読み上げでは同じ文が二度聞こえます。"
            "代替テキストには、画像に写っているものを書いてください。"
        ),
        "【画像4】の説明：「㈱」は機種依存文字です。「(株)」と書いてください。",
    ]


def test_publish_page_warns_while_the_year_runs(center_client, center_staff, clock):
    saved(center_staff)
    clock(2026, 11, 24)

    warnings = center_client.get(PUBLISH).context["warnings"]

    assert warnings[0] == (
        "令和8年度（2026年度）はまだ終わっていません"
        "（令和9年3月31日現在の数値を報告する報告書です）。"
    )


def test_publishing_makes_the_edition_and_tells_so(center_client, center_staff):
    saved(center_staff)
    form = center_client.get(PUBLISH).context["form"]

    response = center_client.post(PUBLISH, form.initial, follow=True)

    assert said(response) == ["令和8年度（2026年度）の進捗報告書 第1版を公表しました。"]
    assert Edition.objects.get().published_by == center_staff


def test_publishing_needs_its_own_permission(center_client, center_staff):
    saved(center_staff)
    form = center_client.get(PUBLISH).context["form"]
    center_staff.groups.get().permissions.remove(
        center_staff.groups.get().permissions.get(codename="publish_report")
    )

    assert center_client.post(PUBLISH, form.initial).status_code == 403
    assert 'href="/staff/reports/2026/publish/"' not in center_client.get(EDIT).content.decode()
    assert Edition.objects.count() == 0


def test_pressing_publish_twice_makes_one_edition(center_client, center_staff):
    saved(center_staff)
    form = center_client.get(PUBLISH).context["form"]
    center_client.post(PUBLISH, form.initial)

    response = center_client.post(PUBLISH, form.initial)

    assert response.status_code == 200
    assert Edition.objects.count() == 1


def test_publisher_who_did_not_see_the_newest_draft_is_asked_to_look_again(
    center_client, center_staff, administrator
):
    saved(center_staff)
    form = center_client.get(PUBLISH).context["form"]
    saved(administrator, closing="書き足した。")

    refused = center_client.post(PUBLISH, form.initial)

    assert "確認したあとに、ほかの人が下書きを保存しました。" in refused.content.decode()
    assert Edition.objects.count() == 0

    center_client.post(PUBLISH, refused.context["form"].data)

    assert Edition.objects.get().content["closing"] == "書き足した。"


def test_publisher_who_did_not_see_the_newest_figures_is_asked_to_look_again(
    center_client, center_staff, city_staff
):
    saved(center_staff)
    form = center_client.get(PUBLISH).context["form"]
    confirmed("1-1", 10, city_staff)

    refused = center_client.post(PUBLISH, form.initial)

    assert "実績値、指標の内容、画像のいずれかが変わりました。" in refused.content.decode()
    assert Edition.objects.count() == 0


def test_second_edition_asks_what_changed(center_client, center_staff, city_staff):
    confirmed("1-1", 10, city_staff)
    published(center_staff)
    corrected("1-1", 11, city_staff, "数え直しました。")
    form = center_client.get(PUBLISH).context["form"]

    refused = center_client.post(PUBLISH, form.initial | {"change_note": " "})
    assert refused.context["form"].errors["change_note"]
    assert Edition.objects.count() == 1

    center_client.post(PUBLISH, form.initial | {"change_note": "1-1を訂正しました。"})
    assert Edition.objects.get(number=2).change_note == "1-1を訂正しました。"


@pytest.mark.parametrize(
    ("introduction", "sentence"),
    [
        ("", "「はじめに」が空のため、公表できません。"),
        ("公表済みの文章", "第1版から変わったところがないため、公表できません。"),
    ],
)
def test_publish_page_says_why_there_is_nothing_to_publish(
    center_client, center_staff, introduction, sentence
):
    if introduction:
        published(center_staff, introduction=introduction)

    response = center_client.get(PUBLISH)

    assert sentence in response.content.decode()
    assert 'class="button button--primary"' not in response.content.decode()


def test_publishing_before_anything_is_written_changes_nothing(center_client):
    form = center_client.get(PUBLISH).context["form"]

    assert center_client.post(PUBLISH, form.initial).status_code == 200
    assert Report.objects.count() == 0
