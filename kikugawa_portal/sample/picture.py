"""The picture of the sample report: people around a table, drawn with plain shapes."""

import io
import math

from PIL import Image, ImageDraw

SIZE = (960, 540)
DRAWN_AT = 3
"""It is drawn this many times larger and scaled down, so that its edges are smooth."""

FLOOR, TABLE, PAPER, NOTE = "#e6f5ec", "#9bd4b5", "#ffffff", "#ffd43d"
PEOPLE = ("#115a36", "#259d63", "#264af4", "#c74700", "#806300", "#4d4d4d")


def sample_picture() -> bytes:
    """Return the picture as a PNG file."""
    width, height = (edge * DRAWN_AT for edge in SIZE)
    image = Image.new("RGB", (width, height), FLOOR)
    draw = ImageDraw.Draw(image)
    x, y, table = width / 2, height / 2, height * 0.28
    draw.circle((x, y), table, fill=TABLE)
    draw.rectangle((x - table * 0.5, y - table * 0.35, x + table * 0.5, y + table * 0.35), PAPER)
    for column in (-0.35, -0.05, 0.25):
        left, top = x + table * column, y - table * 0.15
        draw.rectangle((left, top, left + table * 0.15, top + table * 0.15), NOTE)
    for place, colour in enumerate(PEOPLE):
        angle = math.tau * place / len(PEOPLE)
        seat = (x + table * 1.45 * math.cos(angle), y + table * 1.35 * math.sin(angle))
        draw.circle(seat, table * 0.25, fill=colour)
    out = io.BytesIO()
    image.resize(SIZE, Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()
