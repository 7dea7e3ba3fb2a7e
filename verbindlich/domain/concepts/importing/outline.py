"""Fields of action and goals of a file beside those of the concept: the same ones, changed ones, new ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from verbindlich.base.calc import catalogue as calc
from verbindlich.base.check.folding import fold
from verbindlich.domain.concepts.importing.stored import Stored
from verbindlich.domain.concepts.importing.values import LONGEST_NUMBER, cut
from verbindlich.domain.concepts.models import FieldOfAction, Goal
from verbindlich.office.imports.plan import Change, Row

LONGEST_NAME, LONGEST_GOAL = 300, 1000
LEVELS = list(Goal.Level.values)


@dataclass(slots=True)
class Part:
    """A field or goal of the file with the row it is (`row`, new where it has no pk) and what to change in it."""

    key: str
    row: Any
    where: str
    values: dict[str, Any] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()

    def plan_row(self, kind: str) -> Row:
        action = "create" if self.row.pk is None else "update" if self.changes else "unchanged"
        return Row(self.key, kind, action, str(self.row), self.where, self.row.pk or 0, self.row.version, self.changes)  # type: ignore[arg-type]


class Outline:
    """Finds for each name of the file its row. A name counts before a number, a number only where the name is new."""

    def __init__(self, stored: Stored, catalogue: calc.Catalogue) -> None:
        self._stored = stored
        self._fields = {fold(one.name): one for one in catalogue.fields}
        self._goals = {goal_key(one.field, one.title): one for one in catalogue.goals}
        self.fields: dict[str, Part] = {}
        self.goals: dict[tuple[str, str], Part] = {}
        self._match_fields()
        self._match_goals()

    # fields

    def _match_fields(self) -> None:
        by_name: dict[str, FieldOfAction] = {}
        for stored in self._stored.fields:
            by_name.setdefault(fold(stored.name), stored)
            by_name.setdefault(fold(f"{stored.number} {stored.name}"), stored)
        named = {by_name[key].pk for key in self._fields if key in by_name}
        free = {one.number: one for one in reversed(self._stored.fields) if one.number and one.pk not in named}
        for place, (key, one) in enumerate(self._fields.items()):
            row = by_name.get(key) or by_name.get(fold(f"{one.number} {one.name}")) or free.get(one.number)
            self.fields[key] = self._field(f"f{place}", one, row)

    def _field(self, key: str, one: calc.FieldOfAction, row: FieldOfAction | None) -> Part:
        name = cut(one.name, LONGEST_NAME)[0]
        values: dict[str, Any] = {} if not one.number else {"number": one.number[:LONGEST_NUMBER]}
        if row is None:
            new = FieldOfAction(municipality=self._stored.municipality, name=name, **values)
            return Part(key, new, one.where)
        if fold(row.name) != fold(name) and fold(f"{row.number} {row.name}") != fold(name):
            values["name"] = name
        return _changed(Part(key, row, one.where, values))

    def field(self, name: str) -> FieldOfAction | None:
        part = self.fields.get(fold(name)) if name else None
        return part.row if part else None

    # goals

    def _match_goals(self) -> None:
        by_title: dict[tuple[int, str], Goal] = {}
        for stored in self._stored.goals:
            by_title.setdefault((stored.field_id or 0, goal_key("", stored.title)[1]), stored)
        found = {key: by_title.get((self._field_id(one), key[1])) for key, one in self._goals.items()}
        taken = {row.pk for row in found.values() if row}
        free = {(g.field_id or 0, g.number): g for g in reversed(self._stored.goals) if g.number and g.pk not in taken}
        for place, (key, one) in enumerate(self._goals.items()):
            row = found[key] or (free.get((self._field_id(one), one.number)) if one.number else None)
            self.goals[key] = self._goal(f"g{place}", one, row)

    def _field_id(self, one: calc.Goal) -> int:
        """-1 for a new field, which has no goals yet; 0 for none."""
        row = self.field(one.field)
        return 0 if row is None else row.pk or -1

    def _goal(self, key: str, one: calc.Goal, row: Goal | None) -> Part:
        title = cut(one.title, LONGEST_GOAL)[0]
        values: dict[str, Any] = {name: value for name, value in (("number", one.number[:LONGEST_NUMBER]),
                                  ("level", one.level), ("indicator", one.indicator)) if value}  # fmt: skip
        if row is None:
            new = Goal(municipality=self._stored.municipality, title=title, field=self.field(one.field), **values)
            return Part(key, new, one.where)
        if values.get("level", row.level) != row.level and not self._level_fits(row, values["level"]):
            del values["level"]
        if fold(row.title) != fold(title):
            values["title"] = title
        return _changed(Part(key, row, one.where, values))

    def _level_fits(self, row: Goal, level: str) -> bool:
        """A goal keeps its place between the one above and those below it."""
        above = [goal for goal in self._stored.goals if goal.pk == row.parent_id]
        below = [goal for goal in self._stored.goals if goal.parent_id == row.pk]
        rank = LEVELS.index(level)
        return all(LEVELS.index(g.level) < rank for g in above) and all(LEVELS.index(g.level) > rank for g in below)

    def goals_of(self, field_name: str, titles: tuple[str, ...]) -> list[Goal]:
        """The goals that a measure serves, the most particular last. Where one hangs below the one before, only the last is the
        measure's own; a new goal is hung below a Leitziel that stands before it."""
        named = (goal_key(field_name, title) for title in titles if title)
        keys = [key for key in dict.fromkeys(named) if key in self.goals]
        for above, below in pairwise(keys):
            self._hang(above, below)
        rows = [self.goals[key].row for key in keys]
        return rows[-1:] if all(_hangs(above, below) for above, below in pairwise(rows)) else rows

    def _hang(self, above_key: tuple[str, str], below_key: tuple[str, str]) -> None:
        above, below = self.goals[above_key].row, self.goals[below_key].row
        if below.pk is not None or below.parent is not None:
            return
        if self._goals[above_key].level == LEVELS[0] and not self._goals[below_key].level:
            below.level = LEVELS[1]
        if below.fits_below(above):
            below.parent = above

    def needed(self, fields: Iterable[str], goals: Iterable[tuple[str, str]]) -> tuple[list[Part], list[Part]]:
        """What of the file is taken: all but what only unchanged rows name (`fields`, `goals`: folded names of those)."""
        no_fields, no_goals = set(fields), set(goals)
        return (
            [part for key, part in self.fields.items() if key not in no_fields],
            [part for key, part in self.goals.items() if key not in no_goals],
        )


def goal_key(field_name: str, title: str) -> tuple[str, str]:
    """As base/check/outline.py tells goals apart."""
    return fold(field_name), fold(title) or title


def _hangs(above: Goal, below: Goal) -> bool:
    return below.parent is above if below.pk is None else above.pk is not None and below.parent_id == above.pk


def _changed(part: Part) -> Part:
    different = {name: value for name, value in part.values.items() if getattr(part.row, name) != value}
    part.values = different
    part.changes = tuple(_change(part.row, name, value) for name, value in different.items())
    return part


def _change(row: Any, name: str, value: Any) -> Change:
    model_field = row._meta.get_field(name)
    choices = dict(model_field.flatchoices)
    before = getattr(row, name)
    return Change(str(model_field.verbose_name), str(choices.get(before, before)), str(choices.get(value, value)))
