from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.base.calc.building import catalogue, findings, measure, outcome
from verbindlich.base.calc.rules.duplicates import similar_pairs


def test_same_number_twice() -> None:
    twice = catalogue(measure("1.1"), measure("1.2"), measure("1.1", "Ein anderes Vorhaben", where="Maßnahmen!A9"))
    found = findings("duplicate-number", twice)
    assert [(f.measure, f.where) for f in found] == [("1.1", "Maßnahmen!A9")]
    assert "Maßnahmen!A5" in found[0].message
    assert findings("duplicate-number", catalogue(measure("1.1"), measure("1.2"))) == ()


def test_assigned_numbers_are_no_duplicates() -> None:
    unnumbered = catalogue(measure("1", number_given=False), measure("1", "Anders", number_given=False))
    assert outcome("duplicate-number", unnumbered).state == "not_applicable"


def test_numbers_that_start_again_in_each_field_are_one_note() -> None:
    again = catalogue(*(measure(n, f"{field} {n}", field=field) for field in ("Sprache", "Wohnen") for n in ("1", "2")))
    assert findings("duplicate-number", again) == ()
    assert len(findings("numbers-start-again", again)) == 1


def test_a_repeated_number_across_fields_is_a_duplicate_where_numbers_run_through() -> None:
    slip = catalogue(
        measure("1", "A", field="Sprache"),
        measure("2", "B", field="Sprache"),
        measure("3", "C", field="Wohnen"),
        measure("2", "D", field="Wohnen"),
    )
    assert [f.measure for f in findings("duplicate-number", slip)] == ["2"]
    assert findings("numbers-start-again", slip) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sprachkurs-Börse aufbauen", "Sprachkurs-Börse aufbauen"),
        ("Sprachkurs-Börse aufbauen", "Sprachkursbörse aufbauen"),
        ("Kinderbetreuung während der Sprachkurse sichern", "Kinderbetreung während der Sprachkurse sichern"),
        ("Runder Tisch mit der Wohnungswirtschaft", "Runder Tisch Wohnungswirtschaft"),
        ("Beratung und Begleitung", "Begleitung und Beratung."),
        ("Elternlotsen an Grundschulen schulen", "Elternlotse an der Grundschule schulen"),
        ("FORTBILDUNG DER VERWALTUNG", "Fortbildung der Verwaltung"),
    ],
)
def test_same_or_nearly_same_titles(one: str, other: str) -> None:
    both = catalogue(measure("1", one), measure("2", other))
    assert [f.measure for f in findings("duplicate-measure", both)] == ["2"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Beratung für Frauen", "Beratung für Familien"),
        ("Sprachkurs A1 anbieten", "Sprachkurs B1 anbieten"),
        ("Interkulturelle Woche 2025", "Interkulturelle Woche 2026"),
        ("Netzwerk aufbauen, Teil I", "Netzwerk aufbauen, Teil II"),
        ("Sprachmittlung bündeln", "Sprachmittlung für Behördengänge bündeln"),
        ("Angebote für Mütter", "Angebote für Väter"),
    ],
)
def test_different_titles(one: str, other: str) -> None:
    assert findings("duplicate-measure", catalogue(measure("1", one), measure("2", other))) == ()


def test_one_measure_alone_cannot_be_a_duplicate() -> None:
    assert outcome("duplicate-measure", catalogue(measure())).state == "not_applicable"


@given(st.lists(st.text(max_size=40), max_size=8))
def test_every_repeated_title_is_found_and_each_measure_at_most_once(titles: list[str]) -> None:
    measures = tuple(measure(str(i), title) for i, title in enumerate(titles))
    again = [later.number for _, later in similar_pairs(measures)]
    assert len(again) == len(set(again))
    assert len(list(similar_pairs((*measures, *measures)))) >= sum(any(c.isalnum() for c in t) for t in titles)


def test_no_finding_on_another_measure_names_an_internal_one() -> None:
    internal, open_, second = (
        measure("1", "Kurse planen", internal=True), measure("1", "Kurse planen"), measure("1", "Kurse planen", internal=True)
    )  # fmt: skip
    for rule in ("duplicate-number", "duplicate-measure"):
        found = findings(rule, catalogue(internal, open_, second))
        assert len(found) == 2, "the internal ones repeat the one that everybody sees, wherever they stand"
        assert all("Maßnahme 1 „Kurse planen“ (" in f.message for f in found)
    for rule in ("duplicate-number", "duplicate-measure"):
        alone = findings(rule, catalogue(internal, second))
        assert "einer internen Maßnahme" in alone[0].message or "eine interne Maßnahme" in alone[0].message
        assert alone[0].message.count("Kurse planen") == 1


def test_whether_numbers_start_again_may_be_told_by_the_source() -> None:
    """Then a part of the measures is enough to find what is twice."""
    part = catalogue(measure("1", field="Sprache"), measure("1", field="Wohnen"))
    assert len(findings("duplicate-number", replace(part, numbers_restart=False))) == 1
    assert findings("duplicate-number", replace(part, numbers_restart=True)) == ()
