"""Where one name ends and the next begins."""

from __future__ import annotations

import pytest

from verbindlich.base.calc.values.body_names import clauses, names


def test_clauses_hide_brackets_and_drop_bullets() -> None:
    assert [list(names(clause)) for clause in clauses("- A (x; y)\n• B | C;; 1. D")] == [
        ["A (x; y)"],
        ["B"],
        ["C"],
        ["D"],
    ]


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("Sozialamt, Jugendamt und Diakonie", ["Sozialamt", "Jugendamt", "Diakonie"]),
        ("Amt für A, B und C, Diakonie", ["Amt für A, B und C", "Diakonie"]),
        ("Amt für A, Jobcenter und C", ["Amt für A", "Jobcenter und C"]),
        ("Amt für A, B, C", ["Amt für A", "B", "C"]),
        ("Müller und Meier", ["Müller und Meier"]),
        ("Müller / Meier", ["Müller", "Meier"]),
        ("Schul- und Sozialamt/Jugendamt", ["Schul- und Sozialamt", "Jugendamt"]),
    ],
)
def test_names(clause: str, found: list[str]) -> None:
    assert list(names(clause)) == found
