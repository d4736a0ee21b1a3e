"""Pictures of a draft: added with a number, described, removed; and what an edition keeps."""

import hashlib
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connections, transaction

from records.refusals import Refusal
from reports.drafts.queries import read_draft
from reports.editions.actions import publish_edition
from reports.editions.content import EditionContent
from reports.editions.snapshot import next_edition
from reports.models import DraftPicture, Edition, PublishedPicture, Report
from reports.models.picture import MAX_ALT, MAX_CAPTION
from reports.pictures import actions
from reports.pictures.actions import add_picture, describe_picture, remove_picture
from reports.pictures.files import UnusablePicture
from reports.pictures.queries import picture_bytes
from reports.writing.years import ReportState, report_years
from tests.figures import FY2026, FY2027, moment
from tests.reports.drawings import picture_file
from tests.reports.making import pictured, published, saved

pytestmark = pytest.mark.usefixtures("guideline")

PLACED = "話す会の様子です。\n\n【画像1】"


def shown(edition: Edition):
    """Return what `edition` shows of its pictures."""
    return [
        (picture.number, picture.alt, picture.caption)
        for picture in EditionContent.from_json(edition.content).pictures
    ]


def test_a_picture_can_come_before_the_first_text(center_staff):
    picture = pictured(center_staff, caption="話す会", at=moment(2027, 6, 1))

    assert (picture.number, picture.mark, picture.alt) == (1, "【画像1】", "机を囲む六人")
    assert (picture.added_by, picture.added_at) == (center_staff, moment(2027, 6, 1))
    assert picture.sha256 == hashlib.sha256(picture.data).hexdigest()
    assert [line.state for line in report_years(moment(2027, 6, 2))[:2]] == [
        ReportState.DRAFT,
        ReportState.NOT_STARTED,
    ]
    assert saved(center_staff).version == 1


def test_numbers_go_up_in_each_report_and_are_never_given_again(center_staff):
    first, second = pictured(center_staff, 0), pictured(center_staff, 1)
    remove_picture(picture=second, by=center_staff)

    third = pictured(center_staff, 1)

    assert [picture.number for picture in (first, second, third)] == [1, 2, 3]
    assert pictured(center_staff, 0, FY2027).number == 1


def test_the_same_picture_is_not_added_twice(center_staff):
    pictured(center_staff)

    with pytest.raises(Refusal, match="同じ画像が、【画像1】として"):
        pictured(center_staff, alt="別の言い方")

    assert [picture.alt for picture in DraftPicture.objects.all()] == ["机を囲む六人"]


@pytest.mark.django_db(transaction=True)
def test_two_pictures_added_at_the_same_moment_get_two_numbers(center_staff, administrator):
    start = Barrier(2)

    def add(by, seed: int) -> None:
        start.wait()
        try:
            pictured(by, seed)
        finally:
            connections.close_all()

    threads = [Thread(target=add, args=pair) for pair in [(center_staff, 0), (administrator, 1)]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(picture.number for picture in DraftPicture.objects.all()) == [1, 2]


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"alt": " \n　"}, "代替テキストに"),
        ({"alt": "あ" * (MAX_ALT + 1)}, "300字まで"),
        ({"alt": "あ", "caption": "あ" * (MAX_CAPTION + 1)}, "200字まで"),
    ],
)
def test_a_picture_without_a_usable_description_is_refused(center_staff, said, refusal):
    with pytest.raises(Refusal, match=refusal):
        add_picture(year=FY2026, file=picture_file(), by=center_staff, **said)

    assert (DraftPicture.objects.count(), Report.objects.count()) == (0, 0)


def test_a_file_that_is_no_picture_makes_no_report(center_staff):
    with pytest.raises(UnusablePicture):
        add_picture(year=FY2026, file=b"<svg/>", alt="図", by=center_staff)

    assert Report.objects.count() == 0


def test_too_many_pictures_are_refused(center_staff, monkeypatch):
    monkeypatch.setattr(actions, "MAX_PICTURES", 1)
    pictured(center_staff, 0)

    with pytest.raises(Refusal, match="1枚まで"):
        pictured(center_staff, 1)


def test_the_database_refuses_a_picture_without_alternative_text(center_staff):
    picture = pictured(center_staff)

    with pytest.raises(IntegrityError), transaction.atomic():
        DraftPicture.objects.filter(pk=picture.pk).update(alt="")


