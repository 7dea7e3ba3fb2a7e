"""Levels of priority in words, figures, letters and signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.calc.values import Priority, parse_priority

LEVELS = {
    "hoch": [
        "hoch", "Hoch", "HOCH", "hoch*", "hoch 1)", "hoch¹", " hoch ", "sehr hoch", "höchste", "höher", "hohe Priorität", "1", "1.", "(1)", "1,0",
        "1.0", "I", "A", "a", "+++", "!!!", "★★★", "***", "P1", "Prio 1", "prio1", "Prio. 1", "Priorität A", "Priorität: hoch", "A-Priorität",
        "1. Priorität", "Prioritätsstufe 1", "hoch (1)", "1 – hoch", "prioritär", "dringend", "sehr dringlich", "vorrangig", "wichtig",
        "kurzfristig", "sofort", "muss", "↑",
    ],
    "mittel": ["mittel", "Mittel", "mittlere", "normal", "2", "2,00", "II", "B", "++", "★★☆", "!!", "Prio 2", "mittel (2)", "mittelfristig", "soll", "→"],
    "niedrig": [
        "niedrig", "gering", "geringe Priorität", "sehr gering", "3", "III", "C", "+", "★☆☆", "Prio 3", "Kategorie C", "nachrangig", "langfristig",
        "nicht dringend", "weniger wichtig", "kann", "↓",
    ],
    # stated, but nobody knows which: two levels, a scale that one cell does not tell, other words
    "": ["hoch/mittel", "mittel bis hoch", "kurz-/mittelfristig", "1-2", "4", "5", "3/5", "IV", "D", "++++", "ja", "x", "rot", "siehe 1.1", "Jugendamt"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "level"), [(text, level) for level, texts in LEVELS.items() for text in texts])
def test_levels(text: str, level: str) -> None:
    assert parse_priority(text) == Priority(text.strip(), level, stated=True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["", "-", "N. N.", "offen", "k. A.", "wird noch festgelegt", "keine", "nein", "entfällt", "0"]
)
def test_no_statement(text: str) -> None:
    assert parse_priority(text) == Priority(text)


PIECES = st.lists(
    st.sampled_from(
        [
            "hoch",
            "mittel",
            "niedrig",
            "nicht",
            "sehr",
            "1",
            "2",
            "A",
            "I",
            "+",
            "++",
            "★",
            "☆",
            "*",
            "Prio",
            "-",
            "/",
            "(",
            ")",
            "offen",
        ]
    ),
    max_size=6,
)


@given(st.one_of(st.text(max_size=300), PIECES.map(" ".join), PIECES.map("".join)))
def test_nothing_raises_and_a_level_is_a_statement(text: str) -> None:
    priority = parse_priority(text)
    assert priority.level in ("hoch", "mittel", "niedrig", "")
    assert priority.stated or not priority.level
