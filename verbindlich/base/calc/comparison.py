"""What became of a version: which rows came, went, moved and changed. Rows are known by their permanent number, not by their title.

The words for it are found where people read it (domain/concepts/comparing.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args

from verbindlich.base.calc.snapshot import Frame, Milestone, Organisation, Row, Snapshot, row_key

What = Literal["concept", "sections", "fields", "goals", "measures", "strategies", "needs"]
Kind = Literal["new", "gone", "moved", "changed", "advanced"]

KINDS: tuple[Kind, ...] = get_args(Kind)
PARTS: tuple[What, ...] = get_args(What)
SHARED: tuple[What, ...] = ("fields", "goals", "measures", "strategies")  # what a catalogue has as well as a concept
PLACE: dict[str, frozenset[str]] = {  # where a row hangs
    "goals": frozenset(["field", "parent"]),
    "measures": frozenset(["field", "goal"]),
}
PROGRESS = frozenset(["state", "progress", "state_note"])  # how far a measure has come, not what it is


@dataclass(frozen=True, slots=True)
class Alteration:
    """A field of a row, then and now, as the snapshots hold it."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is not the same in both. `old` None: new; `new` None: gone. Else it hangs elsewhere (`moved`), says something else
    (`changed`), or a measure has come further (`advanced`); several of these may hold."""

    what: What
    key: int | str
    old: Row | Frame | None
    new: Row | Frame | None
    moved: tuple[Alteration, ...] = ()
    changed: tuple[Alteration, ...] = ()
    advanced: tuple[Alteration, ...] = ()

    @property
    def kinds(self) -> frozenset[Kind]:
        if self.old is None or self.new is None:
            return frozenset(["new" if self.old is None else "gone"])
        said: dict[Kind, bool] = {
            "moved": bool(self.moved),
            "changed": bool(self.changed),
            "advanced": bool(self.advanced),
        }
        return frozenset(kind for kind, holds in said.items() if holds)

    @property
    def alterations(self) -> tuple[Alteration, ...]:
        return (*self.moved, *self.changed, *self.advanced)


def compare(old: Snapshot, new: Snapshot, *, without: Collection[str] = ()) -> tuple[Difference, ...]:
    """Every row that differs, part by part, in the order of the newer version; what went stands last in its part.

    `without`: names of fields that do not count. A concept and a catalogue are compared in what both have.
    """
    parts = PARTS if old.kind == new.kind else SHARED
    return tuple(
        found for what in parts for found in _part(what, _rows(old, what), _rows(new, what), frozenset(without))
    )


def _rows(snapshot: Snapshot, what: What) -> dict[int | str, Row | Frame]:
    if what == "concept":
        return {"concept": snapshot.concept} if snapshot.concept else {}
    rows: Iterable[Row] = getattr(snapshot, what)
    return {row_key(row): row for row in rows}


def _part(
    what: What, old: dict[int | str, Row | Frame], new: dict[int | str, Row | Frame], without: frozenset[str]
) -> Iterator[Difference]:
    for key, row in new.items():
        before = old.get(key)
        if before is None:
            yield Difference(what, key, None, row)
        elif before != row and (altered := tuple(_alterations(before, row, without))):
            sorts: dict[Kind, list[Alteration]] = {"moved": [], "changed": [], "advanced": []}
            for one in altered:
                sorts[_sort(what, one)].append(one)
            yield Difference(what, key, before, row, *map(tuple, sorts.values()))
    yield from (Difference(what, key, row, None) for key, row in old.items() if key not in new)


def _alterations(old: Row | Frame, new: Row | Frame, without: frozenset[str]) -> Iterator[Alteration]:
    for field in fields(new):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if field.name not in without and _identity(before) != _identity(after):
            yield Alteration(field.name, before, after)


def _sort(what: What, found: Alteration) -> Kind:
    if found.name in PLACE.get(what, ()):
        return "moved"
    if what != "measures":
        return "changed"
    reached = found.name == "milestones" and _planned(found.old) == _planned(found.new)
    return "advanced" if reached or found.name in PROGRESS else "changed"


def _planned(milestones: Iterable[Milestone]) -> list[Milestone]:
    """Whatever was reached of them."""
    return [replace(milestone, done_on=None) for milestone in milestones]


def _identity(value: Any) -> Any:
    """An organisation is the same whatever it is called."""
    if isinstance(value, Organisation):
        return value.organisation
    return tuple(map(_identity, value)) if isinstance(value, tuple) else value
