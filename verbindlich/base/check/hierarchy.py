"""Columns for field of action and goal: a value holds for the rows its merged cell covers, or down to the next value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from verbindlich.base.check.grid import Row
from verbindlich.base.check.headers import Column
from verbindlich.base.check.reading import VALUELESS, Reading
from verbindlich.base.readers.source import Cell, Table

OPEN_END = 1 << 40


@dataclass(frozen=True, slots=True)
class Held:
    """What a column says at present. `until`: the last row it covers."""

    names: tuple[str, ...]
    until: int


class Hierarchy:
    """The field and the goals of each row, from a field's column and the columns of goals from left to right."""

    def __init__(self, reading: Reading, table: Table, columns: Iterable[Column]) -> None:
        self._reading = reading
        self._table = table
        levels = [column for column in columns if column.property in ("field", "goal") and not column.second]
        self.levels = {column.index: column for column in sorted(levels, key=lambda c: (c.property == "goal", c.index))}
        self._held: dict[int, Held] = {}

    def enter(self, row: Row) -> None:
        """Take the row's fields and goals. A new field ends the goals above it, a new goal those to its right."""
        changed = False
        for index, column in self.levels.items():
            cell = row.at(index)
            before = self._names(index, row.number)
            if cell is not None and cell.kind not in VALUELESS:
                self._held[index] = Held(self._read(column, cell), _until(cell))
                changed = changed or self._held[index].names != before
            elif changed:
                self._held.pop(index, None)

    def field(self, row: int) -> str:
        """The field that holds at a row: of its column, else of the section."""
        names = [name for i, c in self.levels.items() if c.property == "field" for name in self._names(i, row)]
        return names[0] if names else self._reading.position.field

    def goals(self, row: int) -> tuple[str, ...]:
        """The goals that hold at a row, the most particular last: of their columns, else of the section."""
        names = [name for i, c in self.levels.items() for name in self._goal_names(c, self._names(i, row))]
        return tuple(names) or self._reading.position.goals_for_measure()

    def _goal_names(self, column: Column, names: tuple[str, ...]) -> tuple[str, ...]:
        return names if column.property == "goal" else names[1:]

    def _names(self, index: int, row: int) -> tuple[str, ...]:
        held = self._held.get(index)
        return held.names if held and held.until >= row else ()

    def _read(self, column: Column, cell: Cell) -> tuple[str, ...]:
        self._reading.ledger.mapped(cell, column.property)
        if column.property == "field":
            return self._field(column, cell)
        goals = self._reading.outline.goals_in(cell.text, level=self._reading.words.level(column.header))
        field = self.field(cell.row)
        return tuple(self._reading.outline.goal(goal, field, self._table.where(cell)) for goal in goals)

    def _field(self, column: Column, cell: Cell) -> tuple[str, ...]:
        """The field's name, followed by goals where the column holds both on lines of their own."""
        where = self._table.where(cell)
        text, _, below = cell.text.partition("\n") if "goal" in column.also else (cell.text, "", "")
        name = self._reading.outline.field(text, where)
        goals = self._reading.outline.goals_in(below)
        return (name, *(self._reading.outline.goal(goal, name, where) for goal in goals)) if name else ()


def _until(cell: Cell) -> int:
    return cell.row + cell.rows - 1 if cell.rows > 1 else OPEN_END
