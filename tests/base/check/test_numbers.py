from __future__ import annotations

from datetime import date

import pytest

from verbindlich.base.check.numbers import depth, is_number, number_of, part_title
from verbindlich.base.readers.source import Cell

TITLES = {
    "1.1 Sprachkurs": ("1.1", "Sprachkurs"), "1.1. Sprachkurs": ("1.1", "Sprachkurs"), "M 3.2: Sprachkurs": ("M 3.2", "Sprachkurs"),
    "Maßnahme 4 – Sprachkurs": ("4", "Sprachkurs"), "Maßnahme 1.2: Sprachkurs": ("1.2", "Sprachkurs"), "M1 Sprachkurs": ("M1", "Sprachkurs"),
    "4. Sprachkurs": ("4", "Sprachkurs"), "4) Sprachkurs": ("4", "Sprachkurs"), "III.2 Sprachkurs": ("III.2", "Sprachkurs"),
    "HF1-M2 Sprachkurs": ("HF1-M2", "Sprachkurs"), "1.1.a Sprachkurs": ("1.1.a", "Sprachkurs"), "1.1\nSprachkurs": ("1.1", "Sprachkurs"),
}  # fmt: skip
PLAIN = [
    "2025 – Jahr der Sprache",
    "01.03.2025 Fest",
    "1.000 Bäume",
    "24/7-Hotline",
    "3 Sprachkurse",
    "24-Stunden-Telefon",
    "Projekt VIA",
    "Sprachkurs 1.1",
]


@pytest.mark.parametrize("text", TITLES)
def test_number_at_the_head(text: str) -> None:
    assert part_title(text) == TITLES[text]


@pytest.mark.parametrize("text", PLAIN)
def test_no_number_at_the_head(text: str) -> None:
    assert part_title(text) == ("", text)


def test_lone_figure_where_all_titles_have_one() -> None:
    assert part_title("4 Sprachkurse", lone=True) == ("4", "Sprachkurse")


@pytest.mark.parametrize(
    "text",
    ["1", "1.1", "1.10", "1.1.", "M 3.2", "HF1-M2", "IV.2", "1.1.a", "1a", "Maßnahme 4", "A.1", "M-01", "2025/3"],
)
def test_is_number(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize(
    "text", ["Sozialamt", "FF = Federführung", "hoch", "Prio 1", "Amt 50", "Summe", "-", "", "1.1 Sprachkurs"]
)
def test_is_no_number(text: str) -> None:
    assert not is_number(text)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (Cell(1, 1, "1,1", "number", 1.1), "1.1"),
        (Cell(1, 1, "1.10", "number", 1.1, "0.00"), "1.10"),
        (Cell(1, 1, "Maßnahme 4:"), "4"),
        (Cell(1, 1, "01.02.2025", "date", date(2025, 2, 1)), "1.2"),
    ],
)
def test_number_of_a_cell(cell: Cell, number: str) -> None:
    assert number_of(cell) == number


def test_depth() -> None:
    assert [depth(number) for number in ("3", "3.1", "3.1.a", "III.2")] == [1, 2, 3, 2]
