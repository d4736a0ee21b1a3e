"""Publishing: what an edition holds, what makes figures final, and when it is refused."""

from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import connections

from indicators.models import Entry, Indicator, Target
from records.canonical import digest
from records.refusals import Refusal
from reports.editions.actions import publish_edition
from reports.editions.content import EditionContent
from reports.editions.snapshot import next_edition
from reports.models import Citation, Edition
from reports.models.report import MAX_LENGTH
from tests.figures import FY2026, FY2027, confirmed, corrected, draft, moment
from tests.reports.making import published, saved

pytestmark = pytest.mark.usefixtures("guideline")


def reported(edition: Edition, code: str):
    """Return what `edition` shows of the indicator `code`."""
    content = EditionContent.from_json(edition.content)
    return next(indicator for indicator in content.indicators if indicator.code == code)


def plan(code: str, **targets: int) -> None:
    """Let indicator `code` rise from 10 in FY2025 to 26 in FY2033."""
    Indicator.objects.filter(code=code).update(
        trend="increase", baseline_value=10, baseline_year=2025
    )
    Target.objects.create(
        indicator=Indicator.objects.get(code=code), fiscal_year=2033, value=Decimal(26)
    )


def test_first_edition_freezes_texts_and_figures(city_staff, center_staff):
    plan("1-1")
    entry = confirmed("1-1", 12, city_staff, at=moment(2027, 5, 10))

    edition = published(
        center_staff, at=moment(2027, 8, 1), sections={1: "交流会を開いた。"}, closing="以上です。"
    )

    content = EditionContent.from_json(edition.content)
    assert (edition.number, edition.published_by, edition.published_at) == (
        1,
        center_staff,
        moment(2027, 8, 1),
    )
    assert edition.sha256 == digest(Edition.objects.get().content)
    assert content.title == "菊川市協働の指針 進捗報告書 令和8年度（2026年度）"
    assert content.chapters[0].text == "交流会を開いた。"
    assert content.part_texts["closing"] == "以上です。"
    shown = reported(edition, "1-1")
    assert shown.verdict == "令和8年度の実績は12件です。めやす（12件）どおりで、順調です。".replace(
        "件", shown.unit
    )
    assert (shown.point.figure.entry_id, shown.point.figure.revision) == (entry.pk, 2)
    assert (shown.point.value, shown.point.expected) == (12, 12)
    assert shown.point.assessment.achievement == Decimal("12.5")


def test_edition_holds_every_word_of_the_guideline_that_it_shows(guideline, center_staff):
    edition = published(center_staff)
    Indicator.objects.update(name="あとで変えた名前", unit="あとで変えた単位")

    shown = reported(edition, "1-1")

    assert (shown.name, shown.unit) == ("市民協働センターによる交流機会の創出事業の実施回数", "回")


def test_edition_cites_the_confirmed_figures_of_its_year_only(city_staff, center_staff):
    confirmed("1-1", 10, city_staff)
    newest = corrected("1-1", 11, city_staff, "数え直しました。")
    absent = confirmed("1-2", None, city_staff, absence="pending")
    draft("2-1", 5, city_staff)
    confirmed("1-1", 20, city_staff, FY2027)

    edition = published(center_staff)

    cited = Citation.objects.filter(edition=edition).values_list("entry_id", flat=True)
    assert set(cited) == {newest.pk, absent.pk}


def test_figure_is_final_while_the_newest_edition_shows_it(city_staff, center_staff):
    def final() -> list[int]:
        entries = Entry.objects.with_finality().order_by("pk")
        return [entry.revision for entry in entries if entry.is_final]

    confirmed("1-1", 10, city_staff)
    assert final() == []
    published(center_staff)
    assert final() == [2]
    corrected("1-1", 11, city_staff, "数え直しました。")
    assert final() == [2]
    published(center_staff, change_note="1-1を訂正しました。")
    assert final() == [3]


def test_figure_of_the_reported_year_is_final_in_its_edition(city_staff, center_staff):
    confirmed("1-1", 10, city_staff)
    confirmed("1-1", 20, city_staff, FY2027)

    points = reported(published(center_staff, FY2027), "1-1").series.points

    assert [point.figure.is_final for point in points if point.figure] == [False, True]


def test_report_tells_nothing_of_later_years(city_staff, center_staff):
    confirmed("1-1", 10, city_staff)
    confirmed("1-1", 20, city_staff, FY2027)

    points = reported(published(center_staff), "1-1").series.points

    assert [(point.state.value, point.value) for point in points] == [("figure", 10)] + [
        ("not_due", None)
    ] * 7


def test_figure_that_is_not_confirmed_is_awaited_in_the_edition(city_staff, center_staff):
    draft("1-1", 10, city_staff)

    edition = published(center_staff, at=moment(2026, 11, 1))

    assert reported(edition, "1-1").point.state == "awaited"
    assert len(EditionContent.from_json(edition.content).open_indicators) == 10
    assert Citation.objects.count() == 0


