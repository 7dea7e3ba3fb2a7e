from __future__ import annotations

from datetime import date

import pytest

from verbindlich.base import profiles

SAXONY = profiles.load("sachsen")


def test_unknown_state_names_those_there_are() -> None:
    with pytest.raises(profiles.UnknownProfile, match="sachsen"):
        profiles.load("atlantis")


def test_loaded_once() -> None:
    assert profiles.load("sachsen") is SAXONY
    assert SAXONY.provisions is SAXONY.provisions


def test_thirteen_authorities_with_dated_figures() -> None:
    assert len(SAXONY.authorities) == 13
    chemnitz = SAXONY.authorities[0]
    assert (chemnitz.name, chemnitz.kind, chemnitz.ags) == ("Chemnitz", "kreisfreie Stadt", "14511")
    assert (chemnitz.population.value, chemnitz.population.as_of) == (245618, date(2024, 12, 31))
    for authority in SAXONY.authorities:
        for figure in (authority.population, authority.protection_seekers_2024, authority.foreigners_2015):
            assert figure.value > 0 and figure.table and figure.publisher and figure.licence


def test_figures_6_and_7_speak_of_the_same_authorities() -> None:
    keys = {authority.ags for authority in SAXONY.authorities}
    assert {concept.ags for concept in SAXONY.concepts} == keys
    assert all(set(row) == keys for row in SAXONY.figure7.cells.values())


def test_twelve_of_thirteen_have_a_concept() -> None:
    assert sum(concept.valid for concept in SAXONY.concepts) == 12


@pytest.mark.parametrize("expected", SAXONY.expected_counts, ids=lambda e: e.criterion)
def test_counts_of_figure_7_are_those_the_guide_is_quoted_with(expected: profiles.ExpectedCount) -> None:
    counted = {word: SAXONY.figure7.count(expected.criterion, word) for word in expected.counts}
    assert counted == expected.counts


def test_contradictions_of_the_guide_are_kept() -> None:
    assert len(SAXONY.guide_notes) == 7
    assert "Abbildungen" in SAXONY.guide_gap


def test_provisions_have_force_and_reference() -> None:
    assert {p.force for p in SAXONY.provisions} == {"muss", "soll", "sollte", "kann", "zweck"}
    hearing = SAXONY.provision("anhoerung-gemeinden")
    assert hearing.cited == "SächsIntG § 12 Abs. 3 Satz 2 (muss)"
    assert hearing.applies_to == ("Landkreis",)


def test_state_fields_are_only_those_documented() -> None:
    assert (SAXONY.state_fields.expected, len(SAXONY.state_fields.fields)) == (22, 17)
    assert all(field.words for field in SAXONY.state_fields.fields)


def test_four_steps_of_the_decree_are_served() -> None:
    assert {step for element in SAXONY.elements for step in element.steps} == {
        "Bedarfs- und Potenzialanalyse",
        "Angebotsanalyse",
        "Leitbild",
        "Ziel- und Maßnahmenplanung",
    }
    assert len(SAXONY.elements) == 8 and sum(element.optional for element in SAXONY.elements) == 1


def test_four_functions() -> None:
    assert [f.id for f in SAXONY.functions] == ["leitbild", "gestaltung", "monitoring", "legitimierung"]


def test_the_concept_was_first_due_a_year_after_the_decree_came_into_force() -> None:
    assert SAXONY.provision("konzept-vorlage").force == "muss"
    assert SAXONY.first_due("konzept-vorlage") == date(2025, 9, 18)
    assert SAXONY.first_due("verwendungsnachweis") is None  # counts from an event
    with pytest.raises(KeyError):
        SAXONY.first_due("nichts")


def test_five_principles() -> None:
    assert len(SAXONY.principles) == 5
    assert all(word == word.casefold() for principle in SAXONY.principles for word in principle.words)


def test_five_forms_of_organisation_and_five_requirements() -> None:
    forms = {form.id: form for form in SAXONY.structure_forms}
    assert list(forms) == ["integriertes-amt", "querschnittsamt", "stabsstelle", "federfuehrung", "projekt"]
    assert "fehlende Weisungskompetenz" in forms["stabsstelle"].risks
    assert (forms["querschnittsamt"].centralisation, forms["projekt"].centralisation) == ("niedrig", "")
    assert [r.number for r in SAXONY.structure_requirements] == [1, 2, 3, 4, 5]


def test_eight_conditions_of_networks() -> None:
    found = SAXONY.network_conditions
    assert [condition.number for condition in found] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert (found[0].title, found[7].id) == ("alle relevanten Gruppen eingebunden", "steering")


def test_the_separation_is_quoted_as_it_stands() -> None:
    assert SAXONY.provision("fsa-trennung").quote == (
        "ist organisatorisch getrennt von der im engeren Sinne für ausländerrechtliche Angelegenheiten zuständigen Stelle durchzuführen"
    )


def test_ten_tasks_to_begin_a_register_with() -> None:
    assert len(SAXONY.tasks) == len(set(SAXONY.tasks)) == 10
