"""The check from end to end: a file, its catalogue, the rules, one result. Knows no terminal, no page and no user."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from verbindlich.base import profiles
from verbindlich.base.calc.catalogue import Catalogue
from verbindlich.base.calc.criteria import Criterion, criteria, fields_without_goal
from verbindlich.base.calc.figure7 import Row, budget_row, figure7
from verbindlich.base.calc.findings import Finding, Outcome, Severity, by_severity
from verbindlich.base.calc.rules import Reference, RuleContext, judge
from verbindlich.base.check.ledger import Entry, Problem
from verbindlich.base.check.mapping import map_source
from verbindlich.base.check.synonyms import Synonyms
from verbindlich.base.readers.source import Source

KINDS = {"landkreis": "Landkreis", "stadt": "kreisfreie Stadt", "gemeinde": "kreisangehörige Gemeinde"}


@dataclass(frozen=True)
class CheckResult:
    """What the check found. `source`: name of the file; `rows`: figure 7, `budget`: the line that the figure lacks.

    `findings`: errors first. `not_taken_over`/`remarks`: cells outside the catalogue. `problems`: what reading and
    mapping could not settle. `kind`: as in RuleContext.
    """

    source: str
    today: date
    kind: str | None
    catalogue: Catalogue
    criteria: Mapping[str, Criterion]
    fields_without_goal: tuple[str, ...]
    rows: tuple[Row, ...]
    budget: Row
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    remarks: tuple[Entry, ...]
    not_taken_over: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        return self.count("error") > 0

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity == severity for finding in self.findings)


def check_file(
    path: Path, *, synonyms: Synonyms, today: date, kind: str | None = None, off: Mapping[str, str] | None = None
) -> CheckResult:
    """As `check`, from a file read in a limited child process. Raises UnreadableFile with a German message."""
    from verbindlich.base import readers

    return check(readers.read(path), synonyms=synonyms, today=today, kind=kind, off=off)


def check(
    source: Source,
    *,
    synonyms: Synonyms,
    today: date,
    kind: str | None = None,
    off: Mapping[str, str] | None = None,
    state: str = "sachsen",
) -> CheckResult:
    """Map `source` to a catalogue and judge it. `kind`: a value of KINDS; `off`: rule ids with the reason each is off.

    Raises UnknownRule where `off` names no rule, profiles.UnknownProfile for an unknown `state`.
    """
    mapping = map_source(source, synonyms)
    return result_for(
        mapping.catalogue,
        source=source.name,
        context=rule_context(state, today, kind),
        off=off,
        ledger=mapping.ledger,
        problems=tuple(Problem("", note) for note in source.notes) + mapping.problems,
    )


def result_for(
    catalogue: Catalogue,
    *,
    source: str,
    context: RuleContext,
    off: Mapping[str, str] | None = None,
    ledger: tuple[Entry, ...] = (),
    problems: tuple[Problem, ...] = (),
) -> CheckResult:
    """Judge a catalogue, wherever it comes from. Raises UnknownRule."""
    outcomes = judge(catalogue, context, off)
    return CheckResult(
        source=source,
        today=context.today,
        kind=context.kind,
        catalogue=catalogue,
        criteria=criteria(catalogue),
        fields_without_goal=tuple(field.name for field in fields_without_goal(catalogue)),
        rows=figure7(catalogue),
        budget=budget_row(catalogue),
        outcomes=outcomes,
        findings=by_severity(outcomes),
        remarks=tuple(entry for entry in ledger if entry.kind == "remark"),
        not_taken_over=tuple(entry for entry in ledger if entry.kind == "not_taken_over"),
        problems=problems,
    )


def rule_context(state: str, today: date, kind: str | None) -> RuleContext:
    """What the rules need of a state's profile, as plain values. Raises profiles.UnknownProfile."""
    fields, expected, steps, principles = references(state)
    return RuleContext(today, kind, fields, expected, steps, principles)


@cache
def references(state: str) -> tuple[tuple[Reference, ...], int, tuple[Reference, ...], tuple[Reference, ...]]:
    profile = profiles.load(state)
    return (
        tuple(Reference(field.name, field.words) for field in profile.state_fields.fields),
        profile.state_fields.expected,
        decree_steps(profile.elements),
        tuple(Reference(principle.title, principle.words) for principle in profile.principles),
    )


def decree_steps(elements: tuple[profiles.ConceptElement, ...]) -> tuple[Reference, ...]:
    """The steps of the decree, each with the elements that serve it, in the order of the elements."""
    names = dict.fromkeys(step for element in elements for step in element.steps)
    return tuple(Reference(name, tuple(e.id for e in elements if name in e.steps)) for name in names)
