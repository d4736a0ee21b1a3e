"""An uploaded picture made anew: what is kept of it, what is not, and what is refused."""

import io
import time
import tracemalloc

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from reports.pictures.files import (
    GOAL_BYTES,
    LONGEST_EDGE,
    MAX_BYTES,
    MAX_PIXELS,
    UnusablePicture,
    reencode,
)
from tests.reports.drawings import PLACE, colour, drawn, file_of, noise, opened, png_of_size

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="x()"><rect/></svg>'
SCRIPT = b"<script>alert(1)</script>"
KIND = "JPEG、PNG、WebPの画像を選んでください"
BROKEN = "画像を読み取れませんでした"
TOO_LARGE = "5,000万画素"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_accepted_kind_becomes_a_kind_that_every_pdf_can_hold(kind):
    picture = reencode(file_of(drawn(), kind))

    image = opened(picture.data)
    assert image.size == (picture.width, picture.height) == (64, 48)
    assert (image.format, picture.media_type) in [("JPEG", "image/jpeg"), ("PNG", "image/png")]


def test_the_same_file_becomes_the_same_picture():
    assert reencode(file_of(drawn(), "PNG")).sha256 == reencode(file_of(drawn(), "PNG")).sha256


def test_nothing_that_came_beside_the_pixels_is_kept():
    exif = Image.Exif()
    exif[0x010F] = "Camera of the Center"
    exif[0x9286] = PLACE.decode()
    exif.get_ifd(0x8825)[2] = (35.0, 45.0, 49.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    photo = file_of(
        noise((200, 150)), "JPEG", exif=exif, icc_profile=profile, comment=b"secret remark"
    )
    assert PLACE in photo
    assert b"Camera of the Center" in photo

    picture = reencode(photo)

    kept = opened(picture.data)
    assert dict(kept.getexif()) == {}
    assert set(kept.info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }
    for secret in (PLACE, b"Camera", b"secret", b"Exif", b"ICC_PROFILE"):
        assert secret not in picture.data


def test_texts_in_a_png_are_not_kept():
    notes = PngInfo()
    notes.add_text("Author", "somebody")
    notes.add_itxt("GPS", PLACE.decode())

    picture = reencode(file_of(drawn(), "PNG", pnginfo=notes))

    assert opened(picture.data).info == {}
    assert b"somebody" not in picture.data


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_however_the_camera_was_held(orientation):
    turns = {
        1: [], 2: ["FLIP_LEFT_RIGHT"], 3: ["ROTATE_180"], 4: ["FLIP_TOP_BOTTOM"],
        5: ["TRANSPOSE"], 6: ["ROTATE_90"], 7: ["TRANSVERSE"], 8: ["ROTATE_270"],
    }  # fmt: skip
    upright = drawn()
    held = upright
    for turn in turns[orientation]:
        held = held.transpose(Image.Transpose[turn])
    exif = Image.Exif()
    exif[0x0112] = orientation

    picture = reencode(file_of(held, "PNG", exif=exif))

    assert opened(picture.data).tobytes() == upright.tobytes()


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_notes_of_the_camera_that_nobody_can_read_do_no_harm():
    exif = b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\xff\xff\x01\x12"

    assert reencode(file_of(noise((64, 48)), "JPEG", exif=exif)).width == 64


def test_colours_of_another_profile_are_turned_into_srgb():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"----").replace(b"gXYZ", b"rXYZ").replace(b"----", b"gXYZ")

    red, green, blue = colour(reencode(file_of(drawn(), "PNG", icc_profile=swapped)).data)

    assert (red < 60, green > 240, blue < 60) == (True, True, True)


def test_a_broken_profile_means_nothing():
    picture = reencode(file_of(drawn(), "PNG", icc_profile=b"no profile at all"))

    assert colour(picture.data) == (255, 0, 0)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "RGBA", "RGB"])
def test_every_mode_of_a_png_can_be_read(mode):
    white = Image.new(mode, (8, 8), 65535 if mode == "I;16" else "white")

    assert colour(reencode(file_of(white, "PNG")).data, (4, 4)) == (255, 255, 255)


def test_a_photograph_for_print_is_turned_into_rgb():
    assert opened(reencode(file_of(drawn(mode="CMYK"), "JPEG")).data).mode == "RGB"


def test_what_one_can_see_through_stays_so():
    image = Image.new("RGBA", (40, 30), (255, 0, 0, 0))

    assert colour(reencode(file_of(image, "PNG")).data)[3] == 0


def test_a_heavy_picture_that_one_can_see_through_stands_on_white():
    image = noise((800, 600)).convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 100, 100))

    picture = reencode(file_of(image, "PNG", compress_level=1))

    assert picture.media_type == "image/jpeg"
    assert min(colour(picture.data, (5, 5))) > 240


