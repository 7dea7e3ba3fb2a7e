"""What all readers gather their cells into: the caps of limits.py are kept here and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from . import limits
from .source import Block, Cell, CellKind, Paragraph, Table, UnreadableFile
from .texts import clean

OLD_DATE = (
    "Datum aus der Zeit vor 1905 (etwa 1899 oder 1900), wohl eine Zahl oder ein leeres Datum: {places}. Bitte prüfen "
    "Sie die Angabe und das Zellformat."
)
NO_VALUE = (
    "Formel ohne gespeichertes Ergebnis: {places}. Bitte öffnen Sie die Datei in Excel oder LibreOffice, speichern Sie "
    "sie und versuchen Sie es noch einmal."
)
COVERED = "Nicht gelesen, weil unter einer verbundenen Zelle verborgen: {places}."

_FIRST_LIKELY_DATE = date(1905, 1, 1)


class Collector:
    """All of one file: its blocks, its notes, and how much has been taken so far."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.merges = 0
        self._cells = 0
        self._characters = 0
        self._paragraphs = 0
        self._places: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}

    def note(self, message: str, place: str = "", count: int = 1) -> None:
        """Remember what the user must be told. Notes of one kind become one sentence that names the first places;
        `count`: how many cells `place` stands for."""
        places = self._places.setdefault(message, [])
        if len(places) < limits.PLACES_NAMED:
            places.append(place)
            count -= 1
        self._counts[message] = self._counts.get(message, 0) + count

    def notes(self) -> tuple[str, ...]:
        """One German sentence for each kind of note, in the order in which they came up."""
        return tuple(m.format(places=self._named(m)) for m in self._places)

    def _named(self, message: str) -> str:
        more = self._counts[message]
        return ", ".join(self._places[message]) + (f" und {more} weitere" if more else "")

    def take(self, text: str, place: str) -> str:
        """The text as far as it is taken; a cut is noted with its place. Raises UnreadableFile past a cap in all."""
        if len(text) > limits.CELL_CHARACTERS:
            self.note(limits.CELL_CUT, place)
            text = text[: limits.CELL_CHARACTERS].rstrip()
        self._cells += 1
        self._characters += len(text)
        if self._cells > limits.CELLS:
            raise UnreadableFile(limits.TOO_MANY_CELLS)
        if self._characters > limits.CHARACTERS:
            raise UnreadableFile(limits.TOO_MUCH_TEXT)
        return text

    def paragraph(self, text: str, level: int, style: str) -> None:
        """Add a paragraph outside tables; `level` and `style` as in Paragraph. One without text is none."""
        text = clean(text)
        if text:
            self._paragraphs += 1
            number = self._paragraphs
            self.blocks.append(Paragraph(number, self.take(text, f"Absatz {number}"), level, style))


class Merge(NamedTuple):
    """A merged area, all bounds inclusive."""

    top: int
    left: int
    bottom: int
    right: int


class Grid:
    """One table while it is read. `add` its cells and `merge` its areas in any order, then `close` it."""

    def __init__(self, collector: Collector, name: str, kind: Literal["sheet", "table"], hidden: bool = False) -> None:
        self._collector = collector
        self._table = Table(clean(name), kind, (), hidden)
        self._cells: list[Cell] = []
        self._merges: list[Merge] = []
        self._last = (0, 0)
        self._in_order = True
        self.rows = 0  # what the table spans: merged areas end there
        self.columns = 0

    def place(self, row: int, column: int) -> str:
        return self._table.where(Cell(row, column, ""))

    def add(
        self,
        row: int,
        column: int,
        text: str,
        kind: CellKind = "text",
        value: float | bool | date | None = None,
        number_format: str = "",
    ) -> None:
        """Add a cell, `text` as the file has it. One without visible text is none, one outside the caps a note."""
        text = clean(text)
        if not text:
            return
        if not (0 < row <= limits.ROWS and 0 < column <= limits.COLUMNS):
            self.outside(row, column)
            return
        if (row, column) <= self._last:
            self._in_order = False
        self._last = (row, column)
        self.spans(row, column)
        text = self._collector.take(text, self.place(row, column) if len(text) > limits.CELL_CHARACTERS else "")
        if kind == "date" and isinstance(value, date) and value < _FIRST_LIKELY_DATE:
            self._collector.note(OLD_DATE, self.place(row, column))
        elif kind == "formula":
            self._collector.note(NO_VALUE, self.place(row, column))
        self._cells.append(Cell(row, column, text, kind, value, number_format))

    def spans(self, row: int, column: int) -> None:
        """The table reaches at least to this row and column."""
        if row > self.rows:
            self.rows = row
        if column > self.columns:
            self.columns = column

    def outside(self, row: int, column: int, count: int = 1) -> None:
        """Note `count` cells from here on that lie outside the caps."""
        self._collector.note(limits.OUTSIDE, self.place(row, column), count)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """One merged area. Raises UnreadableFile past the cap in all."""
        self._collector.merges += 1
        if self._collector.merges > limits.MERGES:
            raise UnreadableFile(limits.TOO_MANY_MERGES)
        self._merges.append(Merge(top, left, bottom, right))

    def close(self) -> None:
        """Hand the table over to the collector. One without cells is none."""
        if not self._in_order:
            at = {(cell.row, cell.column): cell for cell in self._cells}
            self._cells = [at[place] for place in sorted(at)]
        if self._merges:
            self._cells = self._with_merges()
        if self._cells:
            self._collector.blocks.append(replace(self._table, cells=tuple(self._cells)))

    def _with_merges(self) -> list[Cell]:
        """Each merged area as its upper left cell; what lies under it becomes a note.

        One pass down the rows that knows, for each column, the area reaching furthest down: the cost depends on the
        cells and columns, not on the size of the areas (which may be A1:XFD1048576).
        """
        waiting = sorted(self._merges, reverse=True)
        reigning: dict[int, Merge] = {}
        cells = []
        for cell in self._cells:
            while waiting and waiting[-1].top <= cell.row:
                self._enthrone(waiting.pop(), reigning)
            merge = reigning.get(cell.column)
            if merge is None or merge.bottom < cell.row:
                cells.append(cell)
            elif (merge.top, merge.left) == (cell.row, cell.column):
                rows, columns = merge.bottom - merge.top + 1, merge.right - merge.left + 1
                cells.append(replace(cell, rows=rows, columns=columns))
            else:
                self._collector.note(COVERED, self.place(cell.row, cell.column))
        return cells

    def _enthrone(self, merge: Merge, reigning: dict[int, Merge]) -> None:
        merge = merge._replace(bottom=min(merge.bottom, self.rows), right=min(merge.right, self.columns))
        columns = range(merge.left, merge.right + 1)
        overlaps = any(c in reigning and reigning[c].bottom >= merge.top for c in columns)
        if not overlaps:  # office programs write no overlapping areas; in a forged file the first one counts
            reigning.update(dict.fromkeys(columns, merge))
