from __future__ import annotations

from dataclasses import replace

from tests.base.calc.building import catalogue, findings, measure, outcome
from verbindlich.base.calc.catalogue import Catalogue, FieldOfAction, Goal

HEALTH = FieldOfAction("Gesundheit", where="Maßnahmen!A30")


def test_field_without_goal() -> None:
    whole = catalogue(measure())
    found = findings("field-without-goal", replace(whole, fields=(*whole.fields, HEALTH)))
    assert [(f.where, f.measure) for f in found] == [("Maßnahmen!A30", None)]
    assert "„Gesundheit“" in found[0].message
    assert findings("field-without-goal", whole) == ()


def test_a_field_known_only_from_a_measure_stands_where_the_measure_does() -> None:
    lone = catalogue(measure(field="Gesundheit", goal="", where="Maßnahmen!A9"), fields=(FieldOfAction("Gesundheit"),))
    assert [f.where for f in findings("field-without-goal", lone)] == ["Maßnahmen!A9"]


def test_one_finding_where_the_file_knows_no_goals() -> None:
    two = catalogue(
        measure("1", field="Sprache", goal=""), measure("2", field="Wohnen", goal=""), columns=frozenset({"lead"})
    )
    assert [f.message for f in findings("field-without-goal", two)] == [
        "Die Datei nennt für keines ihrer 2 Handlungsfelder ein Ziel."
    ]
    assert [f.message for f in findings("measure-without-goal", two)] == [
        "Die Datei nennt für keine ihrer 2 Maßnahmen ein Ziel."
    ]


def test_goal_without_measure() -> None:
    whole = catalogue(measure())
    lone = Goal("Niemand bleibt allein.", field="Sprache", where="Maßnahmen!B9")
    found = findings("goal-without-measure", replace(whole, goals=(*whole.goals, lone)))
    assert [f.where for f in found] == ["Maßnahmen!B9"]
    assert findings("goal-without-measure", whole) == ()


def test_a_goal_of_the_same_wording_in_another_field_is_another_goal() -> None:
    whole = catalogue(measure())
    twin = replace(whole.goals[0], field="Wohnen", where="Maßnahmen!B20")
    assert [f.where for f in findings("goal-without-measure", replace(whole, goals=(*whole.goals, twin)))] == [
        "Maßnahmen!B20"
    ]


def test_a_measure_may_serve_several_goals() -> None:
    whole = catalogue(measure(more_goals=("Kurse sind erreichbar.",)))
    second = Goal("Kurse sind erreichbar.", field="Sprache")
    assert findings("goal-without-measure", replace(whole, goals=(*whole.goals, second))) == ()


def test_measure_without_goal_says_when_its_field_has_none_either() -> None:
    found = findings(
        "measure-without-goal",
        catalogue(measure("1.1"), measure("1.2", goal=""), measure("2.1", field="Gesundheit", goal="")),
    )
    assert [f.measure for f in found] == ["1.2", "2.1"]
    assert "Handlungsfeld" not in found[0].message
    assert "auch ihr Handlungsfeld hat keins" in found[1].message


def test_measure_without_field() -> None:
    one = catalogue(measure("1"), measure("2", field=""))
    assert [f.measure for f in findings("measure-without-field", one)] == ["2"]
    assert len(findings("measure-without-field", catalogue(measure("1", field=""), measure("2", field="")))) == 1
    assert findings("measure-without-field", catalogue(measure())) == ()


def test_goal_without_indicator() -> None:
    assert findings("goal-without-indicator", catalogue(measure(indicator="Plätze"))) == ()
    assert len(findings("goal-without-indicator", catalogue(measure(indicator="")))) == 1


def test_an_indicator_of_the_goal_itself_counts() -> None:
    goal = Goal("Alle finden einen Kurs.", field="Sprache", indicator="Wartezeit")
    assert findings("goal-without-indicator", catalogue(measure(indicator=""), goals=(goal,))) == ()


def test_rules_of_the_chain_do_not_apply_without_its_links() -> None:
    for rule in ("field-without-goal", "goal-without-measure", "measure-without-goal", "goal-without-indicator"):
        assert outcome(rule, Catalogue()).state == "not_applicable"


def test_goals_with_keys_are_known_by_them_and_not_by_their_words() -> None:
    """In the application two goals may read the same, and a measure may stand in another field than its goal."""
    goals = (
        Goal("Arbeit finden", field="Arbeit", where="a", key=1),
        Goal("Arbeit finden", field="Arbeit", where="b", key=2),
    )
    whole = catalogue(measure(field="Sprache", goal="Arbeit finden", goal_keys=(1,)), goals=goals, live=True)
    assert [f.where for f in findings("goal-without-measure", whole)] == ["b"]
    assert [f.where for f in findings("goal-without-indicator", whole)] == ["b"]


def test_what_serves_a_goal_serves_those_above_it() -> None:
    goals = tuple(Goal(f"Ziel {n}", where=str(n), key=n, above=n - 1) for n in (1, 2, 3))
    lone = Goal("Allein", where="lone", key=4)
    whole = catalogue(measure(goal_keys=(3,)), goals=(*goals, lone), live=True)
    assert [f.where for f in findings("goal-without-measure", whole)] == ["lone"]


def test_in_the_application_a_field_needs_a_goal_of_its_own() -> None:
    """What one measure serves must not change the finding on another."""
    fields = (FieldOfAction("Sprache"), FieldOfAction("Arbeit"))
    goals = (Goal("Arbeit finden", field="Arbeit", key=1),)
    served = measure("1", field="Sprache", goal="Arbeit finden", goal_keys=(1,))
    whole = catalogue(served, measure("2", field="Sprache", goal=""), fields=fields, goals=goals, live=True)
    assert [f.message for f in findings("field-without-goal", whole)] == ["Das Handlungsfeld „Sprache“ hat kein Ziel."]
    assert "auch ihr Handlungsfeld hat keins" in findings("measure-without-goal", whole)[0].message
