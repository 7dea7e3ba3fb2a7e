from __future__ import annotations

import pytest

from tests.base.calc.building import catalogue, measure, prose
from verbindlich.base import profiles
from verbindlich.base.calc.catalogue import Catalogue, ConceptFacts, Goal
from verbindlich.base.calc.figure7 import Row, budget_row, figure7
from verbindlich.base.calc.values import Bodies, Budget


def row(criterion: str, of: Catalogue) -> Row:
    return next(r for r in figure7(of) if r.criterion == criterion)


def test_the_criteria_are_those_of_the_figure_in_its_order() -> None:
    assert tuple(r.criterion for r in figure7(Catalogue())) == profiles.load("sachsen").figure7.criteria


@pytest.mark.parametrize(
    ("leads", "answer", "share"),
    [([1, 1], "ja", "2 von 2"), ([1, 0], "teilweise", "1 von 2"), ([0, 0], "nein", "0 von 2")],
)
def test_all_some_none(leads: list[int], answer: str, share: str) -> None:
    of = catalogue(*(measure(str(i), **({} if lead else {"bodies": Bodies()})) for i, lead in enumerate(leads)))
    assert (row("Umsetzungsakteure", of).answer, row("Umsetzungsakteure", of).share) == (answer, share)


def test_without_measures_nothing_is_answered_with_no() -> None:
    assert {r.answer for r in figure7(Catalogue())} == {"nicht prüfbar"}


def test_goals_alone_are_told_apart() -> None:
    assert row("Ziele und Maßnahmen", Catalogue(goals=(Goal("Z"),))).answer == "teilweise"


def test_what_only_the_text_tells() -> None:
    spoken = catalogue(
        measure(), facts=prose(elements=frozenset({"ausgangslage"}), monitoring_described=True, revision_interval=False)
    )
    answers = {r.criterion: r.answer for r in figure7(spoken)}
    assert answers["Angebotsanalyse"] == answers["Monitoring"] == "ja"
    assert answers["Integrationsverständnis"] == answers["Fortschreibung"] == "nein"


def test_a_spreadsheet_cannot_tell_what_only_the_text_does() -> None:
    answers = {r.criterion: r.answer for r in figure7(catalogue(measure(), facts=ConceptFacts()))}
    assert answers["Monitoring"] == answers["Bedarfs- und Potenzialanalyse"] == "nicht prüfbar"


def test_budget_stands_beside_the_figure() -> None:
    of = catalogue(measure("1"), measure("2", budget=Budget()))
    assert (budget_row(of).answer, budget_row(of).share) == ("teilweise", "1 von 2")
