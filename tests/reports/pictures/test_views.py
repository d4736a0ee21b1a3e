"""The pages on which writers add pictures, and the addresses at which residents see them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import DraftPicture
from reports.pictures.actions import remove_picture
from tests.figures import FY2027
from tests.pages import parsed
from tests.reports.drawings import drawn, file_of, noise, picture_file, png_of_size
from tests.reports.making import pictured, published, said, saved

pytestmark = pytest.mark.usefixtures("guideline", "summer_2027")

PICTURES = "/staff/reports/2026/pictures/"
SAMPLE_BANNER = 1
PLACED = "話す会の様子です。\n\n【画像1】"


def upload(file: bytes, name: str = "写真.jpg", content_type: str = "image/jpeg", **said: str):
    """Return what the form posts."""
    return {"file": SimpleUploadedFile(name, file, content_type), "alt": "机を囲む六人", **said}


def public(picture) -> str:
    """Return the public address of a picture of FY2026."""
    return f"/reports/2026/pictures/{picture.sha256}.png"


def test_a_picture_is_added_and_listed_with_the_line_to_copy(center_client):
    response = center_client.post(PICTURES, upload(picture_file(), caption="話す会"), follow=True)

    picture = DraftPicture.objects.get()
    assert response.redirect_chain == [(PICTURES, 302)]
    assert said(response) == ["【画像1】を追加しました。文章に入れるまで、どこにも表示されません。"]
    assert f'src="{picture.address}" alt="机を囲む六人"' in response.text
    assert "見せたいところに「【画像1】」と一行で書いてください。" in response.text


def test_the_list_says_in_which_texts_a_picture_stands(center_client, center_staff):
    pictured(center_staff)
    saved(center_staff, sections={1: PLACED, 2: "文中の【画像1】"}, voices=PLACED)

    (found,) = center_client.get(PICTURES).context["listed"]

    assert found.places == ["方向性1. 多様な主体をつなぐコーディネート", "声と事例"]


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "この種類のファイルは使えません。"),
        (file_of(drawn(mode="P"), "GIF"), "この種類のファイルは使えません。"),
        (b"GIF89a/*\xff\xd8\xff*/=1;alert(1)", "この種類のファイルは使えません。"),
        (file_of(noise((64, 48)), "PNG")[:500], "画像を読み取れませんでした。"),
        (png_of_size(50_000, 50_000), "画像の縦横が大きすぎます。"),
        (bytes(11 * 1024 * 1024), "画像のファイルが大きすぎます。"),
        (b"", "入力されたファイルは空です。"),
    ],
    ids=["svg", "gif", "polyglot", "cut off", "bomb", "11 MB", "empty"],
)
def test_a_file_that_cannot_be_used_is_explained_and_what_was_typed_stays(
    center_client, file, message
):
    response = center_client.post(PICTURES, upload(file, "写真.png", "image/png", caption="話す会"))

    form = response.context["form"]
    assert response.status_code == 200
    assert [error.startswith(message) for error in form.errors["file"]] == [True]
    assert (form["alt"].value(), form["caption"].value()) == ("机を囲む六人", "話す会")
    assert message in response.text
    assert DraftPicture.objects.count() == 0


@pytest.mark.parametrize("name", ["../../etc/passwd", "a.svg", "写真", "x" * 300 + ".php"])
def test_the_name_of_a_file_means_nothing(center_client, name):
    center_client.post(PICTURES, upload(picture_file(), name, "text/html"))

    assert [picture.media_type for picture in DraftPicture.objects.all()] == ["image/png"]


def test_a_picture_without_alternative_text_is_not_added(center_client):
    response = center_client.post(PICTURES, upload(picture_file(), alt="　"))

    assert list(response.context["form"].errors) == ["alt"]
    assert DraftPicture.objects.count() == 0


def test_a_picture_that_is_there_already_is_explained(center_client, center_staff):
    pictured(center_staff)

    response = center_client.post(PICTURES, upload(picture_file()))

    assert response.context["form"].non_field_errors() == [
        "同じ画像が、【画像1】としてすでに追加されています。"
    ]


def test_what_is_said_of_a_picture_stays_text_everywhere(center_client, client):
    attack = '"><script>alert(1)</script>'
    center_client.post(PICTURES, upload(picture_file(), alt=attack, caption=attack))
    picture = DraftPicture.objects.get()
    published(picture.added_by, voices=PLACED)

    for browser, address in [
        (center_client, PICTURES),
        (center_client, f"{PICTURES}1/"),
        (center_client, "/staff/reports/2026/"),
        (center_client, "/staff/reports/2026/preview/"),
        (client, "/reports/2026/"),
    ]:
        assert "<script>alert" not in browser.get(address).text, address


def test_a_description_is_written_anew(center_client, center_staff):
    pictured(center_staff)

    response = center_client.post(
        f"{PICTURES}1/", {"alt": "机を囲む八人", "caption": "六月"}, follow=True
    )

    assert said(response) == ["【画像1】の説明を保存しました。"]
    assert DraftPicture.objects.values_list("alt", "caption").get() == ("机を囲む八人", "六月")


def test_a_description_that_is_missing_is_asked_for(center_client, center_staff):
    pictured(center_staff)

    response = center_client.post(f"{PICTURES}1/", {"alt": "", "caption": "六月"})

    assert list(response.context["form"].errors) == ["alt"]
    assert response.context["form"]["caption"].value() == "六月"
    assert DraftPicture.objects.get().alt == "机を囲む六人"


def test_removing_says_first_where_the_picture_stands(center_client, center_staff):
    pictured(center_staff)
    saved(center_staff, voices=PLACED)

    page = center_client.get(f"{PICTURES}1/").text

    assert "【画像1】は、下書きの次の文章に入っています。" in page
    assert "<li>声と事例</li>" in page


def test_a_picture_is_removed_once(center_client, center_staff):
    pictured(center_staff)

    first = center_client.post(f"{PICTURES}1/remove/", follow=True)
    second = center_client.post(f"{PICTURES}1/remove/", follow=True)

    assert (said(first), said(second)) == (["【画像1】を削除しました。"], [])
    assert DraftPicture.objects.count() == 0
    assert center_client.get(f"{PICTURES}1/").status_code == 404


def test_another_years_picture_is_not_at_hand(center_client, center_staff):
    picture = pictured(center_staff, year=FY2027)

    assert center_client.get(f"{PICTURES}1/").status_code == 404
    assert center_client.get(f"{PICTURES}{picture.sha256}.png").status_code == 404
    center_client.post(f"{PICTURES}1/remove/")
    assert DraftPicture.objects.count() == 1


def test_writers_see_a_drafts_picture_and_residents_do_not(
    center_client, client, city_client, center_staff
):
    picture = pictured(center_staff)
    saved(center_staff, voices=PLACED)

    response = center_client.get(picture.address)

    assert (response.content, response["Content-Type"]) == (bytes(picture.data), "image/png")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert client.get(picture.address).status_code == 302
    assert city_client.get(picture.address).status_code == 403
    assert client.get(public(picture)).status_code == 404


def test_residents_get_a_published_picture_to_keep(client, center_staff):
    picture = pictured(center_staff)
    published(center_staff, voices=PLACED)
    remove_picture(picture=DraftPicture.objects.get(), by=center_staff)

    response = client.get(public(picture))

    assert response.content == bytes(picture.data)
    assert {
        name: response[name]
        for name in ("Content-Type", "ETag", "Cache-Control", "X-Content-Type-Options")
    } == {
        "Content-Type": "image/png",
        "ETag": f'"{picture.sha256}"',
        "Cache-Control": "public, max-age=31536000, immutable",
        "X-Content-Type-Options": "nosniff",
    }
    assert response.cookies == {}
    again = client.get(public(picture), headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_only_what_stands_in_that_years_editions_is_public(client, center_staff):
    placed, unplaced = pictured(center_staff, 0), pictured(center_staff, 1)
    published(center_staff, voices=PLACED)
    later = pictured(center_staff, 2)
    saved(center_staff, voices="【画像3】")

    assert client.get(public(placed)).status_code == 200
    for address in [
        public(unplaced),
        public(later),
        public(placed).replace("2026", "2027"),
        public(placed).replace(".png", ".jpg"),
        public(placed).replace(".png", ".svg"),
        public(placed).replace(".png", ""),
        public(placed).replace(placed.sha256, placed.sha256.upper()),
        "/reports/2026/pictures/%00.png",
        "/reports/2026/pictures/",
    ]:
        assert client.get(address).status_code == 404, address
    assert client.post(public(placed)).status_code == 405


def test_a_public_picture_takes_one_query(client, center_staff):
    picture = pictured(center_staff)
    published(center_staff, voices=PLACED)

    with CaptureQueriesContext(connection) as asked:
        client.get(public(picture))

    assert len(asked) == 1


def test_the_report_shows_its_pictures_and_the_preview_the_drafts(
    client, center_client, center_staff
):
    picture = pictured(center_staff, caption="話す会")
    saved(center_staff, sections={1: PLACED}, voices="【画像9】")
    preview = center_client.get("/staff/reports/2026/preview/").text
    published(center_staff)
    page = client.get("/reports/2026/").text

    figure = (
        '<figure><img src="{}" alt="机を囲む六人" width="64" height="48" loading="lazy">'
        "<figcaption>話す会</figcaption></figure>"
    )
    assert figure.format(picture.address) in preview
    assert figure.format(public(picture)) in page
    (report,) = parsed(page).select("article")
    assert "/staff/" not in str(report)
    assert "<p>【画像9】</p>" in page


def test_an_earlier_save_shows_its_pictures_too(center_client, center_staff):
    picture = pictured(center_staff)
    saved(center_staff, voices=PLACED)

    assert f'src="{picture.address}"' in center_client.get("/staff/reports/2026/drafts/1/").text


def test_pages_take_the_same_number_of_queries_however_many_pictures_there_are(
    client, center_client, center_staff
):
    def queries(browser, address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get(address)
        return len(asked)

    pages = [
        (center_client, PICTURES),
        (center_client, f"{PICTURES}1/"),
        (center_client, "/staff/reports/2026/publish/"),
        (client, "/reports/2026/"),
    ]
    pictured(center_staff, 0)
    published(center_staff, voices="【画像1】")
    few = [queries(*page) for page in pages]
    for seed in (1, 2, 3):
        pictured(center_staff, seed)
    published(
        center_staff,
        voices="【画像1】\n【画像2】\n【画像3】\n【画像4】",
        change_note="足しました。",
    )

    assert [queries(*page) for page in pages] == few
    assert few[-1] == 3 + SAMPLE_BANNER


def test_saving_can_lead_to_the_pictures(center_client):
    response = center_client.post(
        "/staff/reports/2026/", {"seen_version": 0, "introduction": "前書き", "pictures": ""}
    )

    assert response["Location"] == PICTURES
