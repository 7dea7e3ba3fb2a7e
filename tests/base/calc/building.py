"""Hand-built catalogues: a measure that says everything, and short ways to take something away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from verbindlich.base.calc.catalogue import Catalogue, ConceptFacts, FieldOfAction, Goal, Measure
from verbindlich.base.calc.findings import Finding, Outcome
from verbindlich.base.calc.rules import Reference, RuleContext, judge
from verbindlich.base.calc.values import Bodies, Budget, Period, Priority, Status

TODAY = date(2026, 3, 1)
ALL_COLUMNS = frozenset({"lead", "period", "priority", "budget", "goal", "status", "indicator"})
PROSE = "Das Konzept beschreibt die Lage im Kreis. " * 20

WHOLE = Measure(
    number="1.1",
    title="Sprachkurs-Börse aufbauen",
    field="Sprache",
    goal="Alle finden einen Kurs.",
    bodies=Bodies(raw="Sozialamt", lead=("Sozialamt",)),
    period=Period(raw="2026–2027", kind="span", start=date(2026, 1, 1), end=date(2027, 12, 31)),
    priority=Priority(raw="hoch", level="hoch", stated=True),
    budget=Budget(raw="nein", kind="none_needed"),
    status=Status(raw="läuft", state="running", stated=True),
    indicator="Zahl der vermittelten Plätze",
    where="Maßnahmen!A5",
)

CONTEXT = RuleContext(
    today=TODAY,
    kind="Landkreis",
    state_fields=(Reference("Sprache und Verständigung", ("sprach",)), Reference("Wohnen und Wohnumfeld", ("wohn",))),
    state_fields_expected=3,
    decree_steps=(
        Reference("Leitbild", ("integrationsverstaendnis", "leitlinien")),
        Reference("Ziel- und Maßnahmenplanung", ("handlungsfelder", "ziele-massnahmen")),
    ),
    principles=(Reference("an Potenzialen ausgerichtet", ("potenzial",)),),
)


def measure(number: str = "1.1", title: str = "", **changes: Any) -> Measure:
    """A measure without a gap, with `changes`. The title is made from the number where none is given."""
    return replace(WHOLE, number=number, title=title or f"Vorhaben {number} umsetzen", **changes)


def catalogue(*measures: Measure, **changes: Any) -> Catalogue:
    """A catalogue of these measures with the fields and goals that they name."""
    names = dict.fromkeys(m.field for m in measures if m.field)
    goals = dict.fromkeys((m.field, m.goal) for m in measures if m.goal)
    whole = Catalogue(
        fields=tuple(FieldOfAction(name, where="Maßnahmen!A4") for name in names),
        goals=tuple(Goal(title, field=field, where="Maßnahmen!B4") for field, title in goals),
        measures=measures,
        columns=ALL_COLUMNS,
    )
    return replace(whole, **changes)


def prose(**facts: Any) -> ConceptFacts:
    """Facts of a concept whose text is long enough to judge by what is missing."""
    return ConceptFacts(**{"text": PROSE, **facts})


def outcome(rule: str, of: Catalogue, context: RuleContext = CONTEXT, off: dict[str, str] | None = None) -> Outcome:
    return next(o for o in judge(of, context, off) if o.rule == rule)


def findings(rule: str, of: Catalogue, context: RuleContext = CONTEXT) -> tuple[Finding, ...]:
    """The findings of one rule; fails where the rule did not judge."""
    result = outcome(rule, of, context)
    assert result.state in ("found", "clean"), result.reason
    return result.findings
