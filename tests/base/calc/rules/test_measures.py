from __future__ import annotations

from datetime import date

import pytest

from tests.base.calc.building import catalogue, findings, measure, outcome
from verbindlich.base.calc.catalogue import Catalogue
from verbindlich.base.calc.values import Bodies, Budget, Period, Priority, Status

ENDED = Period(raw="bis 2025", kind="span", end=date(2025, 12, 31))
LACKING = {
    "measure-without-lead": ("lead", {"bodies": Bodies(raw="N. N.")}),
    "measure-without-period": ("period", {"period": Period(raw="N. N.")}),
    "measure-without-priority": ("priority", {"priority": Priority(raw="N. N.")}),
    "measure-without-budget": ("budget", {"budget": Budget(raw="N. N.")}),
}


@pytest.mark.parametrize("rule", LACKING)
def test_names_each_measure_that_lacks_the_statement(rule: str) -> None:
    _, gap = LACKING[rule]
    found = findings(rule, catalogue(measure("1.1"), measure("1.2", where="Maßnahmen!A6", **gap)))
    assert [(f.measure, f.where) for f in found] == [("1.2", "Maßnahmen!A6")]
    assert "„N. N.“ ist ein Platzhalter" in found[0].message


def test_partners_without_a_lead_are_named_and_no_placeholder() -> None:
    gap = measure("1.1", bodies=Bodies(raw="Klinikum", partners=("Klinikum",)))
    (found,) = findings("measure-without-lead", catalogue(gap))
    assert found.message.endswith("keine Federführung angegeben; beteiligt: Klinikum.")


@pytest.mark.parametrize("rule", LACKING)
def test_clean_where_all_measures_state_it(rule: str) -> None:
    assert findings(rule, catalogue(measure("1.1"), measure("1.2"))) == ()


@pytest.mark.parametrize("rule", LACKING)
def test_one_finding_where_the_file_has_no_place_for_it(rule: str) -> None:
    column, gap = LACKING[rule]
    empty = {name: type(value)() for name, value in gap.items()}
    found = findings(rule, catalogue(measure("1.1", **empty), measure("1.2", **empty), columns=frozenset()))
    assert [f.measure for f in found] == [None]
    assert "für keine ihrer 2 Maßnahmen" in found[0].message


@pytest.mark.parametrize("rule", LACKING)
def test_not_applicable_rather_than_clean_without_measures(rule: str) -> None:
    assert outcome(rule, Catalogue()).state == "not_applicable"


def test_an_empty_cell_is_said_to_be_missing_not_a_placeholder() -> None:
    found = findings("measure-without-lead", catalogue(measure("1.1"), measure("1.2", bodies=Bodies())))
    assert found[0].message == "Maßnahme 1.2 „Vorhaben 1.2 umsetzen“: keine Federführung angegeben."


def test_no_measures_is_an_error_of_its_own() -> None:
    assert [f.severity for f in findings("no-measures", Catalogue())] == ["error"]
    assert findings("no-measures", catalogue(measure())) == ()


def test_contradicting_period() -> None:
    bad = Period(raw="2027 – 2025", kind="span", contradiction="Das Ende 2025 liegt vor dem Beginn 2027.")
    found = findings("period-contradicts-itself", catalogue(measure("1.1"), measure("1.2", period=bad)))
    assert [f.measure for f in found] == ["1.2"]
    assert "Das Ende 2025 liegt vor dem Beginn 2027." in found[0].message


def test_contradiction_is_not_applicable_where_no_period_is_stated() -> None:
    assert outcome("period-contradicts-itself", catalogue(measure(period=Period()))).state == "not_applicable"


def test_vague_lead() -> None:
    vague = Bodies(raw="alle Ämter", lead=("alle Ämter",), vague=True)
    found = findings("lead-too-vague", catalogue(measure("1.1"), measure("1.2", bodies=vague)))
    assert [f.measure for f in found] == ["1.2"]
    assert outcome("lead-too-vague", catalogue(measure(bodies=Bodies()))).state == "not_applicable"


@pytest.mark.parametrize(
    ("status", "overdue"),
    [
        (Status(raw="läuft", state="running", stated=True), True),
        (Status(raw="zurückgestellt", state="paused", stated=True), True),
        (Status(), True),
        (Status(raw="umgesetzt", state="done", stated=True), False),
        (Status(raw="entfällt", state="dropped", stated=True), False),
        (Status(raw="Gespräche wurden geführt", stated=True), False),
    ],
    ids=["running", "paused", "not stated", "done", "dropped", "not understood"],
)
def test_overdue_is_what_ended_and_is_not_done(status: Status, overdue: bool) -> None:
    found = findings("measure-overdue", catalogue(measure("1.1"), measure("1.2", period=ENDED, status=status)))
    assert [f.measure for f in found] == (["1.2"] if overdue else [])


def test_a_measure_is_not_overdue_on_its_last_day() -> None:
    last_day = Period(raw="bis 01.03.2026", kind="span", end=date(2026, 3, 1))
    assert findings("measure-overdue", catalogue(measure(period=last_day))) == ()


def test_overdue_needs_the_application_where_the_file_knows_no_status() -> None:
    without = catalogue(measure(period=ENDED, status=Status()), columns=frozenset({"period"}))
    assert outcome("measure-overdue", without).state == "needs_application"


def test_a_long_title_is_cut_in_the_message() -> None:
    found = findings("measure-without-lead", catalogue(measure("1.1", "Wort " * 100, bodies=Bodies())))
    assert len(found[0].message) < 150
