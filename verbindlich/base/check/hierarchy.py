"""Columns for field of action and goal: a value holds for the rows its merged cell covers, or down to the next value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from verbindlich.base.check.grid import Row
from verbindlich.base.check.headers import Column
from verbindlich.base.check.numbers import is_ditto, number_of
from verbindlich.base.check.outline import References
from verbindlich.base.check.reading import VALUELESS, Reading
from verbindlich.base.readers.source import Cell, Table

OPEN_END = 1 << 40


@dataclass(frozen=True, slots=True)
class Held:
    """What a column says at present. `until`: the last row it covers; `text`: of the cell, read in `section` (a field).

    `unknown`: the text refers to a goal that the file does not name.
    """

    names: tuple[str, ...]
    until: int
    text: str
    section: str
    unknown: bool = False


class Hierarchy:
    """The field and the goals of each row, from a field's column and the columns of goals from left to right."""

    def __init__(
        self, reading: Reading, table: Table, columns: Sequence[Column], goal_number: str = "goal_number"
    ) -> None:
        """`goal_number`: the property that numbers goals ("number" in a table of goals)."""
        self._reading = reading
        self._table = table
        levels = [column for column in columns if column.property in ("field", "goal") and not column.second]
        self.levels = {column.index: column for column in sorted(levels, key=lambda c: (c.property == "goal", c.index))}
        self._held: dict[int, Held] = {}
        self._numbers = {"field": _index(columns, "field_number"), "goal": _index(columns, goal_number)}
        self._row: Row | None = None

    def enter(self, row: Row) -> None:
        """Take the row's fields and goals. A new field ends the goals above it, a new goal those to its right."""
        changed = False
        self._row = row
        for index, column in self.levels.items():
            cell = row.at(index)
            before = self._names(index, row.number)
            if cell is not None and (is_ditto(cell.text) or (not changed and self._repeats(index, cell))):
                if not self.is_unknown(cell):
                    self._reading.ledger.mapped(cell, column.property)
            elif cell is not None and cell.kind not in VALUELESS:
                self._held[index] = self._hold(column, cell)
                changed = changed or self._held[index].names != before
            elif changed:
                self._held.pop(index, None)

    def is_unknown(self, cell: Cell) -> bool:
        """Whether a cell of a level refers to a goal that the file does not name, so that its text has to be kept elsewhere."""
        held = self._held.get(cell.column)
        return held is not None and held.unknown and held.text == cell.text

    def _repeats(self, index: int, cell: Cell) -> bool:
        """Whether the cell says what the one above it said, so that nothing has to be read."""
        held = self._held.get(index)
        if held is None or held.until < OPEN_END or cell.rows > 1:
            return False
        return held.text == cell.text and held.section == self._reading.position.field

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

    def _hold(self, column: Column, cell: Cell) -> Held:
        section = self._reading.position.field
        found = self._referenced(column, cell) if column.property == "goal" else None
        if found is not None and not found.all_known:
            return Held(found.titles, _until(cell), cell.text, section, unknown=True)
        self._reading.ledger.mapped(cell, column.property)
        names = (
            found.titles
            if found
            else self._field(column, cell)
            if column.property == "field"
            else self._goals(column, cell)
        )
        return Held(names, _until(cell), cell.text, section)

    def _referenced(self, column: Column, cell: Cell) -> References | None:
        """Of a cell with nothing but numbers of goals; all cells have only numbers in a column of numbers."""
        field, outline = self.field(cell.row), self._reading.outline
        if not self._is_number(column):
            return outline.referenced(cell.text, field)
        title = outline.numbered_goal(number_of(cell), field)
        return References((title,) if title else (), bool(title))

    def _goals(self, column: Column, cell: Cell) -> tuple[str, ...]:
        outline = self._reading.outline
        goals = outline.goals_in(cell.text, level=self._reading.words.level(column.header))
        if len(goals) == 1 and not goals[0].number:
            goals = [replace(goals[0], number=self._number("goal"))]
        return tuple(outline.goal(goal, self.field(cell.row), self._table.where(cell)) for goal in goals)

    def _field(self, column: Column, cell: Cell) -> tuple[str, ...]:
        """The field's name, followed by goals where the column holds both: on lines of one cell, or a goal below its field."""
        where, outline = self._table.where(cell), self._reading.outline
        section = self._reading.words.read(cell.text)
        if section and section.kind == "goal":
            name, goals = self.field(cell.row), outline.goals_of(section)
        else:
            text, _, below = cell.text.partition("\n") if "goal" in column.also else (cell.text, "", "")
            name, goals = outline.field(text, where, self._number("field")), outline.goals_in(below)
        return (name, *(outline.goal(goal, name, where) for goal in goals)) if name else ()

    def _is_number(self, column: Column) -> bool:
        """Whether a column of goals names them by their numbers."""
        match = self._reading.synonyms.match(column.header)
        return match is not None and match.property == "goal_number"

    def _number(self, kind: str) -> str:
        """The number that the row gives for its field or goal in a column of its own."""
        cell = self._row.at(self._numbers[kind]) if self._row and self._numbers[kind] else None
        return number_of(cell) if cell else ""


def _index(columns: Sequence[Column], name: str) -> int:
    return next((column.index for column in columns if column.property == name), 0)


def _until(cell: Cell) -> int:
    return cell.row + cell.rows - 1 if cell.rows > 1 else OPEN_END
