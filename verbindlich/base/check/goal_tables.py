"""Tables of goals without measures: field, goal, indicator."""

from __future__ import annotations

from verbindlich.base.check.grid import Row
from verbindlich.base.check.hierarchy import Hierarchy
from verbindlich.base.check.layout import Region
from verbindlich.base.check.reading import VALUELESS, Reading
from verbindlich.base.check.section_rows import SectionRows
from verbindlich.base.readers.source import Cell, Table

NO_PLACE = "Angabe zu einem Ziel, für die der Katalog kein Feld hat"


class GoalWalker:
    """Enters the goals of one region, with their indicators."""

    def __init__(self, reading: Reading, table: Table, region: Region) -> None:
        self._reading = reading
        self._region = region
        self._properties = {column.index: column.property for column in region.header.columns}
        self._hierarchy = Hierarchy(
            reading, table, region.header.columns, "number" if region.header.has("number") else "goal_number"
        )
        self._sections = SectionRows(reading, table, self._properties, {})

    def walk(self) -> None:
        """Read the rows from top to bottom."""
        self._reading.enter_header(self._region.header)
        for row in self._region.rows:
            if not self._sections.enter(row):
                self._row(row)

    def _row(self, row: Row) -> None:
        self._hierarchy.enter(row)
        field, goals = self._hierarchy.field(row.number), self._hierarchy.goals(row.number)
        for cell in row.cells:
            name = self._properties.get(cell.column, "")
            if name == "indicator" and goals and cell.kind not in VALUELESS:
                self._indicator(goals[-1], field, cell)
            elif name in ("number", "goal_number", "field_number"):
                self._reading.ledger.mapped(cell, "goal")
            else:
                self._reading.ledger.left_out(cell, NO_PLACE)

    def _indicator(self, goal: str, field: str, cell: Cell) -> None:
        self._reading.outline.indicator(goal, field, cell.text)
        self._reading.ledger.mapped(cell, "goal indicator")
