"""Whether an office's own words say more than what was understood of them."""

from __future__ import annotations

import pytest

from verbindlich.base.calc.own_words import (
    adds_words,
    more_than_budget,
    more_than_period,
    more_than_priority,
    more_than_status,
)
from verbindlich.base.calc.values import parse_budget, parse_period, parse_priority, parse_status


@pytest.mark.parametrize(
    "text",
    [
        "2025 – 2027",
        "ab 2026",
        "laufend",
        "2025-12-31",
        "01.03.2025 - 28.02.2028",
        "bis Mai 2025",
        "2026/27",
        "-",
        "",
        "wiederkehrend, 01.01.2025 – 31.12.2026",
    ],
)
def test_periods_that_days_say(text: str) -> None:
    assert not more_than_period(parse_period(text))


@pytest.mark.parametrize(
    "text",
    [
        "Schuljahr 2025/26",
        "jährlich",
        "kurzfristig",
        "nach Kassenlage ab 2026",
        "2027 – 2025",
        "31.02.2026",
        "offen",
        "Daueraufgabe",
    ],
)
def test_periods_that_say_more(text: str) -> None:
    assert more_than_period(parse_period(text))


@pytest.mark.parametrize(
    "text",
    [
        "12.000 €",
        "nein",
        "5 T€",
        "30.000 € p.a.",
        "15.000 € jährlich",
        "ja",
        "haushaltsneutral",
        "–",
        "im Rahmen vorhandener Mittel",
    ],
)
def test_money_that_fields_say(text: str) -> None:
    assert not more_than_budget(parse_budget(text))


@pytest.mark.parametrize(
    "text",
    [
        "ca. 45 T€ p. a.",
        "62.000 € (Fördermittel)",
        "0,5 VZÄ",
        "Förderung 80 %",
        "offen",
        "je nach Haushalt",
        "nein, Ehrenamt",
    ],
)
def test_money_that_says_more(text: str) -> None:
    assert more_than_budget(parse_budget(text))


def test_priority_and_state() -> None:
    assert [more_than_priority(parse_priority(text)) for text in ("hoch", "hohe Priorität", "1", "A – sofort", "")] == [
        False,
        False,
        True,
        True,
        False,
    ]
    said = ("in Umsetzung", "80 %", "umgesetzt, 100 %", "läuft seit Mai", "unklar", "-")
    assert [more_than_status(parse_status(text)) for text in said] == [False, False, False, True, True, False]


@pytest.mark.parametrize(
    ("text", "known", "more"),
    [
        ("62.000 € (Fördermittel)", "62.000 €; Fördermittel", False),
        ("ca. 45 T€ p. a.", "45.000 € im Jahr", False),
        ("45.000 €, wenn der Kreistag will", "45.000 €", True),
    ],
)
def test_words_that_another_text_lacks(text: str, known: str, more: bool) -> None:
    assert adds_words(text, known) is more
