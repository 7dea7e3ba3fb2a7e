"""What states nothing, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.calc.values import is_placeholder
from verbindlich.base.calc.values.placeholder import says_nothing

PLACEHOLDERS = [
    "", " ", "\u00a0", "-", "–", "—", "--", "- -", "/", "./.", "...", "…", "[…]", "?", "??", "(?)", "*", "•", "___", "___ €",
    "N. N.", "N.N.", "NN", "n.n.", "n. n", "NN*", "N.\u00a0N.", "k. A.", "k.A.", "kA", "o. A.", "n/a", "n. b.", "n. v.",
    "keine Angabe", "keine Angaben", "keine weiteren Angaben", "ohne Angabe", "Angaben fehlen",
    "tbd", "TBD", "t.b.d.", "tba", "TODO", "xxx", "XX", "x?", "#NV", "#REF!", "Platzhalter", "TT.MM.JJJJ", "20xx",
    "offen", "Offen", "(offen)", "„offen“", "<offen>", "noch offen", "Noch offen!", "derzeit noch offen", "bleibt offen",
    "offen (Haushalt 2026)", "n.n. / offen",
    "zu klären", "noch zu klären", "zu klaeren", "in Klärung", "noch in Klärung", "in Abstimmung", "noch abzustimmen",
    "wird noch benannt", "wird noch geklärt.", "wird noch festgelegt", "wird noch ergänzt", "wird noch bestimmt", "wird ergänzt",
    "muss noch geklärt werden", "N. N. (wird noch benannt)", "noch nicht abschließend geklärt", "Zuständigkeit noch zu klären",
    "noch unklar", "unklar", "unbekannt", "nicht bekannt", "noch nicht bekannt", "noch nicht festgelegt", "noch nicht benannt",
    "noch nicht terminiert", "noch nicht beziffert", "noch zu ermitteln", "Finanzierung offen", "steht noch nicht fest",
    "Entscheidung steht noch aus", "folgt", "wird nachgereicht", "ausstehend", "noch keine", "noch kein Termin", "vakant",
    "ist noch mit dem Jugendamt zu klären", "wird im weiteren Verfahren festgelegt", "wird 2026 festgelegt",
    "Termin wird noch bekannt gegeben", "bitte auswählen", "Wählen Sie ein Element aus.",
    "Klicken oder tippen Sie hier, um Text einzugeben.",
]  # fmt: skip

STATEMENTS = [
    "x", "X", "0", "1", "nein", "keine", "entfällt", "ja", "+", "+++", "!!!", "★★★", "✓", '"', "hoch", "2026", "laufend",
    "Jugendamt?", "2026?", "Sozialamt, N. N.", "N. N. (Sozialamt)", "Sozialamt (offen)", "2026 (noch offen)",
    "noch offen, voraussichtlich 2026", "siehe oben", "s. o.", "siehe 1.1",
    "Offener Treff", "Offene Kinder- und Jugendarbeit", "Amt für offene Vermögensfragen", "NABU", "Klärwerk", "Folgeprojekt",
    "bestimmt", "abgestimmt", "geprüft", "benannt", "in Planung", "beantragt", "nicht bezifferbar",
    "nach Klärung der Finanzierung 2026", "Prüfung durch das Rechtsamt", "kurzfristig",
]  # fmt: skip


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_placeholders(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", STATEMENTS)
def test_statements(text: str) -> None:
    assert not is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    ["nein", "keine", "keiner", "entfaellt", "niemand", "0", "x", "trifft nicht zu", "nicht vorgesehen", "offen"],
)
def test_what_names_no_body_period_or_priority(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["nein, erst 2026", "keine frist", "jugendamt", "10"])
def test_what_does_name_one(text: str) -> None:
    assert not says_nothing(text)


@given(st.sampled_from(PLACEHOLDERS), st.sampled_from(("{}", " {} ", "{}\n", "\u200b{}", "{}\u00a0")))
def test_blanks_around_change_nothing(text: str, frame: str) -> None:
    assert is_placeholder(frame.format(text))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwyz", min_size=12, max_size=300))
def test_a_long_word_that_nobody_knows_is_a_statement(word: str) -> None:
    assert not is_placeholder(word)
