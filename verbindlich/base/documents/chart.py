"""Drawings of our own: SVG by presentation attributes alone, so that no policy blocks it and any format can take it.

A drawing never stands alone: its numbers stand in a table beside it, and sign and word say what a colour says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from verbindlich.base.readers.texts import clean

ROOM = 36  # characters of a label in one line, on a phone too
LINE, NOTE, STRIP, GAP, MARK = 20, 20, 26, 14, 11  # heights, and the side of a mark, in pixels
MOST_MARKS = 14
SIGN_FROM, NUMBER_FROM = 9.0, 4.0  # per cent of the width that sign and number, or the number alone, need


@dataclass(frozen=True, slots=True)
class Series:
    """What one colour stands for. `tone`: key of the palette. `hollow`: only its outline is drawn."""

    word: str
    sign: str
    tone: str
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of the drawing: `parts` has a count per series. `marks`: a small square each, filled or hollow; `note` tells of them."""

    label: str
    parts: tuple[int, ...]
    marks: tuple[bool, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars of counts side by side, as long as their counts add up to. `description`: in words what the eye sees."""

    title: str
    description: str
    series: tuple[Series, ...]
    bars: tuple[Bar, ...]

    def __post_init__(self) -> None:
        if any(len(bar.parts) != len(self.series) for bar in self.bars):
            raise ValueError(f"chart {self.title!r}: a bar has not as many parts as there are series")


Palette = Mapping[str, str]
SCREEN: Palette = {
    **{tone: f"var(--{tone})" for tone in ("on", "risk", "late", "quiet", "done", "line", "soft", "paper")},
    "ink": "currentColor",
}  # the page's own colours, by night and on paper too


def svg(chart: BarChart, palette: Palette = SCREEN, *, id: str = "chart") -> str:
    """The drawing. It has no fixed width: bars stretch, letters keep their size. `id`: unique in the page; `palette`: tone → colour.

    Needs "ink", "soft" and "paper" besides the tones of the series.
    """
    most = max((sum(bar.parts) for bar in chart.bars), default=0) or 1
    drawn, y = [], 0
    for bar in chart.bars:
        labels = wrap(clean(bar.label), ROOM, max_lines=3, placeholder=" …")
        drawn += [_text(0, y + LINE * (n + 1) - 5, line, palette["ink"]) for n, line in enumerate(labels)]
        y += LINE * len(labels)
        if bar.marks or bar.note:
            drawn += _marks(bar, y, palette)
            y += NOTE
        drawn += _strip(chart, bar, y + 2, most, palette)
        y += (STRIP if any(bar.parts) else 0) + GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{y}" role="img" font-size="15" '
        f'aria-labelledby="{id}-title {id}-desc">'
        f'<title id="{id}-title">{_words(chart.title)}</title><desc id="{id}-desc">{_words(chart.description)}</desc>'
        f"{''.join(drawn)}</svg>"
    )


def _marks(bar: Bar, y: int, palette: Palette) -> Iterator[str]:
    shown = bar.marks[:MOST_MARKS] if len(bar.marks) <= MOST_MARKS else ()
    for n, filled in enumerate(shown):
        fill = palette["ink"] if filled else "none"
        yield (
            f'<rect x="{n * (MARK + 4) + 0.5}" y="{y + 3.5}" width="{MARK}" height="{MARK}" '
            f'fill="{fill}" stroke="{palette["ink"]}"/>'
        )
    yield _text(len(shown) * (MARK + 4) + (4 if shown else 0), y + 14, bar.note, palette["soft"], size=13)


def _strip(chart: BarChart, bar: Bar, y: int, most: int, palette: Palette) -> Iterator[str]:
    x = 0.0
    for series, count in zip(chart.series, bar.parts, strict=True):
        width = 100 * count / most
        fill, edge = palette[series.tone], palette["paper"]
        if series.hollow:
            fill, edge = edge, fill
        if count:
            yield (
                f'<rect x="{x:.3f}%" y="{y}" width="{width:.3f}%" height="{STRIP - 2}" fill="{fill}" stroke="{edge}"/>'
            )
        if width >= NUMBER_FROM:
            words = f"{series.sign} {count}" if width >= SIGN_FROM else str(count)
            yield _text(f"{x + width / 2:.3f}%", y + 17, words, edge, size=13, middle=True)
        x += width


def _text(x: float | str, y: int, words: str, fill: str, *, size: int = 15, middle: bool = False) -> str:
    anchor = ' text-anchor="middle"' if middle else ""
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{fill}"{anchor}>{_words(words)}</text>'


def _words(raw: str) -> str:
    return escape(clean(raw))
