"""The marks of a chart, as SVG elements: bars, path, targets, baseline, text.

Colours and anchors are literal attributes, so that a renderer of PDFs understands them. Every
kind of mark has a class by which a page's style sheet may change it for dark and forced colours:
chart__bars, chart__bars--provisional, chart__hatch, chart__ground (whatever has the colour of the
page), chart__path, chart__target, chart__baseline, chart__grid, chart__axis, chart__text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.etree import ElementTree as ET

from indicators.charts.scales import Scale
from indicators.notation.formatting import rounded
from indicators.progress.series import Point

GREEN, DARK_GREEN = "#259d63", "#115a36"
INK, GRAY, PALE, WHITE = "#1a1a1a", "#666", "#ccc", "#fff"

SIZE = 15
"""The size of all text, in units of the view box."""

ROW = 22
"""The height of a line of text."""

BAR_SHARE = Decimal("0.62")
"""How much of a year's width its bar takes."""

THINNEST = Decimal("1.5")
"""The height of a bar too low to be seen otherwise; a real zero has such a bar, too."""

DIAMOND = 6
"""From the middle of a target's diamond to its tip."""

Place = tuple[Decimal, Decimal]
"""A point of the view box."""


@dataclass(frozen=True)
class Box:
    """A rectangle of the view box."""

    x: Decimal
    y: Decimal
    width: Decimal
    height: Decimal

    @property
    def right(self) -> Decimal:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> Decimal:
        """The lower edge."""
        return self.y + self.height


@dataclass(frozen=True)
class Frame:
    """The plot: its place in the view box, with the years and values that it shows."""

    box: Box
    points: tuple[Point, ...]
    scale: Scale

    @property
    def slot(self) -> Decimal:
        """The width of one year."""
        return self.box.width / len(self.points)

    @property
    def zero(self) -> Decimal:
        """The height of zero."""
        return self.y(Decimal(0))

    def x(self, index: int) -> Decimal:
        """Return the middle of the year with this index."""
        return self.box.x + self.slot * (index + Decimal("0.5"))

    def y(self, value: Decimal) -> Decimal:
        """Return the height at which `value` lies."""
        return self.box.bottom - self.box.height * self.scale.share(value)

    def bar(self, index: int, value: Decimal) -> Box:
        """Return the bar of a year, from zero up or down."""
        width = self.slot * BAR_SHARE
        height = max(abs(self.y(value) - self.zero), THINNEST)
        y = self.zero if value < 0 else self.zero - height
        return Box(self.x(index) - width / 2, y, width, height)


def add(parent: ET.Element, tag: str, **attributes: object) -> ET.Element:
    """Add an element. `css` is its class, _ in a name stands for -, numbers are rounded."""
    texts = {
        "class" if name == "css" else name.replace("_", "-"): coordinate(value)
        if isinstance(value, int | Decimal)
        else str(value)
        for name, value in attributes.items()
    }
    return ET.SubElement(parent, tag, texts)


def add_texts(parent: ET.Element, texts: Iterable[tuple[Place, str]], anchor: str) -> None:
    """Add texts, each with its base line at its place."""
    group = add(parent, "g", css="chart__text", fill=INK)
    if anchor != "start":
        group.set("text-anchor", anchor)
    for (x, y), text in texts:
        add(group, "text", x=round(x), y=round(y)).text = text


def add_hatch(svg: ET.Element, ident: str) -> None:
    """Define the hatching of provisional bars."""
    pattern = add(add(svg, "defs"), "pattern", id=ident, width=6, height=6)
    pattern.set("patternUnits", "userSpaceOnUse")
    add(pattern, "path", css="chart__ground", d="M0 0h6v6H0z", fill=WHITE)
    lines = "M-1 1l2-2M0 6l6-6M5 7l2-2"
    add(pattern, "path", css="chart__hatch", d=lines, stroke=DARK_GREEN, stroke_width="1.5")


def add_bars(parent: ET.Element, boxes: Sequence[Box], hatch: str = "") -> None:
    """Add bars: filled, or outlined and hatched where `hatch` names a pattern (速報)."""
    if not boxes:
        return
    if hatch:
        css, fill = "chart__bars chart__bars--provisional", f"url(#{hatch})"
    else:
        css, fill = "chart__bars", GREEN
    group = add(parent, "g", css=css, fill=fill, stroke=DARK_GREEN)
    for box in boxes:
        add(group, "rect", x=box.x, y=box.y, width=box.width, height=box.height)


def add_grounds(parent: ET.Element, boxes: Iterable[Box]) -> None:
    """Clear the ground for numbers that stand on lines."""
    path = "".join(
        f"M{round(box.x)} {round(box.y)}h{round(box.width)}v{round(box.height)}H{round(box.x)}z"
        for box in boxes
    )
    add(parent, "path", css="chart__ground", d=path, fill=WHITE)


def add_lines(
    parent: ET.Element, css: str, lines: Iterable[Sequence[Place]], color: str, dashes: str = ""
) -> None:
    """Add lines of one kind, each through its corners; nothing where there is none."""
    path = "".join(
        "M" + "L".join(f"{coordinate(x)} {coordinate(y)}" for x, y in corners) for corners in lines
    )
    if path:
        line = add(parent, "path", css=css, d=path, fill="none", stroke=color)
        if dashes:
            line.set("stroke-width", "2")
            line.set("stroke-dasharray", dashes)


def add_targets(parent: ET.Element, places: Iterable[Place]) -> None:
    """Add the diamonds of targets."""
    diamond = f"l{DIAMOND} {DIAMOND}-{DIAMOND} {DIAMOND}-{DIAMOND}-{DIAMOND}z"
    path = "".join(f"M{coordinate(x)} {coordinate(y - DIAMOND)}{diamond}" for x, y in places)
    if path:
        add(parent, "path", css="chart__target", d=path, fill=WHITE, stroke=INK, stroke_width=2)


def coordinate(value: Decimal | int) -> str:
    """Return a coordinate to a tenth of a unit."""
    return f"{rounded(Decimal(value), 1):f}".removesuffix(".0")
