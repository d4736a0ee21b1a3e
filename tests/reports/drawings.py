"""Pictures for tests, drawn here: small, of every kind, and with everything that may be in them."""

import io
import struct
import zlib

from PIL import Image

PLACE = b"35.7636N 138.0839E"


def drawn(size: tuple[int, int] = (64, 48), mode: str = "RGB", seed: int = 0) -> Image.Image:
    """Return an image in which no two corners are alike; another `seed` is another image."""
    image = Image.new("RGB", size, "#e6f5ec")
    for place, colour in enumerate(["#ff0000", "#00ff00", "#0000ff"], start=seed):
        left = place % 4 * size[0] // 4
        image.paste(colour, (left, 0, left + size[0] // 4, size[1] // 3))
    return image.convert(mode)


def file_of(image: Image.Image, kind: str, **options) -> bytes:
    """Return `image` as a file of the kind `kind`."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def picture_file(seed: int = 0, kind: str = "PNG") -> bytes:
    """Return a small picture; another `seed` is another picture."""
    return file_of(drawn(seed=seed), kind)


def opened(data: bytes) -> Image.Image:
    """Return the image in a file."""
    return Image.open(io.BytesIO(data))


def colour(data: bytes, at: tuple[int, int] = (0, 0)) -> tuple[int, ...]:
    """Return red, green, blue and, where there is one, the opacity of a pixel of a file."""
    image = opened(data)
    pixel = image.convert("RGBA" if "A" in image.mode else "RGB").getpixel(at)
    return pixel if isinstance(pixel, tuple) else ()


def noise(size: tuple[int, int]) -> Image.Image:
    """Return an image that compresses badly, the same every time."""
    bands = [Image.effect_noise((size[0] // 2, size[1] // 2), 90).resize(size) for _ in range(3)]
    return Image.merge("RGB", bands)


def png_of_size(width: int, height: int) -> bytes:
    """Return a PNG that says it has this size, with next to nothing in it: a bomb."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000)))
    )
