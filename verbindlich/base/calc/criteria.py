"""The four statements that make a measure binding (guide 3.3.5.4): who, until when, how urgent, with what money."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from verbindlich.base.calc.catalogue import Catalogue, FieldOfAction, Measure

STATED: Mapping[str, Callable[[Measure], bool]] = {
    "lead": lambda measure: measure.bodies.stated,
    "period": lambda measure: measure.period.stated,
    "priority": lambda measure: measure.priority.stated,
    "budget": lambda measure: measure.budget.stated,
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """How many measures make the statement, and the numbers of those that do not, in the order of the catalogue."""

    having: int
    without: tuple[str, ...]


def criteria(catalogue: Catalogue) -> dict[str, Criterion]:
    """The four criteria by name. A placeholder is no statement; a vague or contradictory statement is one."""
    return {name: criterion(catalogue, stated) for name, stated in STATED.items()}


def criterion(catalogue: Catalogue, stated: Callable[[Measure], bool]) -> Criterion:
    without = tuple(measure.number for measure in catalogue.measures if not stated(measure))
    return Criterion(having=len(catalogue.measures) - len(without), without=without)


def fields_without_goal(catalogue: Catalogue) -> tuple[FieldOfAction, ...]:
    """Fields of action that neither have a goal of their own nor, in a file, hold a measure that names one (guide 5.2.4)."""
    covered = {goal.field for goal in catalogue.goals}
    if not catalogue.live:
        covered |= {measure.field for measure in catalogue.measures if measure.goal}
    return tuple(field for field in catalogue.fields if field.name not in covered)
