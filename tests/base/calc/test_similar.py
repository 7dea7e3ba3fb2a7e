"""Which organisations a name may mean: proposals only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.calc.similar import similar

KNOWN = [
    "Sozialamt", "Volkshochschule Beispielkreis", "Jugendamt", "Jobcenter Beispielkreis", "Caritasverband Oberland e. V.",
    "Landesamt für Schule und Bildung, Standort Beispielstadt", "Gesundheitsamt", "Amt 50", "Diakonisches Werk Beispielkreis",
    "Industrie- und Handelskammer, Geschäftsstelle", "Agentur für Arbeit Beispielstadt", "Kreissportbund", "Landratsamt",
    "Sachgebiet Flüchtlingssozialarbeit", "Integrationsmanagement", "Wirtschaftsförderung", "Amt für Ordnung",
]  # fmt: skip


def proposed(name: str) -> list[str]:
    return [KNOWN[proposal.key] for proposal in similar(name, enumerate(KNOWN))]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Amt für Soziales", "Sozialamt"), ("Fachdienst Soziales", "Sozialamt"), ("Sozialamtes", "Sozialamt"),
        ("VHS", "Volkshochschule Beispielkreis"), ("Volkshochschule", "Volkshochschule Beispielkreis"),
        ("Kreisvolkshochschule", "Volkshochschule Beispielkreis"), ("Kreisjugendamt", "Jugendamt"), ("Jugenddamt", "Jugendamt"),
        ("Jobcenter", "Jobcenter Beispielkreis"), ("Caritas", "Caritasverband Oberland e. V."),
        ("LaSuB", "Landesamt für Schule und Bildung, Standort Beispielstadt"), ("Amt für Gesundheit", "Gesundheitsamt"),
        ("Diakonie", "Diakonisches Werk Beispielkreis"), ("IHK", "Industrie- und Handelskammer, Geschäftsstelle"),
        ("Arbeitsagentur", "Agentur für Arbeit Beispielstadt"), ("KSB", "Kreissportbund"), ("Ordnungsamt", "Amt für Ordnung"),
        ("SG Flüchtlingssozialarbeit", "Sachgebiet Flüchtlingssozialarbeit"), ("INTEGRATIONS-MANAGEMENT", "Integrationsmanagement"),
        ("Wirtschaftsfoerderung GmbH", "Wirtschaftsförderung"),
    ],
)  # fmt: skip
def test_other_words_for_the_same_body(name: str, expected: str) -> None:
    assert proposed(name)[0] == expected


@pytest.mark.parametrize(
    "name",
    [
        "Amt 51",
        "Jugendverein",
        "Sportverein",
        "Kreistag",
        "Landrat",
        "Büro Landrat",
        "Schulamt",
        "Welcome Center",
        "Sozialarbeit",
        "",
        "-",
        "e. V.",
    ],
)
def test_other_bodies(name: str) -> None:
    assert proposed(name) == []


def test_the_likeliest_first_and_few() -> None:
    known = [
        (1, "Jobcenter Nord"),
        (2, "Jobcenter"),
        (3, "Jobcenter Süd und West"),
        (4, "Jobcenter Ost"),
        (5, "Bauamt"),
    ]
    found = similar("Jobcentr", [(2, "Jobcenter")]) + similar("Jobcenter", known)
    assert [proposal.key for proposal in found[1:]] == [2, 1, 4]
    assert all(0.6 <= proposal.score <= 1 for proposal in found)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    assert [p.score for p in similar(one, [(0, other)])] == [p.score for p in similar(other, [(0, one)])]
    assert similar(one, [(0, one)]) == [(0, 1.0)]