def test_a_description_is_kept_on_one_line_and_can_be_written_anew(center_staff, administrator):
    picture = pictured(center_staff)

    described = describe_picture(
        picture=picture, alt=" 机を\r\n囲む八人 ", caption="", by=administrator
    )

    assert (described.alt, DraftPicture.objects.get().alt) == ("机を 囲む八人",) * 2
    assert Report.objects.get().updated_by == administrator
    with pytest.raises(Refusal):
        describe_picture(picture=described, alt="", caption="", by=administrator)
    assert DraftPicture.objects.get().alt == "机を 囲む八人"


def test_a_removed_picture_leaves_nothing_of_its_file(center_staff):
    picture = pictured(center_staff)

    remove_picture(picture=picture, by=center_staff)

    assert DraftPicture.objects.count() == 0
    with pytest.raises(LookupError):
        picture_bytes(picture.sha256)


def test_an_edition_fixes_the_pictures_that_its_texts_show(center_staff):
    pictured(center_staff, 0, caption="話す会")
    pictured(center_staff, 1, alt="どこにもない画像")

    edition = published(center_staff, voices=PLACED)

    picture = DraftPicture.objects.get(number=1)
    assert edition.content["schema"] == 2
    assert edition.content["voices"] == PLACED
    assert edition.content["pictures"] == [
        {
            "number": 1,
            "sha256": picture.sha256,
            "media_type": "image/png",
            "width": 64,
            "height": 48,
            "alt": "机を囲む六人",
            "caption": "話す会",
        }
    ]
    assert [kept.sha256 for kept in PublishedPicture.objects.all()] == [picture.sha256]
    assert picture_bytes(picture.sha256) == (bytes(picture.data), "image/png")


def test_what_a_draft_does_later_leaves_the_edition_as_it_is(center_staff):
    picture = pictured(center_staff)
    edition = published(center_staff, voices=PLACED)
    describe_picture(picture=picture, alt="言い直した", caption="", by=center_staff)
    remove_picture(picture=picture, by=center_staff)

    assert shown(Edition.objects.get()) == [(1, "机を囲む六人", "")]
    assert picture_bytes(edition.content["pictures"][0]["sha256"])[1] == "image/png"


def test_a_new_description_is_something_new_to_publish(center_staff):
    picture = pictured(center_staff)
    published(center_staff, voices=PLACED)
    with pytest.raises(Refusal, match="第1版から変わったところがない"):
        published(center_staff, change_note="何も")
    describe_picture(picture=picture, alt="机を囲む八人", caption="", by=center_staff)

    second = published(center_staff, change_note="代替テキストを直しました。")

    assert shown(second) == [(1, "机を囲む八人", "")]
    assert PublishedPicture.objects.count() == 1


def test_a_picture_described_anew_since_the_publisher_looked_is_refused(center_staff):
    picture = pictured(center_staff)
    report = saved(center_staff, voices=PLACED)
    seen = next_edition(FY2026, by=center_staff, at=moment(2027, 7, 1)).substance
    describe_picture(picture=picture, alt="言い直した", caption="", by=center_staff)

    with pytest.raises(Refusal, match="画像のいずれかが変わりました"):
        publish_edition(report=report, by=center_staff, seen_version=1, seen_substance=seen)


def test_a_picture_whose_file_is_damaged_is_not_published(center_staff):
    picture = pictured(center_staff)
    DraftPicture.objects.filter(pk=picture.pk).update(data=bytes(picture.data)[:-1])

    with pytest.raises(Refusal, match="【画像1】のファイルが壊れています"):
        published(center_staff, voices=PLACED)

    assert (Edition.objects.count(), PublishedPicture.objects.count()) == (0, 0)


def test_two_years_reports_keep_the_same_picture_each_for_itself(center_staff):
    pictured(center_staff)
    pictured(center_staff, year=FY2027)
    published(center_staff, voices=PLACED)
    published(center_staff, FY2027, voices=PLACED)

    assert PublishedPicture.objects.count() == 2


def test_voices_are_a_part_like_any_other(center_staff, administrator):
    begun = saved(center_staff, voices="元の声").version
    saved(center_staff, closing="締め", seen_version=begun)

    saved(administrator, voices="新しい声", closing="", seen_version=begun)

    assert read_draft(FY2026).texts.parts == {
        "introduction": "令和8年度の取組を報告します。",
        "voices": "新しい声",
        "closing": "締め",
    }
