"""The line through days: attributes alone, letters that stand right, words for those who do not see it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date

import pytest

from verbindlich.base.documents.line import Line, LineChart, svg

DAYS = (date(2026, 1, 1), date(2026, 1, 31), date(2026, 3, 2))
CHART = LineChart(
    "Befunde <je Tag>",
    "38 → 14 & weniger",
    DAYS,
    (Line("alle", "ink", (38, 20, 14)), Line("Fehler", "late", (5, 0, 0), dashed=True)),
)
SVG = "{http://www.w3.org/2000/svg}"


def test_well_formed_without_style_and_told_in_words() -> None:
    text = svg(CHART, id="verlauf")
    root = ET.fromstring(text)
    assert "style" not in text
    assert [e.text for e in root.iter() if e.tag in (f"{SVG}title", f"{SVG}desc")] == [
        "Befunde <je Tag>",
        "38 → 14 & weniger",
    ]
    assert root.get("aria-labelledby") == "verlauf-title verlauf-desc"


def test_lines_go_with_the_calendar_from_edge_to_edge() -> None:
    first, second = [line.get("points", "") for line in ET.fromstring(svg(CHART)).iter(f"{SVG}polyline")]
    assert [point.split(",")[0] for point in first.split()] == ["0.0", "500.0", "1000.0"]
    heights = [float(point.split(",")[1]) for point in first.split()]
    assert heights == sorted(heights), "fewer stands lower"
    assert first.split()[2] != second.split()[2]


def test_lines_differ_by_more_than_colour() -> None:
    dashes = [line.get("stroke-dasharray") for line in ET.fromstring(svg(CHART)).iter(f"{SVG}polyline")]
    assert dashes[0] is None
    assert dashes[1]


def test_first_and_last_value_and_day_are_written() -> None:
    assert [text.text for text in ET.fromstring(svg(CHART)).iter(f"{SVG}text")] == [
        "38",
        "01.01.2026",
        "14",
        "02.03.2026",
    ]


def test_nothing_found_at_all() -> None:
    assert svg(LineChart("Null", "", DAYS[:2], (Line("alle", "ink", (0, 0)),)))


@pytest.mark.parametrize(("days", "values"), [(DAYS[:1], (1,)), (DAYS, (1, 2))])
def test_what_cannot_be_drawn_is_refused(days: tuple[date, ...], values: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="two days at least"):
        LineChart("Falsch", "", days, (Line("alle", "ink", values),))
