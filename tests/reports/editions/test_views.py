"""What residents read: published editions as they were, what changed since, and never a draft."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import Indicator
from tests.figures import FY2027, confirmed, corrected, draft, moment
from tests.pages import addresses, described, parsed, plain
from tests.reports.making import published, saved

pytestmark = pytest.mark.usefixtures("guideline", "summer_2028")

SECRET = "まだ見せない下書き"
SAMPLE_BANNER = 1
CHANGES = "/reports/2026/editions/2/changes/"
EVERY_ADDRESS = [
    "/reports/",
    "/reports/2026/",
    "/reports/2026/editions/1/",
    "/reports/2026/editions/2/",
    "/reports/2027/",
]


def page(client, address: str) -> str:
    """Return the text of a page."""
    response = client.get(address)
    assert response.status_code == 200
    return plain(parsed(response))


def test_archive_without_a_report_says_when_the_first_comes(client):
    text = page(client, "/reports/")

    assert "進捗報告書は、まだありません" in text
    assert "最初の報告書は令和8年度（2026年度）の報告書です。" in text
    assert (
        "年度が2027年3月31日に終わり、2027年6月30日までに実績値をまとめたあとで公表します。" in text
    )


def test_archive_lists_the_newest_year_first(client, center_staff):
    published(center_staff)
    published(center_staff, FY2027)
    published(center_staff, change_note="直しました。", closing="直した。", at=moment(2028, 9, 1))

    text = page(client, "/reports/")

    assert re.findall(r"令和\d年度（\d{4}年度） 進捗報告書 第\d版、\S+", text) == [
        "令和9年度（2027年度） 進捗報告書 第1版、2028年8月1日公表",
        "令和8年度（2026年度） 進捗報告書 第2版、2028年9月1日公表",
    ]


@pytest.mark.parametrize(
    ("year", "sentence"),
    [
        (2027, "いま準備しているところです。"),
        (2030, "年度が2031年3月31日に終わり、2031年6月30日までに"),
    ],
)
def test_year_without_a_report_says_when_it_comes(client, year, sentence):
    text = page(client, f"/reports/{year}/")

    assert "この年度の報告書は、まだ公表していません" in text
    assert sentence in text


def test_newest_edition_is_shown_at_the_years_address(client, city_staff, center_staff):
    confirmed("1-1", 1234, city_staff)
    published(center_staff, closing="第一の版")
    published(center_staff, closing="第二の版", change_note="書き直しました。")

    text = page(client, "/reports/2026/")

    assert "第二の版" in text
    assert "第一の版" not in text
    assert "1,234回" in text
    assert "（速報）" not in text.split("（速報） その年度の進捗報告書に載る前の値")[0]
    assert "新しい版があります" not in text


def test_older_edition_stays_and_leads_to_the_newer(client, center_staff):
    published(center_staff, closing="第一の版")
    published(center_staff, closing="第二の版", change_note="書き直しました。")

    edition = parsed(client.get("/reports/2026/editions/1/"))
    text = plain(edition)

    assert "第一の版" in text
    assert "第二の版" not in text
    assert "これは過去の版です。2027年8月1日に第2版を公表しています。" in text
    assert "/reports/2026/editions/2/" in addresses(edition)


def test_second_edition_says_what_changed(client, center_staff):
    published(center_staff)
    published(center_staff, closing="二", change_note="誤字を\n直しました。")

    assert "第2版の変更点 誤字を 直しました。" in page(client, "/reports/2026/")


def test_changes_between_editions_have_a_page_with_note_texts_and_figures(
    client, city_staff, center_staff
):
    confirmed("1-1", 10, city_staff)
    published(center_staff, sections={1: "交流会を10回開いた。"})
    corrected("1-1", 11, city_staff, "数え直しました。")
    published(
        center_staff, sections={1: "交流会を11回開いた。"}, change_note="1-1を\n訂正しました。"
    )

    changes = parsed(client.get(CHANGES))
    text = plain(changes)

    assert "第1版（2027年8月1日公表）と、第2版（2027年8月1日公表）を比べています。" in text
    assert "第2版の変更点 1-1を 訂正しました。" in text
    assert (
        "交流会を（削除、ここから）10（削除、ここまで）（追加、ここから）11（追加、ここまで）回開いた。"
    ) in text
    assert "第1版 10回 第2版 11回 （訂正） 理由 数え直しました。" in text
    assert "指標や方向性の名称・定義・目標値などは変わっていません" in text
    assert [change.name for change in changes.select("ins, del")] == [
        "ins", "del", "del", "ins", "del", "ins",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("text", "変わったのは文章だけです。"),
        ("figure", "変わったのは実績値だけです。"),
        ("name", "変わったのは、指標や方向性の名称・定義・目標値などだけです。"),
    ],
)
def test_page_of_changes_says_plainly_that_nothing_else_changed(
    client, city_staff, center_staff, change, sentence
):
    confirmed("1-1", 10, city_staff)
    published(center_staff)
    if change == "figure":
        corrected("1-1", 11, city_staff, "数え直しました。")
    if change == "name":
        Indicator.objects.filter(code="1-2").update(name="変えた名前")
    texts = {"closing": "終"} if change == "text" else {}
    published(center_staff, change_note="変えました。", **texts)

    assert sentence in page(client, CHANGES)


def test_page_of_changes_compares_with_any_earlier_edition(client, center_staff):
    for number, closing in enumerate(["一", "二", "三"], start=1):
        note = f"第{number}版の説明" if number > 1 else ""
        published(center_staff, closing=closing, change_note=note)
    latest = "/reports/2026/editions/3/changes/"

    near, far = page(client, latest), page(client, f"{latest}?from=1")

    assert "第2版と比べています 第1版と比べる" in near
    assert "第2版の説明" not in near
    assert "第2版と比べる 第1版と比べています" in far
    assert "第3版の説明" in far
    assert "第2版の説明" in far
    assert "（削除、ここから）一（削除、ここまで）" in far
    oldest = parsed(client.get("/reports/2026/editions/1/"))
    assert f"{latest}?from=1" in addresses(oldest)


@pytest.mark.parametrize(
    "address",
    [
        "1/changes/", "3/changes/", "2/changes/?from=2", "2/changes/?from=3", "2/changes/?from=0",
        "2/changes/?from=-1", "2/changes/?from=", "2/changes/?from=x", "2/changes/?from=１",
        f"2/changes/?from={'9' * 5000}",
    ],
)  # fmt: skip
def test_comparison_that_cannot_be_made_is_not_found(client, center_staff, address):
    published(center_staff)
    published(center_staff, closing="二", change_note="書き足しました。")

    assert client.get(f"/reports/2026/editions/{address}").status_code == 404


def test_markup_in_changed_texts_stays_text(client, center_staff):
    published(center_staff, introduction="<b>元</b>")
    published(center_staff, introduction="<script>alert(1)</script>", change_note="<img src=x>")

    html = client.get(CHANGES).content.decode()

    assert "<script>alert" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_edition_is_shown_as_it_was_whatever_changes_later(client, city_staff, center_staff):
    confirmed("1-1", 10, city_staff)
    published(center_staff, sections={1: "交流会を開いた。"})
    before = article(client, "/reports/2026/editions/1/")
    Indicator.objects.update(name="変えた名前", unit="変")
    corrected("1-1", 99, city_staff, "数え直しました。")
    saved(center_staff, introduction="書き直し", sections={1: "書き直し"})

    assert article(client, "/reports/2026/editions/1/") == before


def article(client, address: str) -> str:
    """Return the report itself, without the frame around it."""
    (report,) = parsed(client.get(address)).select("article.report")
    return str(report)


def test_preview_is_what_residents_read_once_it_is_published(client, center_client, city_staff):
    confirmed("1-1", 10, city_staff)
    confirmed("1-2", None, city_staff, absence="pending")
    center_client.post(
        "/staff/reports/2026/",
        {"seen_version": 0, "introduction": "# 見出し\n本文", "section-1": "- 一", "closing": "終"},
    )
    preview = article(center_client, "/staff/reports/2026/preview/")
    form = center_client.get("/staff/reports/2026/publish/").context["form"]

    center_client.post("/staff/reports/2026/publish/", form.initial)

    assert article(client, "/reports/2026/") == preview


def test_figure_corrected_after_publication_is_announced(client, city_staff, center_staff):
    confirmed("1-1", 10, city_staff)
    published(center_staff)
    corrected("1-1", 11, city_staff, "数え直しました。", at=moment(2027, 9, 1))

    text = page(client, "/reports/2026/")

    assert "この版の公表後に変わった実績値があります" in text
    assert (
        "1-1 市民協働センターによる交流機会の創出事業の実施回数 年度令和8年度（2026年度）"
        " この版の値 10回 いまの値 11回 変わった日 2027年9月1日 理由 数え直しました。"
    ) in text


def test_figure_confirmed_after_publication_is_announced(client, city_staff, center_staff):
    draft("1-1", 10, city_staff)
    published(center_staff)
    assert "この版には、未公表の実績値があります" in page(client, "/reports/2026/")
    assert "公表後に変わった" not in page(client, "/reports/2026/")

    confirmed("1-1", 11, city_staff, at=moment(2027, 9, 1))

    assert (
        "この版の値 未公表 いまの値 11回 変わった日 2027年9月1日 理由 公表後に確定しました。"
    ) in page(client, "/reports/2026/")


def test_edition_says_whether_the_year_was_over(client, center_staff):
    published(center_staff, at=moment(2027, 3, 31))
    published(center_staff, at=moment(2027, 4, 1), closing="終", change_note="年度が終わりました。")

    begun = page(client, "/reports/2026/editions/1/")
    whole = page(client, "/reports/2026/editions/2/")

    assert "令和8年度（2026年度）の実績値と進捗状況（年度の途中に公表したもの）" in begun
    assert "令和8年度（2026年度）の実績値と進捗状況（令和9年3月31日現在）" in whole


def test_figures_of_later_years_are_no_change_of_an_edition(client, city_staff, center_staff):
    confirmed("1-1", 10, city_staff)
    published(center_staff)
    confirmed("1-1", 20, city_staff, FY2027)

    assert "公表後に変わった" not in page(client, "/reports/2026/")


def test_edition_tells_its_digest_and_how_to_cite_it(client, center_staff):
    edition = published(center_staff)

    text = page(client, "/reports/2026/")

    assert edition.sha256 in text
    assert (
        "菊川市『菊川市協働の指針 進捗報告書 令和8年度（2026年度）』第1版、2027年8月1日公表、"
        " http://testserver/reports/2026/editions/1/"
    ) in text


def test_draft_is_on_no_public_address(client, city_staff, center_staff):
    saved(center_staff, introduction=SECRET, sections={1: SECRET}, voices=SECRET, closing=SECRET)
    saved(center_staff, FY2027, introduction=SECRET)
    draft("1-1", 987654, city_staff)

    for address in ["/", "/sitemap.xml", *EVERY_ADDRESS]:
        body = client.get(address).content.decode()
        assert SECRET not in body, address
        assert "987,654" not in body, address
    assert client.get("/reports/2026/editions/1/").status_code == 404


def test_draft_written_after_publication_is_on_no_public_address(client, center_staff):
    published(center_staff)
    saved(center_staff, introduction=SECRET, sections={1: SECRET}, voices=SECRET, closing=SECRET)

    for address in ["/", *EVERY_ADDRESS]:
        assert SECRET not in client.get(address).content.decode(), address


def test_script_and_markup_in_texts_stay_text(client, center_staff):
    attack = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"
    published(
        center_staff, introduction=attack, sections={1: attack}, voices=attack, closing=attack
    )
    published(center_staff, introduction="直した", change_note=attack)

    for number in (1, 2):
        html = client.get(f"/reports/2026/editions/{number}/").content.decode()
        assert "<script>alert" not in html
        assert "<img" not in html
        assert 'href="javascript' not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@pytest.mark.parametrize(
    "address",
    [
        "/reports/2025/",
        "/reports/2034/",
        "/reports/abcd/",
        "/reports/2026/editions/0/",
        "/reports/2026/editions/2/",
        "/reports/2026/editions/-1/",
        "/reports/2026/editions/99999999999999999999/",
        "/reports/2027/editions/1/",
    ],
)
def test_year_or_edition_that_is_not_there_is_not_found(client, center_staff, address):
    published(center_staff)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", EVERY_ADDRESS)
def test_public_page_accepts_no_post(client, center_staff, address):
    published(center_staff)

    assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/reports/", 2),
        ("/reports/2026/", 3),
        ("/reports/2026/editions/1/", 3),
        ("/reports/2027/", 2),  # is there an edition, and until when are figures due
        ("/reports/2026/editions/2/changes/", 2),
    ],
)
def test_page_takes_the_same_number_of_queries_however_much_it_shows(
    client, city_staff, center_staff, address, queries
):
    published(center_staff)
    published(center_staff, closing="二", change_note="書き足しました。")
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for code in ["1-1", "1-2", "2-1", "3-1"]:
        confirmed(code, 10, city_staff)
    published(center_staff, change_note="実績値を加えました。")
    corrected("1-1", 11, city_staff, "数え直しました。")
    corrected("2-1", 11, city_staff, "数え直しました。")
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert (len(few), len(many)) == (queries + SAMPLE_BANNER,) * 2


def test_pages_set_no_cookie(client, center_staff):
    published(center_staff)

    for address in EVERY_ADDRESS:
        assert client.get(address).cookies == {}, address


def test_edition_tells_how_an_indicator_is_counted(client, center_staff):
    Indicator.objects.filter(code="1-1").update(
        definition="年度内に開いた回数", responsible_section="地域支援課", data_source="事業報告書"
    )
    published(center_staff)
    Indicator.objects.update(
        definition="変えた", responsible_section="変えた", data_source="変えた"
    )

    edition = parsed(client.get("/reports/2026/"))

    assert "定義・算出方法 年度内に開いた回数 担当課 地域支援課 出典 事業報告書" in plain(edition)
    assert described(edition.select("dl:has(.plain-list)")[0], "取組内容") == (
        "多様な主体の交流機会の創出地域活動団体等のマッチング 等"
    )
