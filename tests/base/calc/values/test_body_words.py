"""Words for bodies, and for nobody in particular."""

from __future__ import annotations

import pytest

from verbindlich.base.calc.values.body_words import has_subject, is_body, is_definite, is_vague


@pytest.mark.parametrize(
    "name",
    ["Jugendamt", "LaSuB", "IHK", "MSOs", "Amt 50", "SG Asyl", "51", "Diakonie", "Kita-Träger", "Sozialamt der Stadt"],
)
def test_bodies_beyond_doubt(name: str) -> None:
    assert is_definite(name) and is_body(name)


@pytest.mark.parametrize(
    "name", ["Schulen", "Träger", "Kommunen", "Wirtschaftsförderung", "Integrationsmanagement", "Verwaltung"]
)
def test_bodies_that_may_be_a_subject_too(name: str) -> None:
    assert is_body(name) and not is_definite(name)


@pytest.mark.parametrize("name", ["Gesundheit", "Integration", "Ehrenamt", "Bildung", "II", "Müller", "Teilhabe", ""])
def test_what_is_no_body(name: str) -> None:
    assert not is_body(name)


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("Amt für Soziales", True),
        ("Sachgebiet Asyl", True),
        ("Amt 50", False),
        ("Dezernat II", False),
        ("Jugendamt", False),
    ],
)
def test_units_with_a_subject(name: str, answer: bool) -> None:
    assert has_subject(name) == answer


@pytest.mark.parametrize(
    ("name", "answer"),
    [("die Verwaltung", True), ("alle Fachämter im Haus", True), ("Stadt Plauen", False), ("Allee", False)],
)
def test_vague_names(name: str, answer: bool) -> None:
    assert is_vague(name) == answer
