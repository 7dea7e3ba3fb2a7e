"""What a catalogue must yield, written by hand from its intention, and how a reading differs from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from verbindlich.base.calc.criteria import criteria, fields_without_goal
from verbindlich.base.check.mapping import Mapping
from verbindlich.base.readers.source import Source, Table


@dataclass(frozen=True)
class Expected:
    """`lead`, `period`, `priority`, `budget`: the numbers without such a statement, "*" for all; numbers parted by blanks.

    `spots`: number → attribute of the measure ("period.end") → value.
    """

    fields: list[str]
    goals: list[str]
    numbers: str
    lead: str = ""
    period: str = ""
    priority: str = ""
    budget: str = ""
    without_goal: list[str] = field(default_factory=list)
    spots: dict[str, dict[str, Any]] = field(default_factory=dict)

    def without(self, name: str) -> list[str]:
        said = getattr(self, name)
        return (self.numbers if said == "*" else said).split()


@dataclass(frozen=True)
class Case:
    """One file: its name, its bytes when asked for, and what it must yield."""

    name: str
    build: Callable[[], bytes]
    expected: Expected


def differences(mapping: Mapping, expected: Expected) -> dict[str, tuple[Any, Any]]:
    """What → (read, expected), empty where all is as it should be."""
    catalogue = mapping.catalogue
    pairs: dict[str, tuple[Any, Any]] = {
        "fields": ([item.name for item in catalogue.fields], expected.fields),
        "goals": ([goal.title for goal in catalogue.goals], expected.goals),
        "numbers": ([measure.number for measure in catalogue.measures], expected.numbers.split()),
        "without goal": ([item.name for item in fields_without_goal(catalogue)], expected.without_goal),
    }
    for name, criterion in criteria(catalogue).items():
        pairs[name] = (list(criterion.without), expected.without(name))
    measures = {measure.number: measure for measure in catalogue.measures}
    for number, spots in expected.spots.items():
        for path, value in spots.items():
            pairs[f"{number} {path}"] = (_attribute(measures.get(number), path), value)
    return {what: pair for what, pair in pairs.items() if pair[0] != pair[1]}


def _attribute(item: Any, path: str) -> Any:
    for name in path.split("."):
        item = getattr(item, name, None)
    return item


def unaccounted(source: Source, mapping: Mapping) -> Counter[tuple[str, str]]:
    """Cells and paragraphs that are not exactly once in the ledger."""
    there = Counter((entry.where, entry.text) for entry in mapping.ledger)
    read: Counter[tuple[str, str]] = Counter()
    for block in source.blocks:
        if isinstance(block, Table):
            read.update((block.where(cell), cell.text) for cell in block.cells)
        else:
            read[block.where, block.text] += 1
    return (read - there) + (there - read)
