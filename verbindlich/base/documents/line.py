"""A line that goes through days: one small drawing of our own, as chart.py makes bars. Its numbers stand in a table beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape

from verbindlich.base.documents.chart import SCREEN, Palette
from verbindlich.base.readers.texts import clean

HEIGHT, TOP, FOOT = 96, 20, 22  # of the lines, and of the letters above and below them, in pixels
WIDE = 1000  # units across; the drawing stretches, the lines keep their width


@dataclass(frozen=True, slots=True)
class Line:
    """`values`: one per day of the chart. `dashed`: so that the eye tells it from the others without the colour."""

    word: str
    tone: str
    values: tuple[int, ...]
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class LineChart:
    """`days` in order, at least two. `description`: in words what the eye sees."""

    title: str
    description: str
    days: tuple[date, ...]
    lines: tuple[Line, ...]

    def __post_init__(self) -> None:
        if len(self.days) < 2 or any(len(line.values) != len(self.days) for line in self.lines):
            raise ValueError(f"chart {self.title!r}: needs two days at least, and a value per day and line")


def svg(chart: LineChart, palette: Palette = SCREEN, *, id: str = "line") -> str:
    """The drawing, as wide as its place. Needs "ink" and "line" in the palette besides the tones of the lines."""
    most = max((value for line in chart.lines for value in line.values), default=0) or 1
    whole = TOP + HEIGHT + FOOT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{whole}" role="img" font-size="13" '
        f'aria-labelledby="{id}-title {id}-desc">'
        f'<title id="{id}-title">{_words(chart.title)}</title><desc id="{id}-desc">{_words(chart.description)}</desc>'
        f'<line x1="0" x2="100%" y1="{TOP + HEIGHT}" y2="{TOP + HEIGHT}" stroke="{palette["line"]}"/>'
        f'<svg y="{TOP}" width="100%" height="{HEIGHT}" viewBox="0 0 {WIDE} {HEIGHT}" preserveAspectRatio="none">'
        f"{''.join(_path(chart, line, most, palette) for line in chart.lines)}</svg>"
        f"{''.join(_letters(chart, most, palette))}</svg>"
    )


def _path(chart: LineChart, line: Line, most: int, palette: Palette) -> str:
    first, span = chart.days[0], (chart.days[-1] - chart.days[0]).days or 1
    points = " ".join(
        f"{WIDE * (day - first).days / span:.1f},{HEIGHT - (HEIGHT - 4) * value / most - 1:.1f}"
        for day, value in zip(chart.days, line.values, strict=True)
    )
    dashes = ' stroke-dasharray="6 4"' if line.dashed else ""
    return (
        f'<polyline points="{points}" fill="none" stroke="{palette[line.tone]}" stroke-width="2.5"{dashes} '
        'vector-effect="non-scaling-stroke"/>'
    )


def _letters(chart: LineChart, most: int, palette: Palette) -> Iterator[str]:
    """The first and the last value of the first line, and the days they stand for."""
    values, below = chart.lines[0].values, TOP + HEIGHT + FOOT - 5
    for x, anchor, value, day in (
        ("0", "start", values[0], chart.days[0]),
        ("100%", "end", values[-1], chart.days[-1]),
    ):
        y = TOP + HEIGHT - (HEIGHT - 4) * value / most - 7
        yield f'<text x="{x}" y="{y:.0f}" text-anchor="{anchor}" fill="{palette["ink"]}">{value}</text>'
        yield f'<text x="{x}" y="{below}" text-anchor="{anchor}" fill="{palette["ink"]}">{day:%d.%m.%Y}</text>'


def _words(raw: str) -> str:
    return escape(clean(raw))
