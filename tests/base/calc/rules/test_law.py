from __future__ import annotations

from dataclasses import replace

import pytest

from tests.base.calc.building import CONTEXT, catalogue, findings, measure, outcome, prose
from verbindlich.base import profiles
from verbindlich.base.calc.catalogue import Catalogue, ConceptFacts, FieldOfAction
from verbindlich.base.calc.rules import Reference, registered
from verbindlich.base.calc.rules.law import covered_names

STATE_FIELDS = tuple(Reference(field.name, field.words) for field in profiles.load("sachsen").state_fields.fields)


def test_missing_step_of_the_decree() -> None:
    facts = prose(elements=frozenset({"handlungsfelder"}))
    assert [f.message for f in findings("decree-step-missing", catalogue(measure(), facts=facts))] == [
        "Kein Abschnitt zum Schritt „Leitbild“ in dieser Datei gefunden."
    ]


def test_any_of_its_elements_is_enough_for_a_step() -> None:
    facts = prose(elements=frozenset({"leitlinien", "handlungsfelder"}))
    assert findings("decree-step-missing", catalogue(measure(), facts=facts)) == ()


def test_a_catalogue_of_measures_is_a_plan_of_measures() -> None:
    facts = prose(elements=frozenset({"leitlinien"}))
    assert findings("decree-step-missing", catalogue(measure(), facts=facts)) == ()
    assert len(findings("decree-step-missing", Catalogue(facts=facts))) == 1


def test_steps_need_the_text() -> None:
    assert outcome("decree-step-missing", catalogue(measure())).state == "needs_application"
    short = ConceptFacts(text="Maßnahmenblätter", elements=frozenset())
    assert outcome("decree-step-missing", catalogue(measure(), facts=short)).state == "needs_application"


@pytest.mark.parametrize(
    ("kind", "heard", "state"),
    [
        ("Landkreis", False, "found"),
        ("Landkreis", True, "clean"),
        ("Landkreis", None, "needs_application"),
        ("kreisfreie Stadt", False, "not_applicable"),
        ("kreisangehörige Gemeinde", False, "not_applicable"),
        (None, False, "needs_application"),
    ],
)
def test_hearing_binds_districts_only(kind: str | None, heard: bool | None, state: str) -> None:
    of = catalogue(measure(), facts=prose(municipalities_heard=heard))
    assert outcome("hearing-not-documented", of, replace(CONTEXT, kind=kind)).state == state


def test_state_fields_are_one_note_with_the_list_and_the_numbers() -> None:
    found = findings("state-field-not-covered", catalogue(measure(field="Sprache")))
    assert len(found) == 1 and found[0].severity == "note"
    assert "1 von 2 belegten Feldern des ZIK II (von insgesamt 3)" in found[0].message
    assert "„Wohnen und Wohnumfeld“" in found[0].message
    both = catalogue(measure("1", field="Sprache"), measure("2", field="Wohnen"))
    assert findings("state-field-not-covered", both) == ()


def test_state_fields_need_fields() -> None:
    assert outcome("state-field-not-covered", Catalogue(fields=())).state == "not_applicable"
    assert outcome("state-field-not-covered", Catalogue(fields=(FieldOfAction("Sport"),))).state == "found"


@pytest.mark.parametrize(
    ("municipal", "covered"),
    [
        ("Sprache", "Sprache und Verständigung"),
        ("Spracherwerb und Sprachförderung", "Sprache und Verständigung"),
        ("Bildung", "Frühkindliche und schulische Bildung"),
        ("Frühkindliche und Schulbildung", "Frühkindliche und schulische Bildung"),
        ("Arbeitsmarktintegration", "Aus- und Weiterbildung, Arbeit"),
        ("WOHNEN", "Wohnen und Wohnumfeld"),
        ("Gesundheitsversorgung", "Gesundheit und Pflege"),
        (
            "Interkulturelle Öffnung der Verwaltung",
            "Interkulturelle Öffnung von Verwaltung, Wirtschaft und Zivilgesellschaft",
        ),
        ("Politische Teilhabe", "Politisches Engagement fördern"),
        ("Antirassismus", "Antidiskriminierungspolitik"),
    ],
)
def test_field_names_are_matched_tolerantly(municipal: str, covered: str) -> None:
    assert covered in covered_names([municipal], STATE_FIELDS)


@pytest.mark.parametrize("state_field", STATE_FIELDS, ids=lambda field: field.name)
def test_the_full_name_covers_that_field_and_no_other(state_field: Reference) -> None:
    assert covered_names([state_field.name.upper()], STATE_FIELDS) == {state_field.name}


def test_a_foreign_name_covers_nothing() -> None:
    assert covered_names(["Digitalisierung", "Zusammenarbeit"], STATE_FIELDS) == set()


def test_paragraph_and_force_are_those_of_the_profile() -> None:
    law = {rule.source: rule.force for rule in registered() if "§" in rule.source}
    assert law, "no rule cites the law"
    known = {provision.ref.partition(";")[0]: provision.force for provision in profiles.load("sachsen").provisions}
    assert law == {ref: known.get(ref) for ref in law}


def test_a_field_takes_up_what_the_municipality_says_it_does() -> None:
    whole = catalogue(
        measure(), fields=(FieldOfAction("Ankommen", takes_up=("Wohnen und Wohnumfeld", "gibt es nicht")),)
    )
    message = findings("state-field-not-covered", whole)[0].message
    assert message.startswith("1 von 2 belegten Feldern")
    assert "Wohnen" not in message