@pytest.mark.parametrize(
    ("size", "kept"),
    [((2000, 1000), (1600, 800)), ((500, 4000), (200, 1600)), ((1600, 20), (1600, 20))],
)
def test_the_longest_edge_is_bounded_and_the_shape_kept(size, kept):
    picture = reencode(file_of(drawn(size), "PNG"))

    assert (picture.width, picture.height) == kept


def test_the_heaviest_picture_becomes_light():
    picture = reencode(file_of(noise((1600, 1200)), "JPEG", quality=90))

    assert len(picture.data) <= GOAL_BYTES
    assert picture.media_type == "image/jpeg"
    assert 600 < picture.width <= LONGEST_EDGE


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_is_hidden_behind_the_pixels_of_a_polyglot_is_gone(kind):
    for file in (file_of(drawn(), kind) + SCRIPT, file_of(drawn(), kind) + b"PK\x03\x04" + SCRIPT):
        assert SCRIPT not in reencode(file).data


def test_a_script_in_front_of_the_pixels_is_gone():
    polyglot = file_of(noise((64, 48)), "JPEG", comment=b"*/=1;" + SCRIPT + b"/*")
    assert SCRIPT in polyglot

    assert SCRIPT not in reencode(polyglot).data


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"not a picture",
        SVG,
        b"\xef\xbb\xbf" + SVG,
        SCRIPT + file_of(drawn(), "PNG"),
        file_of(drawn(mode="P"), "GIF"),
        file_of(drawn(), "BMP"),
        file_of(drawn(), "TIFF"),
        file_of(drawn(), "ICO"),
        b"%PDF-1.7\n",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"PK\x03\x04" + bytes(100),
        b"\x00\x00\x00\x18ftypheic" + bytes(100),
    ],
    ids=lambda file: repr(file[:12]),
)
def test_a_file_of_another_kind_is_refused_whatever_its_name(file):
    with pytest.raises(UnusablePicture, match=KIND):
        reencode(file)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_a_file_that_was_cut_off_is_refused(kind, share):
    whole = file_of(noise((200, 150)), kind)

    with pytest.raises(UnusablePicture, match=BROKEN):
        reencode(whole[: max(20, int(len(whole) * share))])


def test_a_file_with_a_damaged_middle_is_refused():
    damaged = bytearray(file_of(noise((200, 150)), "PNG"))
    damaged[2000:2100] = bytes(100)

    with pytest.raises(UnusablePicture, match=BROKEN):
        reencode(bytes(damaged))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(kind):
    moving = file_of(drawn(), kind, save_all=True, append_images=[drawn(seed=1)])

    with pytest.raises(UnusablePicture, match="動く画像"):
        reencode(moving)


def test_the_first_of_the_pictures_that_some_telephones_put_into_a_jpeg_is_kept():
    several = file_of(noise((64, 48)), "MPO", save_all=True, append_images=[drawn((32, 24))])

    assert (reencode(several).width, reencode(several).height) == (64, 48)


@pytest.mark.parametrize(
    ("width", "height"),
    [(50_000, 50_000), (10_000, 10_000), (MAX_PIXELS + 1, 1), (2**31 - 1, 2**31 - 1)],
)
def test_a_picture_bomb_is_refused_by_its_header(width, height):
    bomb = png_of_size(width, height)
    tracemalloc.start()
    begun = time.perf_counter()

    with pytest.raises(UnusablePicture, match=TOO_LARGE):
        reencode(bomb)

    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    assert time.perf_counter() - begun < 1
    tracemalloc.stop()


def test_a_jpeg_that_claims_to_be_a_bomb_is_refused_by_its_header():
    small = bytearray(file_of(drawn(), "JPEG"))
    frame = small.index(b"\xff\xc0")
    small[frame + 5 : frame + 9] = b"\xff\xff\xff\xff"

    with pytest.raises(UnusablePicture, match=TOO_LARGE):
        reencode(bytes(small))


def test_a_text_that_unpacks_to_much_more_than_it_weighs_is_refused():
    bomb = PngInfo()
    bomb.add_text("Comment", "a" * 2_000_000, zip=True)

    with pytest.raises(UnusablePicture, match=BROKEN):
        reencode(file_of(drawn(), "PNG", pnginfo=bomb))


def test_a_file_of_eleven_megabytes_is_refused_unread():
    assert MAX_BYTES == 10 * 1024 * 1024
    with pytest.raises(UnusablePicture, match="10MBまで"):
        reencode(file_of(drawn(), "PNG") + bytes(11 * 1024 * 1024))


def test_pillow_itself_would_refuse_to_warn_only():
    with pytest.raises((Image.DecompressionBombError, Image.DecompressionBombWarning)):
        Image.open(io.BytesIO(png_of_size(10_000, 10_000)))
