"""A catalogue of measures as the rules see it: fields of action, goals, measures. No file, no database, no user.

Read from a file by `base/check`, or gathered from the database by `domain/concepts` (`facts.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from verbindlich.base.calc.values import Bodies, Budget, Period, Priority, Status


@dataclass(frozen=True, slots=True)
class FieldOfAction:
    """Handlungsfeld. `name` without "Handlungsfeld 3:"; `number` as given, "" where none."""

    name: str
    number: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """Ziel. `field` is the name of its field of action, "" where it has none."""

    title: str
    field: str = ""
    number: str = ""
    level: Literal["leitziel", "mittelfristig", "kurzfristig", ""] = ""
    where: str = ""
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """Maßnahme. `field` and `goal` are names ("" where none). `number_given` False: the running number was assigned.

    `more_goals`: further goals of the field that it serves, where the source sets it under several at once.
    """

    number: str
    title: str
    number_given: bool = True
    field: str = ""
    goal: str = ""
    more_goals: tuple[str, ...] = ()
    bodies: Bodies = Bodies()
    period: Period = Period()
    priority: Priority = Priority()
    budget: Budget = Budget()
    status: Status = Status()
    kind: Literal["strategisch", "operativ", ""] = ""
    description: str = ""
    indicator: str = ""
    remarks: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class ConceptFacts:
    """What is known of the concept beyond its measures. None: not known from the source (a rule then says what it needs).

    `text`: the concept's prose, paragraphs joined by newlines, None where the source has none (a spreadsheet).
    `elements`: ids of konzeptelemente.toml found as headings or sections with text.
    """

    text: str | None = None
    elements: frozenset[str] | None = None
    adopted_on: date | None = None
    adopted: bool | None = None
    revision_due: date | None = None
    revision_interval: bool | None = None
    monitoring_described: bool | None = None
    municipalities_heard: bool | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`columns`: which properties the source has a place for at all ("lead", "period", "priority", "budget", "goal", "status", …)."""

    fields: tuple[FieldOfAction, ...] = ()
    goals: tuple[Goal, ...] = ()
    measures: tuple[Measure, ...] = ()
    facts: ConceptFacts = field(default_factory=ConceptFacts)
    columns: frozenset[str] = frozenset()
