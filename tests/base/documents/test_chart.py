from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.documents.chart import SCREEN, Bar, BarChart, Series, svg

NAME = "{http://www.w3.org/2000/svg}"
SERIES = (Series("nach Plan", "●", "on"), Series("verspätet", "▲", "late"))


def chart(*bars: Bar) -> BarChart:
    return BarChart("Stand", "Sprache am weitesten.", SERIES, bars)


def drawn(made: BarChart) -> ElementTree.Element:
    return ElementTree.fromstring(svg(made))


def words(made: BarChart) -> list[str]:
    return [element.text or "" for element in drawn(made).iter(f"{NAME}text")]


def test_it_says_what_it_shows() -> None:
    image = drawn(chart(Bar("Sprache", (3, 1))))
    assert image.attrib["role"] == "img"
    assert image.findtext(f"{NAME}title") == "Stand"
    assert image.findtext(f"{NAME}desc") == "Sprache am weitesten."
    assert {e.attrib["id"] for e in image if "id" in e.attrib} == set(image.attrib["aria-labelledby"].split())


def test_the_longest_bar_fills_the_width_and_the_others_are_in_proportion() -> None:
    image = drawn(chart(Bar("Sprache", (3, 1)), Bar("Arbeit", (0, 2))))
    widths = [float(r.attrib["width"].rstrip("%")) for r in image.iter(f"{NAME}rect")]
    assert widths == [75, 25, 50]


def test_sign_and_number_stand_where_there_is_room() -> None:
    assert words(chart(Bar("Sprache", (94, 6)))) == ["Sprache", "● 94", "6"]
    assert words(chart(Bar("Sprache", (97, 3)))) == ["Sprache", "● 97"]


def test_marks_are_filled_or_hollow_and_too_many_are_only_told() -> None:
    image = drawn(chart(Bar("Sprache", (1, 0), (True, False), "2 Ziele")))
    assert [r.attrib["fill"] for r in image.iter(f"{NAME}rect")] == ["currentColor", "none", "var(--on)"]
    assert len(list(drawn(chart(Bar("Sprache", (1, 0), (True,) * 40, "40 Ziele"))).iter(f"{NAME}rect"))) == 1


def test_long_labels_take_three_lines() -> None:
    labels = words(chart(Bar("Gesellschaftliche Teilhabe " * 8, (0, 0))))
    assert len(labels) == 3
    assert labels[2].endswith("…")
    assert all(len(line) <= 40 for line in labels)


def test_nothing_to_show_is_an_empty_drawing() -> None:
    assert drawn(chart()).attrib["height"] == "0"
    assert words(chart(Bar("Sprache", (0, 0)))) == ["Sprache"]


def test_colours_come_from_the_palette() -> None:
    assert "#123456" in svg(chart(Bar("a", (1, 0))), {**SCREEN, "on": "#123456"})


def test_a_bar_with_too_few_parts_is_refused() -> None:
    with pytest.raises(ValueError, match="as many parts"):
        chart(Bar("a", (1,)))


@given(st.text(), st.text(), st.integers(0, 10_000), st.integers(0, 10_000))
def test_any_words_and_counts_give_a_well_formed_drawing(label: str, note: str, one: int, other: int) -> None:
    made = BarChart(label, note, SERIES, (Bar(label, (one, other), (True,), note),))
    image = drawn(made)
    assert not [e for e in image.iter() if e.tag == f"{NAME}script" or "style" in e.attrib]
    assert (
        sum(float(r.attrib["width"].rstrip("%")) for r in image.iter(f"{NAME}rect") if "%" in r.attrib["width"])
        <= 100.01
    )
