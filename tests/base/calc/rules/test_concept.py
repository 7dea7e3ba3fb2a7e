from __future__ import annotations

from datetime import date

import pytest

from tests.base.calc.building import catalogue, findings, measure, outcome, prose
from verbindlich.base.calc.catalogue import Catalogue, ConceptFacts

FACTS = {
    "monitoring-not-described": "monitoring_described",
    "revision-interval-missing": "revision_interval",
    "not-adopted": "adopted",
}


def with_facts(facts: ConceptFacts) -> Catalogue:
    return catalogue(measure(), facts=facts)


@pytest.mark.parametrize(("rule", "fact"), FACTS.items())
def test_found_where_a_whole_text_does_not_say_it(rule: str, fact: str) -> None:
    assert len(findings(rule, with_facts(prose(**{fact: False})))) == 1


@pytest.mark.parametrize(("rule", "fact"), FACTS.items())
def test_clean_where_it_is_said_however_short_the_text(rule: str, fact: str) -> None:
    assert findings(rule, with_facts(ConceptFacts(text="Zwei Zeilen.", **{fact: True}))) == ()


@pytest.mark.parametrize(("rule", "fact"), FACTS.items())
@pytest.mark.parametrize("text", [None, "Nur eine Überschrift"])
def test_needs_the_application_where_the_file_cannot_tell(rule: str, fact: str, text: str | None) -> None:
    known = {} if text is None else {fact: False}
    result = outcome(rule, with_facts(ConceptFacts(text=text, **known)))
    assert result.state == "needs_application"
    assert "Braucht die Anwendung" in result.reason


def test_what_the_application_says_counts_without_a_text() -> None:
    assert len(findings("monitoring-not-described", with_facts(ConceptFacts(monitoring_described=False)))) == 1


@pytest.mark.parametrize(("due", "missed"), [(date(2026, 2, 28), 1), (date(2026, 3, 1), 0), (date(2030, 1, 1), 0)])
def test_revision_missed(due: date, missed: int) -> None:
    assert len(findings("revision-missed", with_facts(ConceptFacts(revision_due=due)))) == missed


def test_revision_missed_needs_a_date() -> None:
    assert outcome("revision-missed", with_facts(ConceptFacts())).state == "needs_application"


def test_principles_are_notes_in_a_text_without_a_passage() -> None:
    assert [f.severity for f in findings("principle-not-found", with_facts(prose()))] == ["note"]
    shown = prose(text=prose().text + "Wir sehen die Potenziale der Menschen.")
    assert findings("principle-not-found", with_facts(shown)) == ()
    assert outcome("principle-not-found", with_facts(ConceptFacts())).state == "needs_application"
