"""From rows to the catalogue that the rules judge. A place in it (`where`) knows its row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from django.utils import translation

from verbindlich.base.calc import catalogue as calc
from verbindlich.base.calc.values import (
    Bodies,
    Budget,
    Period,
    Priority,
    Status,
    parse_bodies,
    parse_budget,
    parse_period,
    parse_priority,
    parse_status,
)
from verbindlich.domain.concepts.models import Concept, FieldOfAction, Goal, Measure, MeasureBody, Section, Version
from verbindlich.domain.concepts.models.measure import State
from verbindlich.office.accounts.models import Municipality

COLUMNS = frozenset(
    [
        "number",
        "title",
        "description",
        "field",
        "goal",
        "lead",
        "partners",
        "period",
        "priority",
        "budget",
        "status",
        "kind",
        "indicator",
    ]
)
ENOUGH_WORDS = 50


class Place(str):
    """Where something stands, in words, with the row it is: `kind` and `pk` make the finding's link.

    `field`: the field of action that it belongs to, 0 for none; `internal`: an internal measure.
    """

    kind: Literal["measure", "goal", "field"]
    pk: int
    field: int
    internal: bool


def place(
    kind: Literal["measure", "goal", "field"], pk: int, words: str, field: int | None, internal: bool = False
) -> Place:
    made = Place(words)
    made.kind, made.pk, made.field, made.internal = kind, pk, field or 0, internal
    return made


@dataclass(frozen=True, slots=True)
class Plan:
    """Fields and goals by id, for building measures."""

    fields: dict[int, calc.FieldOfAction]
    goals: dict[int, calc.Goal]


def plan(municipality: Municipality) -> Plan:
    """Two queries."""
    rows = FieldOfAction.objects.of(municipality).values_list("pk", "name", "number", "state_fields")
    fields = {
        pk: calc.FieldOfAction(name, number, place("field", pk, f"Handlungsfeld {number}".strip(), pk), tuple(taken))
        for pk, name, number, taken in rows
    }
    goals = {
        pk: calc.Goal(
            title, fields[field].name if field in fields else "", number, level,
            place("goal", pk, f"Ziel {number}".strip(), field), indicator, pk, parent or 0,
        )
        for pk, title, field, number, level, indicator, parent in Goal.objects.of(municipality).values_list(
            "pk", "title", "field", "number", "level", "indicator", "parent"
        )
    }  # fmt: skip
    return Plan(fields, goals)


def catalogue(municipality: Municipality, rows: Iterable[Measure] | None = None) -> calc.Catalogue:
    """Everything that the rules judge, or with these measures alone; eight queries whatever the size."""
    known = plan(municipality)
    rows = list(Measure.objects.of(municipality) if rows is None else rows)
    return assemble(known, measures_of(municipality, known, rows), concept_facts(municipality))


def catalogue_of(municipality: Municipality, known: Plan, rows: list[Measure]) -> calc.Catalogue:
    """These measures alone, for rules that judge each by itself; two queries."""
    return assemble(known, measures_of(municipality, known, rows))


def assemble(
    known: Plan, measures: Iterable[calc.Measure], facts: calc.ConceptFacts | None = None, restart: bool | None = None
) -> calc.Catalogue:
    return calc.Catalogue(
        fields=tuple(known.fields.values()), goals=tuple(known.goals.values()), measures=tuple(measures),
        facts=facts or calc.ConceptFacts(), columns=COLUMNS, live=True, numbers_restart=restart,
    )  # fmt: skip


def measures_of(municipality: Municipality, known: Plan, rows: list[Measure]) -> list[calc.Measure]:
    """Two queries. `rows` without prefetching: bodies come as plain values."""
    few = [row.pk for row in rows] if len(rows) < 100 else None
    bodies, more, words = _bodies(municipality, few), _more_goals(municipality, few), state_words()
    return [
        measure(
            known, m.pk, m.number, m.title, m.field_id, m.goal_id, m.visibility, more=more.get(m.pk, ()), kind=m.kind,
            description=m.description, indicator=m.indicator, bodies=bodies_of(m, bodies[m.pk]), period=period_of(m),
            priority=priority_of(m), budget=budget_of(m), status=status_of(m, words),
        )
        for m in rows
    ]  # fmt: skip


def measure(
    known: Plan,
    pk: int,
    number: str,
    title: str,
    field: int | None,
    goal: int | None,
    visibility: str,
    *,
    more: Sequence[int] = (),
    **said: Any,
) -> calc.Measure:
    home, served = known.fields.get(field or 0), known.goals.get(goal or 0)
    stands, internal = (
        f"Handlungsfeld {home.number or home.name}" if home else "ohne Handlungsfeld",
        visibility == "intern",
    )
    where = place("measure", pk, stands, field, internal)
    goals = [key for key in (goal, *more) if key in known.goals]
    return calc.Measure(
        number or "ohne Nummer", title, bool(number), home.name if home else "", served.title if served else "",
        goal_keys=tuple(goals), where=where, internal=internal, **said,
    )  # fmt: skip


def _bodies(municipality: Municipality, pks: list[int] | None) -> dict[int, list[tuple[str, str]]]:
    rows = MeasureBody.objects.filter(measure__municipality=municipality)
    if pks is not None:
        rows = rows.filter(measure__in=pks)
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for measure, role, name in rows.values_list("measure", "role", "organisation__name"):
        found[measure].append((role, name))
    return found


def _more_goals(municipality: Municipality, pks: list[int] | None = None) -> dict[int, list[int]]:
    through = Measure.more_goals.through.objects.filter(measure__municipality=municipality)
    if pks is not None:
        through = through.filter(measure__in=pks)
    found: dict[int, list[int]] = defaultdict(list)
    for measure, goal in through.values_list("measure", "goal"):
        found[measure].append(goal)
    return found


def bodies_of(measure: Measure, named: Iterable[tuple[str, str]]) -> Bodies:
    """Organisations that lead; words alone ("alle Ämter") are judged as the check judges a file.

    Partners are left out: no finding may quote a name that can change without this room hearing of it.
    """
    leads = tuple(name for role, name in named if role == MeasureBody.Role.LEAD)
    if leads:
        return Bodies(", ".join(leads), leads)
    said = parse_bodies(measure.lead_note)
    return Bodies(said.raw, said.lead, (), said.vague)


def period_of(measure: Measure) -> Period:
    start, end = measure.start, measure.end
    if not (start or end or measure.recurring):
        return parse_period(measure.period_note)
    raw = measure.period_note or " – ".join(f"{d:%d.%m.%Y}" for d in (start, end) if d) or "laufend"
    against = ""
    if start and end and end < start:
        against = f"Das Ende ({end:%d.%m.%Y}) liegt vor dem Beginn ({start:%d.%m.%Y})."
    return Period(raw, "span" if end else "permanent" if measure.recurring else "open", start, end, against)


def priority_of(measure: Measure) -> Priority:
    if not measure.priority:
        return parse_priority(measure.priority_note)
    return Priority(measure.priority, measure.priority, stated=True)  # type: ignore[arg-type]


def budget_of(measure: Measure) -> Budget:
    if not measure.budget_kind:
        return parse_budget(measure.budget_note)
    amount = measure.amount if isinstance(measure.amount, Decimal) else None
    return Budget(measure.budget_note or measure.budget_kind, measure.budget_kind, amount, measure.per_year)  # type: ignore[arg-type]


def state_words() -> dict[str, str]:
    """Findings are German, whoever works at that moment in another language."""
    with translation.override("de"):
        return {value: str(label) for value, label in State.choices}


def status_of(measure: Measure, words: dict[str, str]) -> Status:
    if not measure.state:
        return parse_status(measure.state_note)
    return Status(words[measure.state], measure.state, measure.progress, stated=True)  # type: ignore[arg-type]


def concept_facts(municipality: Municipality) -> calc.ConceptFacts:
    """Three queries. Text that is too short to judge by counts as none (base/calc/prose.py)."""
    concept = Concept.objects.filter(municipality=municipality).first()
    sections = dict(Section.objects.filter(municipality=municipality).exclude(text="").values_list("element", "text"))
    adoptions = Version.objects.filter(municipality=municipality, adopted_on__isnull=False)
    adopted = adoptions.order_by("-adopted_on").values_list("adopted_on", flat=True).first()
    text = "\n".join(sections.values())
    return calc.ConceptFacts(
        text=text if len(text.split()) >= ENOUGH_WORDS else None,
        elements=frozenset(element for element, said in sections.items() if said.strip()),
        adopted_on=adopted,
        adopted=adopted is not None,
        revision_due=concept.next_revision if concept else None,
        revision_interval=bool(concept and (concept.revision_interval or concept.next_revision)),
        monitoring_described=bool(sections.get("monitoring-fortschreibung", "").strip()),
        municipalities_heard=bool(concept and concept.municipalities_heard.strip()),
    )
