from __future__ import annotations

import re
from datetime import date

import pytest

from tests.base.calc.building import CONTEXT, catalogue, measure, outcome
from verbindlich.base.calc.catalogue import Catalogue
from verbindlich.base.calc.findings import SEVERITIES, by_severity
from verbindlich.base.calc.rules import Rule, UnknownRule, judge, registered, rule
from verbindlich.base.calc.values import Bodies

ISSUE = {
    "field-without-goal",
    "goal-without-measure",
    "measure-without-goal",
    "measure-without-lead",
    "lead-too-vague",
    "measure-without-period",
    "period-contradicts-itself",
    "measure-overdue",
    "measure-without-priority",
    "measure-without-budget",
    "duplicate-measure",
    "no-strategic-measure",
    "nothing-for-steering-or-monitoring",
    "monitoring-not-described",
    "revision-interval-missing",
    "revision-missed",
    "not-adopted",
    "decree-step-missing",
    "state-field-not-covered",
    "principle-not-found",
    "goal-without-indicator",
    "hearing-not-documented",
}


def test_every_rule_asked_for_exists() -> None:
    assert {r.id for r in registered()} >= ISSUE


@pytest.mark.parametrize("one", registered(), ids=lambda r: r.id)
def test_a_rule_says_what_it_wants_and_where_that_stands(one) -> None:  # type: ignore[no-untyped-def]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", one.id)
    assert one.sentence.endswith(".") and one.advice[-1] in ".?"
    assert re.match(r"(Leitfaden \d|KomIntAVO §|SächsIntG §)", one.source)
    assert one.severity in SEVERITIES and one.condition


def test_a_catalogue_without_measures_is_never_called_clean() -> None:
    states = {o.rule: o.state for o in judge(Catalogue(), CONTEXT)}
    assert states.pop("no-measures") == "found"
    assert "clean" not in states.values()


def test_a_rule_that_is_off_keeps_its_reason_and_finds_nothing() -> None:
    gap = catalogue(measure(bodies=Bodies()))
    off = outcome("measure-without-lead", gap, off={"measure-without-lead": "Wird im Kreistag geklärt"})
    assert (off.state, off.reason, off.findings) == ("off", "Wird im Kreistag geklärt", ())


def test_an_unknown_rule_is_refused_with_what_was_meant() -> None:
    with pytest.raises(UnknownRule, match="measure-without-lead"):
        judge(Catalogue(), CONTEXT, {"measure-without-leads": ""})


def test_a_rule_cannot_be_registered_twice() -> None:
    with pytest.raises(ValueError, match="twice"):
        rule("no-measures", sentence=".", advice=".", source="Leitfaden 1", severity="note")(lambda _, __: ())


def test_findings_come_by_severity_and_then_in_the_order_of_the_catalogue() -> None:
    gaps = catalogue(*(measure(str(i), goal="", bodies=Bodies()) for i in range(3)))
    found = by_severity(judge(gaps, CONTEXT))
    ranks = [SEVERITIES.index(f.severity) for f in found]
    assert ranks == sorted(ranks)
    assert [f.measure for f in found if f.rule == "measure-without-lead"] == ["0", "1", "2"]


def test_the_day_comes_from_outside() -> None:
    of = catalogue(measure())
    assert outcome("measure-overdue", of).state == "clean"
    from dataclasses import replace

    assert outcome("measure-overdue", of, replace(CONTEXT, today=date(2099, 1, 1))).state == "found"


def test_what_is_lacking_in_the_application_is_said_in_its_own_words() -> None:
    file, live = catalogue(measure()), catalogue(measure(), live=True)
    assert outcome("revision-missed", file).reason.startswith("Braucht die Anwendung")
    assert (
        outcome("revision-missed", live).reason
        == "Der Termin der nächsten Überprüfung oder Fortschreibung ist nicht eingetragen."
    )


@pytest.mark.parametrize("one", registered(), ids=lambda rule: rule.id)
def test_a_rule_can_be_judged_anew_after_a_change(one: Rule) -> None:
    """It judges each measure by itself, or it says what it reads and which part of the measures is enough."""
    assert not (one.local and one.reads)
    assert bool(one.reads) == (one.excerpt not in ("", "aimless"))
