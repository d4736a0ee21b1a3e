"""The frame of every page: title, menus, languages, banner, who is signed in."""

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.models import AnonymousUser, Group
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import path
from pytest_django.asserts import assertInHTML

from kikugawa_portal.home import views
from kikugawa_portal.templatetags.portal import (
    Language,
    css_name,
    languages,
    roles,
    site_menu,
    staff_menu,
)
from tests.pages import parsed, plain

urlpatterns = i18n_patterns(
    path("about/", views.about, name="about"), prefix_default_language=False
)
"""For the language selector: a site with a page in every language."""


def at(address: str, **more: object) -> Context:
    """Return the context of a page at `address`."""
    return Context({"request": RequestFactory().get(address), **more})


def page(blocks: str, base: str = "base.html", **context: object) -> str:
    """Return a page at / that fills the given blocks of a base template."""
    return Template(f"{{% extends '{base}' %}}{blocks}").render(at("/", **context))


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/", {}),
        ("/guideline/", {"指針を読む": "page"}),
        ("/actors/", {"担い手": "page"}),
        ("/actors/schools/", {"担い手": "true"}),
        ("/directions/3/", {"方向性": "true"}),
        ("/progress/", {"進捗": "page"}),
        ("/progress/2026/", {"進捗": "true"}),
        ("/indicators/1-1/", {"進捗": "true"}),
        ("/reports/2026/", {"報告書": "true"}),
        ("/about/", {}),
    ],
)
def test_menu_marks_the_section_of_the_page(address, current):
    items = site_menu(at(address))

    assert [item.label for item in items] == [
        "指針を読む",
        "担い手",
        "原則",
        "方向性",
        "進捗",
        "報告書",
    ]
    assert {item.label: item.current for item in items if item.current} == current


def test_menu_can_be_drawn_without_a_request():
    assert {item.current for item in site_menu(Context())} == {""}


def test_title_names_the_page_and_then_the_site():
    html = page("{% block title %}\n  進み具合\n  {{ year }}\n{% endblock %}", year="<R8>")

    assert "<title>進み具合 &lt;R8&gt;｜菊川市 協働ポータル</title>" in html
    assert '<meta property="og:title" content="進み具合 &lt;R8&gt;">' in html


def test_title_of_a_page_without_a_name_is_the_site_s():
    assert "<title>菊川市 協働ポータル｜菊川市協働の指針</title>" in page("")


def test_description_is_the_page_s_own_for_search_and_for_sharing():
    html = page("{% block description %}年度ごとの\n実績値です。{% endblock %}")

    assert '<meta name="description" content="年度ごとの 実績値です。">' in html
    assert '<meta property="og:description" content="年度ごとの 実績値です。">' in html


def test_breadcrumb_leads_home_and_ends_with_the_page():
    html = page('{% block breadcrumb %}<li aria-current="page">原則</li>{% endblock %}')

    assertInHTML(
        """
        <ol class="breadcrumb__list">
          <li><a href="/">ホーム</a></li>
          <li aria-current="page">原則</li>
        </ol>
        """,
        html,
    )


@pytest.mark.parametrize("is_sample", [True, False])
def test_banner_says_so_where_figures_are_made_up(is_sample):
    assert ("実際の数値ではありません" in page("", is_sample=is_sample)) is is_sample


def test_one_language_needs_no_selector():
    assert languages(at("/about/")) == []
    assert "Language" not in page("")


def test_languages_lead_to_the_same_page_each_named_in_itself(settings):
    settings.ROOT_URLCONF = __name__
    settings.LANGUAGES = [("ja", "日本語"), ("en", "English")]

    assert languages(at("/about/")) == [
        Language("ja", "日本語", "/about/", is_current=True),
        Language("en", "English", "/en/about/", is_current=False),
    ]


def test_language_selector_marks_each_name_with_its_language(settings):
    settings.LANGUAGES = [("ja", "日本語"), ("en", "English")]

    assertInHTML(
        '<a href="/" lang="en" hreflang="en">English</a>',
        page(""),
        count=2,  # in the row and in the drawer, of which one is displayed
    )


def test_a_public_page_needs_nobody_to_be_signed_in(client, db):
    response = client.get("/about/")

    assert response.status_code == 200
    assert dict(response.cookies) == {}
    assert "csrfmiddlewaretoken" not in response.content.decode()


@pytest.mark.parametrize(
    ("fixture", "labels"),
    [
        ("city_staff", ["ホーム", "年度入力シート", "手引き"]),
        ("center_staff", ["ホーム", "年度入力シート", "報告書", "手引き"]),
        (
            "administrator",
            ["ホーム", "年度入力シート", "報告書", "手引き", "引き継ぎ", "変更の記録", "管理"],
        ),
        ("outsider", []),
    ],
)
def test_staff_menu_offers_what_the_person_may_open(request, fixture, labels):
    person = request.getfixturevalue(fixture)

    items = staff_menu(at("/staff/", user=person))

    assert [item.label for item in items] == labels


def test_staff_menu_offers_nothing_before_signing_in():
    assert staff_menu(at("/accounts/login/", user=AnonymousUser())) == []


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/staff/", {"ホーム": "page"}),
        ("/staff/entry/2033/", {"年度入力シート": "true"}),
        ("/staff/reports/2033/preview/", {"報告書": "true"}),
        ("/staff/indicators/1-1/2026/", {}),
    ],
)
def test_staff_menu_marks_the_page_of_any_year(administrator, address, current):
    items = staff_menu(at(address, user=administrator))

    assert {item.label: item.current for item in items if item.current} == current


@pytest.mark.parametrize(
    ("fixture", "words"),
    [
        ("city_staff", ["市職員"]),
        ("center_staff", ["センター職員"]),
        ("administrator", ["管理者"]),
        ("outsider", []),
    ],
)
def test_roles_are_told_in_the_words_of_staff(request, fixture, words):
    assert roles(request.getfixturevalue(fixture)) == words


def test_somebody_with_two_roles_is_told_both(city_staff):
    city_staff.groups.add(Group.objects.get(name="center_staff"))

    assert list(map(str, roles(city_staff))) == ["市職員", "センター職員"]


def test_staff_page_says_who_is_signed_in_and_signs_out_by_post(city_client):
    (account,) = parsed(city_client.get("/staff/")).select(".account")
    (form,) = account.select("form")

    assert "菊川 市子さん" in plain(account)
    assert [plain(tag) for tag in account.select(".tag")] == ["市職員"]
    assert form.attrs == {"method": "post", "action": "/accounts/logout/"}
    assert len(form.select("[name=csrfmiddlewaretoken]")) == 1


@pytest.mark.parametrize(
    ("level", "kind", "word"),
    [
        (constants.SUCCESS, "success", "完了"),
        (constants.WARNING, "warning", "注意"),
        (constants.ERROR, "error", "エラー"),
        (constants.INFO, "info", "お知らせ"),
    ],
)
def test_message_becomes_a_notice_that_says_its_kind_in_a_word(level, kind, word):
    message = Message(level, "<保存>しました。")

    html = page("", "staff/base.html", user=AnonymousUser(), messages=[message])

    assertInHTML(
        f"""<h2 class="notice__title">
          <span class="visually-hidden">{word}</span> &lt;保存&gt;しました。</h2>""",
        html,
    )
    assert f'class="notice notice--{kind}"' in html


def test_codes_are_spelt_as_stylesheets_and_icons_spell_them():
    assert css_name("slightly_behind") == "slightly-behind"