def test_preview_and_edition_hold_the_same_substance(city_staff, center_staff):
    confirmed("1-1", 10, city_staff)
    report = saved(center_staff)
    at = moment(2027, 8, 1)

    preview = next_edition(FY2026, by=center_staff, at=at)
    edition = publish_edition(report=report, by=center_staff, seen_version=1, at=at)

    assert edition.content == preview.data


def test_correction_becomes_the_second_edition_and_leaves_the_first(city_staff, center_staff):
    confirmed("1-1", 10, city_staff)
    first = published(center_staff)
    before = Edition.objects.values().get()
    corrected("1-1", 11, city_staff, "数え直しました。")

    second = published(center_staff, change_note=" 1-1を訂正しました。\r\n ")

    assert (second.number, second.change_note) == (2, "1-1を訂正しました。")
    assert reported(second, "1-1").point.value == 11
    assert reported(second, "1-1").point.figure.corrections[0].reason == "数え直しました。"
    assert Edition.objects.values().get(pk=first.pk) == before


def test_second_edition_without_a_note_is_refused(center_staff):
    published(center_staff)

    with pytest.raises(Refusal, match="変更点"):
        published(center_staff, closing="書き足した。", change_note=" \n")

    assert Edition.objects.count() == 1


def test_note_that_is_too_long_is_refused(center_staff):
    published(center_staff)

    with pytest.raises(Refusal, match="2,000字以内"):
        published(center_staff, closing="書き足した。", change_note="あ" * 2001)


def test_edition_that_shows_nothing_new_is_refused(center_staff):
    published(center_staff)

    with pytest.raises(Refusal, match="第1版から変わったところがない"):
        published(center_staff, change_note="変えたつもり", at=moment(2028, 8, 1))

    assert Edition.objects.count() == 1


def test_time_and_later_years_figures_are_nothing_new(city_staff, center_staff):
    confirmed("1-1", 10, city_staff)
    published(center_staff)
    confirmed("1-1", 20, city_staff, FY2027)

    with pytest.raises(Refusal, match="第1版から変わったところがない"):
        published(center_staff, change_note="次の年度", at=moment(2031, 8, 1))


def test_report_without_an_introduction_is_refused(center_staff):
    with pytest.raises(Refusal, match="「はじめに」が空"):
        published(center_staff, introduction=" \n")

    assert Edition.objects.count() == 0


def test_draft_that_somebody_else_saved_meanwhile_is_refused(center_staff, administrator):
    report = saved(center_staff)
    saved(administrator, closing="書き足した。")

    with pytest.raises(Refusal, match="ほかの人が下書きを保存"):
        publish_edition(report=report, by=center_staff, seen_version=report.version)

    assert Edition.objects.count() == 0


def test_figures_that_moved_on_since_the_publisher_saw_them_are_refused(city_staff, center_staff):
    report = saved(center_staff)
    seen = next_edition(FY2026, by=center_staff, at=moment(2027, 7, 1)).substance
    confirmed("1-1", 10, city_staff)

    with pytest.raises(Refusal, match="実績値、指標の内容、画像のいずれかが変わりました"):
        publish_edition(report=report, by=center_staff, seen_version=1, seen_substance=seen)

    assert Edition.objects.count() == 0


def test_publishing_twice_makes_one_edition(center_staff):
    report = saved(center_staff)
    publish_edition(report=report, by=center_staff, seen_version=1)

    with pytest.raises(Refusal, match="第1版から変わったところがない"):
        publish_edition(report=report, by=center_staff, seen_version=1)

    assert Edition.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_publishing_at_the_same_moment_makes_one_edition(center_staff):
    report = saved(center_staff)
    start, outcomes = Barrier(2), []

    def publish() -> None:
        start.wait()
        try:
            publish_edition(report=report, by=center_staff, seen_version=1)
            outcomes.append("published")
        except Refusal:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [Thread(target=publish) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["published", "refused"]
    assert [edition.number for edition in Edition.objects.all()] == [1]


def test_failure_in_the_middle_publishes_nothing(city_staff, center_staff, monkeypatch):
    confirmed("1-1", 10, city_staff)
    report = saved(center_staff)
    monkeypatch.setattr(Citation.objects, "bulk_create", lambda _: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        publish_edition(report=report, by=center_staff, seen_version=1)

    assert Edition.objects.count() == 0


def test_edition_of_the_greatest_length_is_published(center_staff):
    longest = "あ" * MAX_LENGTH

    edition = published(
        center_staff,
        introduction=longest,
        sections=dict.fromkeys(range(1, 6), longest),
        closing=longest,
    )

    assert edition.sha256 == digest(Edition.objects.get().content)
