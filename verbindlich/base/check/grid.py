"""A table as rows of cells, and the questions the layout asks of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from verbindlich.base.readers.source import Cell, Table


@dataclass(frozen=True, slots=True)
class Row:
    """The non-empty cells of one row, from left to right."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell | None:
        """The cell that begins in a column."""
        for cell in self.cells:  # a loop: asked several times for every row, and four times as fast as next()
            if cell.column == column:
                return cell
        return None

    def over(self, column: int) -> Cell | None:
        """The cell that begins in or stretches over a column."""
        return next((cell for cell in self.cells if cell.column <= column < cell.column + cell.columns), None)


def rows_of(table: Table) -> list[Row]:
    """The rows of a table that hold anything."""
    return [Row(number, tuple(cells)) for number, cells in groupby(table.cells, key=_row)]


def _row(cell: Cell) -> int:
    return cell.row


class Merges:
    """Which vertically merged cell still covers a column, while rows are walked from top to bottom."""

    def __init__(self) -> None:
        self._covering: dict[int, Cell] = {}

    def __bool__(self) -> bool:
        return bool(self._covering)

    def enter(self, row: Row) -> None:
        """Take note of the cells of a row."""
        for cell in row.cells:
            if cell.rows > 1:
                self._covering[cell.column] = cell
            elif cell.column in self._covering:
                del self._covering[cell.column]

    def above(self, column: int, row: int) -> Cell | None:
        """The merged cell that began higher up and covers this place."""
        cell = self._covering.get(column)
        return cell if cell is not None and cell.row < row < cell.row + cell.rows else None


def column_cells(rows: list[Row], column: int) -> Iterator[Cell]:
    """The cells of one column, from top to bottom."""
    return (cell for row in rows for cell in row.cells if cell.column == column)
