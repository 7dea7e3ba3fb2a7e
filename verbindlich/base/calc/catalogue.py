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
    """Handlungsfeld. `name` without "Handlungsfeld 3:"; `number` as given, "" where none.

    `takes_up`: names of the state's fields that the municipality itself says it takes up.
    """

    name: str
    number: str = ""
    where: str = ""
    takes_up: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """Ziel. `field` is the name of its field of action, "" where it has none.

    `key` tells goals apart that read the same, and `above` is the key of the goal that it serves: where the source knows.
    """

    title: str
    field: str = ""
    number: str = ""
    level: Literal["leitziel", "mittelfristig", "kurzfristig", ""] = ""
    where: str = ""
    indicator: str = ""
    key: int = 0
    above: int = 0


@dataclass(frozen=True, slots=True)
class Measure:
    """Maßnahme. `field` and `goal` are names ("" where none). `number_given` False: the running number was assigned.

    `more_goals`: further goals of the field that it serves, where the source sets it under several at once; `goal_keys`: of
    all that it serves, where the source has keys. `areas`: those of `rules/steering.py` that its words name, None where nobody
    has looked yet. `internal`: no finding on another measure may name it.
    """

    number: str
    title: str
    number_given: bool = True
    field: str = ""
    goal: str = ""
    more_goals: tuple[str, ...] = ()
    goal_keys: tuple[int, ...] = ()
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
    areas: tuple[str, ...] | None = None
    internal: bool = False


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
    """`columns`: which properties the source has a place for at all ("lead", "period", "priority", "budget", "goal", "status", …).

    `live`: gathered from the application, where every property has a place and the concept itself is judged, not a file.
    `numbers_restart`: whether two fields begin with the same number, None where the measures here show it.
    """

    fields: tuple[FieldOfAction, ...] = ()
    goals: tuple[Goal, ...] = ()
    measures: tuple[Measure, ...] = ()
    facts: ConceptFacts = field(default_factory=ConceptFacts)
    columns: frozenset[str] = frozenset()
    live: bool = False
    numbers_restart: bool | None = None
