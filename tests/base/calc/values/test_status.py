"""States of implementation, negations among them, and shares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.calc.values import Status, parse_status

STATES = {
    "planned": [
        "geplant", "in Planung", "in Vorbereitung", "offen", "noch offen", "noch nicht begonnen", "nicht begonnen", "nicht gestartet",
        "noch nicht mit der Umsetzung begonnen", "nicht umgesetzt", "noch nicht umgesetzt", "nicht erledigt", "unerledigt", "kein Beginn",
        "steht noch aus", "ausstehend", "in Klärung", "in Abstimmung", "beantragt", "startet im Herbst", "Umsetzung ab 2026", "Umsetzung offen",
        "soll bis 2026 umgesetzt werden", "Umsetzung geplant",
    ],
    "running": [
        "in Umsetzung", "läuft", "laeuft", "Läuft", "laufend", "fortlaufend", "in Arbeit", "in Bearbeitung", "begonnen", "angelaufen", "gestartet",
        "teilweise umgesetzt", "teilumgesetzt", "zum Teil erledigt", "überwiegend umgesetzt", "fast fertig", "wird umgesetzt", "im Plan", "aktiv",
        "nicht abgeschlossen", "noch nicht abgeschlossen", "noch nicht fertig", "nicht vollständig umgesetzt", "begonnen, noch nicht abgeschlossen",
        "halb fertig", "halbfertig", "zur Hälfte erledigt", "erledigt zur Hälfte", "hälftig umgesetzt", "bald abgeschlossen", "demnächst fertig",
        "nahezu abgeschlossen", "noch nicht ganz fertig", "noch nicht in Gänze umgesetzt", "weitgehend umgesetzt", "kurz vor Abschluss", "vor dem Abschluss",
        "voraussichtlich 2027 abgeschlossen", "so gut wie fertig", "zu zwei Drittel umgesetzt", "umgesetzt, außer Modul 3", "erste Kurse durchgeführt",
        "Planung abgeschlossen", "Phase 1 abgeschlossen, Phase 2 läuft", "abgeschlossen, wird fortgeführt", "Daueraufgabe", "seit 2024",
    ],
    "done": [
        "umgesetzt", "Umgesetzt.", "erledigt", "erledigt 2025", "abgeschlossen", "fertig", "fertiggestellt", "erfüllt", "realisiert", "✓", "✔ 2025",
        "wie geplant umgesetzt", "Maßnahme wurde erfolgreich abgeschlossen",
    ],
    "paused": ["zurückgestellt", "pausiert", "verschoben", "auf 2027 verschoben", "ruht", "ausgesetzt", "auf Eis"],
    "dropped": [
        "eingestellt", "Projekt eingestellt", "verworfen", "entfällt", "entfallen", "abgebrochen", "gestrichen", "wird nicht weiter verfolgt",
        "nicht mehr geplant", "wird nicht umgesetzt",
    ],
    "": ["grün", "gelb", "rot", "ja", "nein", "x", "1", "5", "0", "siehe oben", "Mittel eingestellt", "120 %", "Stelle besetzt"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "state"), [(text, state) for state, texts in STATES.items() for text in texts])
def test_states(text: str, state: str) -> None:
    assert parse_status(text) == Status(text, state, None, stated=True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["", "-", "?", "N. N.", "k. A.", "unbekannt", "noch zu klären", "wird noch geklärt", "noch nicht bekannt"]
)
def test_no_statement(text: str) -> None:
    assert parse_status(text) == Status(text)


SHARES = [
    ("80 %", None, "running", 80),
    ("80%", None, "running", 80),
    ("80 Prozent", None, "running", 80),
    ("ca. 50 % umgesetzt", None, "running", 50),
    ("umgesetzt (80 %)", None, "running", 80),
    ("62,5 %", None, "running", 62),
    ("100 %", None, "done", 100),
    ("umgesetzt (100 %)", None, "done", 100),
    ("0 %", None, "planned", 0),
    ("0,8", None, "running", 80),
    ("0.8", 0.8, "running", 80),
    ("80%", 0.8, "running", 80),
    ("75", 75.0, "running", 75),
    ("100", None, "done", 100),
    ("zurückgestellt (30 %)", None, "paused", 30),
]


@pytest.mark.parametrize(("text", "value", "state", "progress"), SHARES)
def test_shares(text: str, value: float | None, state: str, progress: int) -> None:
    assert parse_status(text, value=value) == Status(text, state, progress, stated=True)  # type: ignore[arg-type]


def test_a_small_whole_number_may_be_a_key() -> None:
    assert parse_status("1", value=1.0) == Status("1", "", None, stated=True)


@pytest.mark.parametrize(
    "word", ["umgesetzt", "erledigt", "abgeschlossen", "fertig", "erfüllt", "realisiert", "durchgeführt", "beendet"]
)
@pytest.mark.parametrize("negation", ["nicht", "noch nicht", "noch nicht vollständig", "nicht ganz", "kaum"])
def test_a_negation_is_never_read_as_done(word: str, negation: str) -> None:
    assert parse_status(f"{negation} {word}").state in ("planned", "running")


PIECES = st.lists(
    st.sampled_from(
        [
            "noch",
            "nicht",
            "umgesetzt",
            "läuft",
            "geplant",
            "80",
            "%",
            "0,8",
            "soll",
            "wird",
            "werden",
            "teilweise",
            "✓",
            ",",
            "eingestellt",
            "offen",
        ]
    ),
    max_size=7,
)


@given(st.one_of(st.text(max_size=300), PIECES.map(" ".join), PIECES.map("".join)), st.one_of(st.none(), st.floats()))
def test_nothing_raises(text: str, value: float | None) -> None:
    status = parse_status(text, value=value)
    assert status.state in ("planned", "running", "done", "paused", "dropped", "")
    assert status.progress is None or 0 <= status.progress <= 100
    assert status.stated or not (status.state or status.progress)
