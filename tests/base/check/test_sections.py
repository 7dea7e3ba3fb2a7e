from __future__ import annotations

import pytest

from tests.base.check.grids import SYNONYMS
from verbindlich.base.check.sections import SectionWords, goal_texts

WORDS = SectionWords(SYNONYMS)

FIELDS = {
    "Handlungsfeld 3: Arbeit": "3", "HF 3 Arbeit": "3", "HF III – Arbeit": "III", "HF3: Arbeit": "3", "Handlungsfeld Arbeit": "",
    "III. Handlungsfeld Arbeit": "III", "6.1 Handlungsfeld Arbeit": "6.1", "Handlungsfeld Nr. 3 - Arbeit": "3",
    "Handlungsfeld A: Arbeit": "A", "3. Handlungsfeld: Arbeit": "3", "Themenfeld 2: Arbeit": "2", "Handlungsfeld 3 „Arbeit“": "3",
    "Handlungsfeld 3 | Arbeit": "3",
}  # fmt: skip
GOALS = {
    "Ziel: Alle lernen": ("", ""), "Ziel 2.1: Alle lernen": ("2.1", ""), "Leitziel 1 Alle lernen": ("1", "leitziel"),
    "Teilziel 3 – Alle lernen": ("3", ""), "Oberziel: Alle lernen": ("", "leitziel"), "Strategisches Ziel 1: Alle lernen": ("1", "leitziel"),
    "Mittelfristiges Ziel: Alle lernen": ("", "mittelfristig"), "Kurzfristiges Ziel 4: Alle lernen": ("4", "kurzfristig"),
}  # fmt: skip
NEITHER = [
    "6 Handlungsfelder, Ziele und Maßnahmen", "Zielgruppe: alle", "Bereichsleitung Soziales", "Handlungsfeld-Übersicht", "Ziel-Maßnahmen-Matrix",
    "Handlungsfeld Sprache umfasst die Kurse.", "Handlungsfeld", "Ziele", "Sprachkurse", "z. B. Kurse", "Handlungsfelder sind wichtig", "",
]  # fmt: skip


@pytest.mark.parametrize("text", FIELDS)
def test_field(text: str) -> None:
    section = WORDS.read(text)
    assert section and (section.kind, section.title, section.number) == ("field", "Arbeit", FIELDS[text])


@pytest.mark.parametrize("text", GOALS)
def test_goal(text: str) -> None:
    section = WORDS.read(text)
    assert section and (section.kind, section.title, (section.number, section.level)) == (
        "goal",
        "Alle lernen",
        GOALS[text],
    )


@pytest.mark.parametrize("text", NEITHER)
def test_neither(text: str) -> None:
    assert WORDS.read(text) is None


def test_sentence_that_is_a_goal() -> None:
    section = WORDS.read("Ziel ist es, dass alle Deutsch lernen.")
    assert section and (section.kind, section.title) == ("goal", "Ziel ist es, dass alle Deutsch lernen.")


def test_field_and_goal_on_lines_of_one_cell() -> None:
    found = WORDS.read_lines("Handlungsfeld 1: Sprache\nund Verständigung\nZiel: Alle lernen")
    assert [(section.kind, section.title) for section in found] == [
        ("field", "Sprache und Verständigung"),
        ("goal", "Alle lernen"),
    ]


def test_general_words_before_a_field() -> None:
    section = WORDS.read_title("Maßnahmenkatalog Handlungsfeld 1: Sprache")
    assert section and (section.number, section.title) == ("1", "Sprache")
    assert WORDS.read_title("Frau Meier berichtet über Handlungsfeld 1: Sprache") is None


@pytest.mark.parametrize(
    ("text", "named"),
    [("HF 3: Arbeit", ("3", "Arbeit")), ("3. Arbeit", ("3", "Arbeit")), ("3 Arbeit", ("3", "Arbeit")), ("III Arbeit", ("III", "Arbeit")),
     ("Arbeit", ("", "Arbeit")), ("HF 3", ("3", "")), ("A Tribe of Friends", ("", "A Tribe of Friends")), ("Wohnen:", ("", "Wohnen"))],
)  # fmt: skip
def test_name(text: str, named: tuple[str, str]) -> None:
    assert WORDS.name(text) == named


@pytest.mark.parametrize(
    ("text", "each_line", "goals"),
    [
        ("Menschen finden\nein Angebot", False, ["Menschen finden ein Angebot"]),
        ("- Alle lernen\n- Alle arbeiten", False, ["Alle lernen", "Alle arbeiten"]),
        ("Alle lernen.\nAlle arbeiten.", False, ["Alle lernen.", "Alle arbeiten."]),
        ("Alle lernen\nAlle arbeiten", True, ["Alle lernen", "Alle arbeiten"]),
        ("Alle lernen,\nlesen und schreiben", True, ["Alle lernen, lesen und schreiben"]),
        ("", True, []),
    ],
)
def test_goals_of_a_cell(text: str, each_line: bool, goals: list[str]) -> None:
    assert goal_texts(text, each_line=each_line) == goals
