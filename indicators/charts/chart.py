"""A Series -> an accessible inline SVG: a bar for each number, a gap for each year without one.

The axis always begins at zero, and no line crosses a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from xml.etree import ElementTree as ET

from django.utils.safestring import SafeString, mark_safe

from indicators.charts.key import NO_KEY, ChartKey
from indicators.charts.parts import (
    DIAMOND,
    GRAY,
    INK,
    PALE,
    ROW,
    SIZE,
    Box,
    Frame,
    Place,
    add,
    add_bars,
    add_grounds,
    add_hatch,
    add_lines,
    add_targets,
    add_texts,
)
from indicators.charts.scales import Scale, short_number, text_width
from indicators.charts.words import Mark, describe, key_entries, title
from indicators.notation.absence import Absence
from indicators.progress.series import PointState, Series

WIDTH, PLOT_HEIGHT = 380, 150
SMALL_WIDTH, SMALL_PLOT_HEIGHT = 168, 56
MARGIN = 4

FONT = "'Noto Sans JP','BIZ UDPGothic',sans-serif"


def chart(series: Series, *, name: str, unit: str, key: str) -> SafeString:
    """Return the chart of a series with key, axis and numbers, "" where there is no number.

    `name` and `unit` are the indicator's; `key` makes the ids unique on the page.
    """
    if series.latest_number is None:
        return SafeString("")
    samples = ChartKey.of(key_entries(series, unit), WIDTH)
    scale = Scale.covering(_values(series))
    labels = scale.labels()
    left = max(text_width(label) for label in labels.values()) * SIZE + 8
    top = samples.bottom + ROW + DIAMOND
    box = Box(left, top, WIDTH - MARGIN - left, Decimal(PLOT_HEIGHT))
    frame = Frame(box, series.points, scale)
    has_hanging_bars = any(point.value and point.value < 0 for point in series.points)
    height = box.bottom + DIAMOND + ROW * (2 if has_hanging_bars else 1)
    numbers = _numbers(frame)

    ident = _ident("chart", key)
    svg = _svg(series, ident, width=WIDTH, height=height, heading=title(name, unit))
    add_lines(svg, "chart__grid", [_level(frame, tick) for tick in scale.ticks if tick], PALE)
    add_lines(svg, "chart__axis", [_level(frame, Decimal(0))], GRAY)
    _add_bars(svg, frame, samples, ident)
    _add_baseline(svg, frame, samples, series.plan.baseline)
    _add_path(svg, frame, samples)
    add_grounds(svg, [ground for _place, _text, ground in numbers])
    _add_targets(svg, frame, samples)
    add_texts(svg, samples.texts(), "start")
    add_texts(svg, (((left - 5, frame.y(t) + 5), text) for t, text in labels.items()), "end")
    texts = [(place, text) for place, text, _ground in numbers]
    years = _years(frame, height, range(len(frame.points)))
    add_texts(svg, [*texts, *_absences(frame), *_awaited(frame), *years], "middle")
    return _figure(svg, "chart")


def small_chart(series: Series, *, name: str, unit: str, key: str) -> SafeString:
    """Return a small chart for overviews: bars, path and targets, without key, axis or numbers.

    The arguments are those of `chart`.
    """
    if series.latest_number is None:
        return SafeString("")
    width = Decimal(SMALL_WIDTH - 2 * MARGIN)
    box = Box(Decimal(MARGIN), Decimal(DIAMOND + 2), width, Decimal(SMALL_PLOT_HEIGHT))
    frame = Frame(box, series.points, Scale.covering(_values(series)))
    ident, height = _ident("small-chart", key), box.bottom + DIAMOND + ROW

    svg = _svg(series, ident, width=SMALL_WIDTH, height=height, heading=title(name, unit))
    add_lines(svg, "chart__axis", [_level(frame, Decimal(0))], GRAY)
    _add_bars(svg, frame, NO_KEY, ident)
    _add_path(svg, frame, NO_KEY)
    _add_targets(svg, frame, NO_KEY)
    years = _years(frame, height, (0, len(frame.points) - 1))
    add_texts(svg, [*_absences(frame), *years], "middle")
    return _figure(svg, "chart chart--small")


def _values(series: Series) -> Iterator[Decimal]:
    for point in series.points:
        yield from (v for v in (point.value, point.expected, point.target) if v is not None)
    if series.plan.baseline is not None:
        yield series.plan.baseline


def _ident(kind: str, key: str) -> str:
    return f"{kind}-{re.sub('[^A-Za-z0-9]+', '-', key)}"


def _svg(series: Series, ident: str, *, width: int, height: Decimal, heading: str) -> ET.Element:
    size = {"width": str(width), "height": str(int(height))}
    svg = ET.Element(
        "svg",
        {
            "viewBox": f"0 0 {size['width']} {size['height']}",
            **size,
            "role": "img",
            "aria-labelledby": f"{ident}-title {ident}-desc",
            "font-family": FONT,
            "font-size": str(SIZE),
        },
    )
    add(svg, "title", id=f"{ident}-title").text = heading
    add(svg, "desc", id=f"{ident}-desc").text = describe(series)
    if any(point.is_provisional for point in series.points):
        add_hatch(svg, f"{ident}-hatch")
    return svg


def _level(frame: Frame, value: Decimal) -> list[Place]:
    """Return the ends of the level line at `value`."""
    y = frame.y(value)
    return [(frame.box.x, y), (frame.box.right, y)]


def _add_bars(svg: ET.Element, frame: Frame, samples: ChartKey, ident: str) -> None:
    for mark, hatch in ((Mark.FINAL, ""), (Mark.PROVISIONAL, f"{ident}-hatch")):
        bars = [
            frame.bar(index, point.value)
            for index, point in enumerate(frame.points)
            if point.value is not None and point.is_provisional is bool(hatch)
        ]
        add_bars(svg, samples.bars(mark) + bars, hatch)


def _add_baseline(
    svg: ET.Element, frame: Frame, samples: ChartKey, baseline: Decimal | None
) -> None:
    levels = [] if baseline is None else [_level(frame, baseline)]
    lines = samples.lines(Mark.BASELINE) + levels
    add_lines(svg, "chart__baseline", lines, GRAY, dashes="2 3")


def _add_path(svg: ET.Element, frame: Frame, samples: ChartKey) -> None:
    """Add the path of what is due, broken wherever nothing is due."""
    lines = samples.lines(Mark.PATH)
    known = groupby(enumerate(frame.points), key=lambda pair: pair[1].expected is not None)
    for _is_due, run in known:
        corners = [(frame.x(i), frame.y(p.expected)) for i, p in run if p.expected is not None]
        if len(corners) > 1:
            lines.append(corners)
    add_lines(svg, "chart__path", lines, INK, dashes="6 4")


def _add_targets(svg: ET.Element, frame: Frame, samples: ChartKey) -> None:
    places = [
        (frame.x(index), frame.y(point.target))
        for index, point in enumerate(frame.points)
        if point.target is not None
    ]
    add_targets(svg, samples.centers(Mark.TARGET) + places)


def _numbers(frame: Frame) -> list[tuple[Place, str, Box]]:
    """Return where each number stands, and its ground: beyond its bar, and beyond a near target."""
    numbers = []
    for index, point in enumerate(frame.points):
        if point.value is None:
            continue
        text = short_number(point.value, (frame.slot - 3) / SIZE)
        end, side = frame.y(point.value), 1 if point.value < 0 else -1
        if point.target is not None:
            tip = frame.y(point.target) + side * DIAMOND
            if 0 <= (tip - end) * side <= SIZE + DIAMOND:
                end = tip
        base = end + (SIZE + 1 if side > 0 else -4)
        width = text_width(text) * SIZE
        x = min(frame.x(index), WIDTH - width / 2 - 1)
        ground = Box(x - width / 2, base - SIZE + 3, width, Decimal(SIZE - 2))
        numbers.append(((x, base), text, ground))
    return numbers


def _absences(frame: Frame) -> Iterator[tuple[Place, str]]:
    """Yield － and …, as tables have them, for the years that have a reason instead of a number."""
    for index, point in enumerate(frame.points):
        if point.absence:
            base = max(frame.zero - 6, Decimal(SIZE))
            yield (frame.x(index), base), Absence(point.absence).mark


def _awaited(frame: Frame) -> Iterator[tuple[Place, str]]:
    """Yield 未公表, written downwards, for the years whose figure is awaited."""
    word = str(PointState.AWAITED.label)
    length = SIZE * len(word)
    has_room_above = frame.zero - frame.box.y >= length
    top = frame.zero - 6 - length if has_room_above else frame.zero
    for index, point in enumerate(frame.points):
        if point.state == PointState.AWAITED:
            for place, char in enumerate(word, start=1):
                yield (frame.x(index), top + SIZE * place), char


def _years(frame: Frame, height: Decimal, indexes: Iterable[int]) -> Iterator[tuple[Place, str]]:
    for index in indexes:
        yield (frame.x(index), height - 7), frame.points[index].fiscal_year.short_label


def _figure(svg: ET.Element, css: str) -> SafeString:
    figure = ET.Element("figure", {"class": css})
    figure.append(svg)
    # ElementTree has escaped every text and attribute.
    return mark_safe(ET.tostring(figure, encoding="unicode").replace(" />", "/>"))  # noqa: S308
