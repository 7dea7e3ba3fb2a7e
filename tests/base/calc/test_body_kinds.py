from __future__ import annotations

import pytest

from verbindlich.base.calc.body_kinds import kind_of_body, names_a_person


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Sozialamt", "kommune"), ("Amt für Soziales", "kommune"), ("SG Asyl", "kommune"), ("Büro Landrat", "kommune"), ("Kreistag", "kommune"),
        ("Landesamt für Schule und Bildung", "land"), ("Staatsministerium des Innern", "land"), ("Bundesamt für Migration", "bund"),
        ("Jobcenter", "bund"), ("Agentur für Arbeit", "bund"), ("IHK", "kammer"), ("Handwerkskammer", "kammer"), ("Diakonie", "traeger"),
        ("AWO Kreisverband", "traeger"), ("Willkommen e. V.", "initiative"), ("Kreissportbund", "initiative"), ("Welcome Center", "sonstige"),
        ("", "sonstige"),
    ],
)  # fmt: skip
def test_kinds(name: str, kind: str) -> None:
    assert kind_of_body(name) == kind


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Frau Aydın", True),
        ("Dr. Weber", True),
        ("M. Krause", True),
        ("Herrn Sommer", True),
        ("Sozialamt", False),
        ("Frauenhaus", False),
        ("e. V.", False),
    ],
)
def test_persons(name: str, person: bool) -> None:
    assert names_a_person(name) is person
