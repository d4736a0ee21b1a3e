"""An uploaded picture, encoded again from its pixels alone. Pure.

The kind of a file is read from its content, never from its name or from what the browser says.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageFile, ImageOps

from records.refusals import Refusal

ACCEPTED = ("JPEG", "PNG", "WEBP")
"""The decoders that are tried. That of JPEG passes the files of some telephones on to MPO."""

BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"RIFF")
"""How files of those kinds begin. A file that begins so and cannot be read is broken."""

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 50_000_000
"""The size of pictures from good telephones. A larger one is refused before it is decoded."""

LONGEST_EDGE = 1600
GOAL_BYTES = 400_000
QUALITIES = (85, 78, 70, 60)
SHRINKING = 0.8
"""A picture that is too heavy at every quality is made smaller by this factor, repeatedly."""

COLOURS_OF_A_DRAWING = 4096
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}


# Once for the whole process: a filter set for each picture would not be safe between threads.
warnings.simplefilter("error", Image.DecompressionBombWarning)


class UnusablePicture(Refusal):
    """A file that is not a usable picture; the message says what the person can do."""


@dataclass(frozen=True)
class PictureFile:
    """A picture as the portal keeps it."""

    data: bytes
    media_type: str
    width: int
    height: int

    @property
    def sha256(self) -> str:
        """The digest under which it is kept."""
        return hashlib.sha256(self.data).hexdigest()


def reencode(file: bytes) -> PictureFile:
    """Return the picture in `file`: upright, in sRGB, at most 1600 pixels long and 400 kB heavy.

    Raises UnusablePicture for a file that is not a still JPEG, PNG or WebP, or is too large.
    """
    if len(file) > MAX_BYTES:
        raise UnusablePicture(_("画像のファイルが大きすぎます。10MBまでの画像を選んでください。"))
    image = _decoded(_opened(file))
    while True:
        for kept in _encodings(image):
            if len(kept.data) <= GOAL_BYTES:
                return kept
        edge = max(image.size) * SHRINKING
        image.thumbnail((edge, edge), Image.Resampling.LANCZOS)


def _opened(file: bytes) -> Image.Image:
    """Return the image of `file`, of which only the header was read."""
    try:
        image: Image.Image = Image.open(io.BytesIO(file), formats=ACCEPTED)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except Exception as error:
        if file.startswith(BEGINNINGS):
            raise _broken() from error
        raise UnusablePicture(
            _(
                "この種類のファイルは使えません。JPEG、PNG、WebPの画像を選んでください"
                "（iPhoneのHEICやSVG、GIFは、JPEGかPNGで保存し直すと使えます）。"
            )
        ) from error
    if image.width * image.height > MAX_PIXELS:
        raise _too_many_pixels()
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise UnusablePicture(_("動く画像は使えません。止まっている画像を選んでください。"))
    return image


def _too_many_pixels() -> UnusablePicture:
    return UnusablePicture(
        _("画像の縦横が大きすぎます。5,000万画素までに縮小してから選んでください。")
    )


def _decoded(image: Image.Image) -> Image.Image:
    """Return the pixels of `image`: upright, in sRGB, with the longest edge bounded."""
    try:
        if isinstance(image, ImageFile.ImageFile):
            image.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))  # JPEG decodes no more than needed
        image.load()
        profile = image.info.get("icc_profile")
        upright = _in_srgb(_in_eight_bits(_upright(image)), profile)
        upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
    except Exception as error:
        raise _broken() from error
    return upright


def _broken() -> UnusablePicture:
    return UnusablePicture(
        _(
            "画像を読み取れませんでした。ファイルが途中で切れているか、壊れています。"
            "元の画像を開いて確かめ、選び直してください。"
        )
    )


def _upright(image: Image.Image) -> Image.Image:
    """Return `image` turned as its EXIF says, or as it is where the EXIF cannot be read."""
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # noqa: BLE001 - broken EXIF says nothing about the pixels
        return image


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Return `image` with eight bits a channel. PNG files with sixteen are scaled."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda level: level / 256).convert("L")
    if image.mode in ("P", "PA", "LA", "La", "RGBa") or "transparency" in image.info:
        return image.convert("RGBA")
    return image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return `image` in RGB, with its colours converted from `profile`, which is not kept."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            meant = ImageCms.profileToProfile(
                image, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=mode
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            meant = None  # The profile is broken: the colours are taken as they are.
        if meant is not None:
            return meant
    return image.convert(mode)


def _encodings(image: Image.Image) -> Iterator[PictureFile]:
    """Yield `image` encoded, the best first: drawings as PNG, everything else as JPEG."""
    see_through = image.mode == "RGBA" and image.getchannel("A").getextrema() != (255, 255)
    if see_through:
        yield _saved(image, "image/png", optimize=True)
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    image = image.convert("RGB")
    if not see_through and image.getcolors(maxcolors=COLOURS_OF_A_DRAWING) is not None:
        yield _saved(image, "image/png", optimize=True)
    for quality in QUALITIES:
        yield _saved(image, "image/jpeg", quality=quality, optimize=True, progressive=True)


def _saved(image: Image.Image, media_type: str, **options: Any) -> PictureFile:
    """Return `image` as a file that holds its pixels and no metadata."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    out = io.BytesIO()
    bare.save(out, FORMATS[media_type], **options)
    return PictureFile(out.getvalue(), media_type, image.width, image.height)
