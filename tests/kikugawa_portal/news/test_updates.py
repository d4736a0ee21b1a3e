"""What was published: the page of updates, and the feed for whoever wants to be told."""

import datetime as dt
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse

from tests.figures import FY2027, confirmed, corrected, draft, moment
from tests.pages import links, parsed, text_of
from tests.reports.making import published

ATOM = "{http://www.w3.org/2005/Atom}"


def read_feed(client, **extra):
    response = client.get(reverse("feed"), **extra)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314 (we wrote it ourselves)


def items(feed) -> list[tuple[str, str, str]]:
    """Return moment, title and address of each item."""
    return [
        (
            entry.findtext(f"{ATOM}updated"),
            entry.findtext(f"{ATOM}title"),
            entry.find(f"{ATOM}link").get("href").removeprefix("http://testserver"),
        )
        for entry in feed.findall(f"{ATOM}entry")
    ]


def ids(feed) -> list[str]:
    return [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]


@pytest.fixture
def eventful(guideline, city_staff, center_staff):
    confirmed("1-1", 10, city_staff, at=moment(2027, 6, 1, 9))
    confirmed("1-2", 20, city_staff, at=moment(2027, 6, 1, 10))
    published(center_staff, at=moment(2027, 8, 1))
    corrected("1-1", 11, city_staff, "数え直しました。", at=moment(2027, 9, 1))
    draft("2-1", 98765, city_staff)


def test_the_feed_tells_figures_corrections_and_editions_the_newest_first(client, eventful):
    assert items(read_feed(client)) == [
        (
            "2027-09-01T12:00:00+09:00",
            "令和8年度の「市民協働センターによる交流機会の創出事業の実施回数」を訂正しました",
            "/indicators/1-1/",
        ),
        (
            "2027-08-01T12:00:00+09:00",
            "令和8年度の進捗報告書を公表しました",
            "/reports/2026/editions/1/",
        ),
        ("2027-06-01T10:00:00+09:00", "令和8年度の実績を公表しました", "/progress/2026/"),
    ]


def test_each_item_tells_the_news_itself(client, eventful):
    summaries = [
        (entry.find(f"{ATOM}summary").get("type"), entry.findtext(f"{ATOM}summary"))
        for entry in read_feed(client).findall(f"{ATOM}entry")
    ]

    assert summaries == [
        ("html", "<p>10回から11回に訂正しました。</p><p>理由：数え直しました。</p>"),
        ("html", "<p>この年度の取組と実績値を、方向性ごとに報告します。</p>"),
        (
            "html",
            (
                "<p>1-1 市民協働センターによる交流機会の創出事業の実施回数：10回</p>"
                "<p>1-2 市民協働センターによるコーディネート件数：20件</p>"
            ),
        ),
    ]


def test_what_people_wrote_stays_text_in_the_feed(client, eventful, city_staff, center_staff):
    corrected("1-2", None, city_staff, "<b>&集計</b>", absence="pending", at=moment(2027, 9, 2))
    published(center_staff, change_note="<script>", closing="終", at=moment(2027, 9, 3))

    summaries = [e.findtext(f"{ATOM}summary") for e in read_feed(client).findall(f"{ATOM}entry")]

    assert summaries[:2] == [
        "<p>変更点：&lt;script&gt;</p>",
        "<p>20件から未集計に訂正しました。</p><p>理由：&lt;b&gt;&amp;集計&lt;/b&gt;</p>",
    ]


def test_every_item_has_what_atom_demands(client, eventful):
    """RFC 4287: a feed and an entry have each exactly one id, title and updated."""
    feed = read_feed(client)

    for element in [feed, *feed.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
        moment_of = dt.datetime.fromisoformat(element.findtext(f"{ATOM}updated"))
        assert moment_of.tzinfo is not None
    links_of_entries = [
        [link.get("rel") for link in entry.findall(f"{ATOM}link")]
        for entry in feed.findall(f"{ATOM}entry")
    ]
    assert links_of_entries == [["alternate"]] * 3


def test_the_feed_answers_that_nothing_is_new(client, eventful, city_staff):
    etag = client.get(reverse("feed")).headers["ETag"]

    assert client.get(reverse("feed"), headers={"If-None-Match": etag}).status_code == 304
    confirmed("3-1", 5, city_staff, at=moment(2027, 9, 5))
    assert client.get(reverse("feed"), headers={"If-None-Match": etag}).status_code == 200


def test_the_page_tells_the_same(client, eventful):
    page = parsed(client.get(reverse("updates")))
    assert "10回から11回に訂正しました。" in text_of(page)

    told = [
        (url, text)
        for url, text in links(page)
        if url.startswith(("/indicators/1", "/reports/2", "/progress/2"))
    ]
    assert told == [(url, title) for _at, title, url in items(read_feed(client))]


def test_a_draft_is_in_neither(client, eventful):
    page, feed = client.get(reverse("updates")), client.get(reverse("feed"))

    for told in (page.text, feed.text):
        assert "98765" not in told
        assert "情報発信件数" not in text_of(told)
    assert "情報発信件数" not in text_of(parsed(page))


def test_ids_stay_when_more_is_published_and_at_another_host(
    client, eventful, city_staff, settings
):
    settings.ALLOWED_HOSTS = ["*"]
    before = ids(read_feed(client))
    confirmed("1-1", 12, city_staff, FY2027, at=moment(2028, 6, 1))
    after = ids(read_feed(client, headers={"host": "portal.example.jp"}))

    assert after[1:] == before
    assert len(set(after)) == 4
    assert all(lasting.startswith("urn:uuid:") for lasting in after)


def test_a_figure_added_the_same_day_moves_its_update_and_keeps_its_id(
    client, eventful, city_staff
):
    before = read_feed(client)
    confirmed("3-1", 5, city_staff, at=moment(2027, 6, 1, 15))
    after = read_feed(client)

    assert ids(after) == ids(before)
    assert items(after)[2][0] == "2027-06-01T15:00:00+09:00"


def test_the_feed_names_itself_its_page_its_language_and_its_author(client, eventful):
    feed = read_feed(client)

    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "ja"
    assert [(link.get("rel"), link.get("href")) for link in feed.findall(f"{ATOM}link")] == [
        ("alternate", "http://testserver/updates/"),
        ("self", "http://testserver/updates.atom"),
    ]
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "菊川市"
    assert feed.findtext(f"{ATOM}updated") == "2027-09-01T12:00:00+09:00"


def test_before_anything_is_published_the_feed_is_empty_and_stays_the_same(client, guideline):
    first = client.get(reverse("feed"))

    assert items(ET.fromstring(first.content)) == []  # noqa: S314
    assert "<updated>2026-04-01T00:00:00+09:00</updated>" in first.text
    assert client.get(reverse("feed")).headers["ETag"] == first.headers["ETag"]


def test_the_feed_holds_fifty_updates_and_the_page_all(client, guideline, city_staff):
    confirmed("1-1", 0, city_staff, at=moment(2027, 4, 1))
    for number in range(1, 56):
        corrected(
            "1-1",
            number,
            city_staff,
            "数え直しました。",
            at=moment(2027, 5, 1, 12, number),
        )

    assert len(items(read_feed(client))) == 50
    assert client.get(reverse("updates")).text.count("を訂正しました") == 55


def test_every_page_leads_feed_readers_to_the_feed(client, guideline):
    html = client.get(reverse("about")).text

    assert '<link rel="alternate" type="application/atom+xml" href="/updates.atom"' in html
