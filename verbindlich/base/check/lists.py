"""Lists of measures: one row a measure, sections between them, fields and goals perhaps in columns of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from verbindlich.base.calc.values import is_placeholder
from verbindlich.base.check.grid import Merges, Row
from verbindlich.base.check.headers import STATEMENTS, Column
from verbindlich.base.check.hierarchy import Hierarchy
from verbindlich.base.check.layout import SAMPLE_ROWS, Region
from verbindlich.base.check.notes import Notes
from verbindlich.base.check.numbers import is_ditto, numbers, part_title
from verbindlich.base.check.reading import REFERENCE, Draft, Reading
from verbindlich.base.check.section_rows import SectionRows
from verbindlich.base.check.sections import Section
from verbindlich.base.readers.source import Cell, Table

CONTINUED = re.compile(r"[a-zäöüß(]|[-–•·▪*]\s")
BARE_AMOUNT = re.compile(r"[\d.,\s]+(?:T ?€|€|T?EUR|Euro)?(?:,-+)?")
PLACEHOLDER = 40  # characters; a longer title is not asked whether it is a placeholder
SHORT = 6  # cells; a row with more is no note and no sum
SAMPLED_PAIRS = 60  # rows looked at for a description below each measure
NEAR = 2  # rows; text without a measure of its own further below belongs to none
SPEAKING = STATEMENTS - {"number"} | {"description", "indicator", "kind"}

BESIDE = "Steht neben der Tabelle"
WITHOUT_MEASURE = "Zeile ohne Maßnahme"
BETWEEN = "Zwischenzeile ohne erkennbare Bedeutung"
UNDER = "Erläuterung zur Tabelle"
QUESTION = (
    "Die Zeile „{}“ steht zwischen Maßnahmen und ist nicht zugeordnet. Falls sie ein Ziel oder Handlungsfeld nennt, "
    "bitte „Ziel:“ oder „Handlungsfeld:“ voranstellen."
)
NOT_READ = (
    "Die Zeile „{}“ wurde nicht als Maßnahme gelesen. Falls sie eine ist, bitte ihr eine Nummer wie den anderen geben."
)


class ListWalker:
    """Walks the rows of one region and enters measures, fields and goals into the reading.

    `headings`: rows that open a section although no word in them says so.
    """

    def __init__(
        self, reading: Reading, table: Table, region: Region, headings: Mapping[int, Section], notes: Notes
    ) -> None:
        self._reading = reading
        self._table = table
        self._region = region
        self._notes = notes
        self._columns = {column.index: column for column in region.header.columns}
        self._first = {c.property: c.index for c in reversed(region.header.columns) if not c.second}
        self._merges = Merges()
        self._hierarchy = Hierarchy(reading, table, region.header.columns)
        properties = {index: column.property for index, column in self._columns.items()}
        self._sections = SectionRows(reading, table, properties, headings)
        self._numbered = _are_numbers(self._sample("number"))
        self._two_rows = self._numbered and self._describes_below()
        self._lone_numbers = _begin_with_numbers(self._sample("title"))
        self._above: dict[int, Cell] = {}  # the last statement of each column
        self._draft: Draft | None = None
        self._last_row = self._legend_row = 0
        self._last_measure = max((row.number for row in region.rows if len(row.cells) > 2), default=0)

    def walk(self) -> None:
        """Read the rows from top to bottom."""
        self._reading.enter_header(self._region.header)
        for row in self._region.rows:
            self._merges.enter(row)
            self._row(row)

    def _row(self, row: Row) -> None:
        if self._sections.enter(row) or (len(row.cells) <= SHORT and self._note(row)):
            self._draft = None
            return
        self._hierarchy.enter(row)
        title = self._cell(row, "title")
        if self._starts_measure(row, self._cell(row, "number"), title):
            self._begin(row, title)
        elif self._continues(row, title):
            self._join(row)
        else:
            self._leave_out(row)

    # what a row is

    def _sample(self, name: str) -> list[Cell]:
        index = self._first.get(name)
        rows = self._region.rows[: 3 * SAMPLE_ROWS]
        return [cell for row in rows if index is not None and (cell := row.at(index)) and len(row.cells) > 1]

    def _describes_below(self) -> bool:
        """Whether a row with nothing but text in the title's column stands below nearly every numbered row: its description."""
        numbered = below = 0
        after = False
        for row in self._region.rows[:SAMPLED_PAIRS]:
            bare = len(row.cells) == 1 and self._property(row.cells[0]) == "title"
            below += after and bare
            after = self._cell(row, "number") is not None and self._cell(row, "title") is not None
            numbered += after
        return numbered > 1 and below * 4 >= numbered * 3

    def _cell(self, row: Row, name: str) -> Cell | None:
        """The row's cell in the better column of a property."""
        index = self._first.get(name)
        return row.at(index) if index is not None else None

    def _property(self, cell: Cell) -> str:
        column = self._columns.get(cell.column)
        return column.property if column else ""

    def _speaks(self, row: Row) -> bool:
        """Whether a row states anything about a measure besides its name."""
        return any(self._property(cell) in SPEAKING for cell in row.cells)

    def _starts_measure(self, row: Row, number: Cell | None, title: Cell | None) -> bool:
        numbered = number is not None and numbers(number)
        if self._covered(row, "number"):
            return False
        if title is None or (len(title.text) <= PLACEHOLDER and is_placeholder(title.text)):
            return numbered and (self._speaks(row) or self._covered(row, "title"))
        if numbered or self._speaks(row) or not self._numbered:
            return True
        return number is None and not self._two_rows and not CONTINUED.match(title.text)

    def _covered(self, row: Row, name: str) -> bool:
        """Whether a merged cell of the measure above reaches into this row."""
        index = self._first.get(name)
        return index is not None and self._merges.above(index, row.number) is not None

    def _continues(self, row: Row, title: Cell | None) -> bool:
        """Text in columns of the measure above, or in rows that its merged number or title covers."""
        if self._draft is None:
            return False
        if self._covered(row, "number") or self._covered(row, "title"):
            return True
        names = {self._property(cell) for cell in row.cells} - {"field", "goal"}
        carried_on = title is None or self._two_rows or CONTINUED.match(title.text) is not None
        return bool(names - {"", "number"}) and carried_on and row.number - self._last_row <= NEAR

    def _note(self, row: Row) -> bool:
        """Sums, legends and notes: left out, with the rows right below a legend's heading."""
        head = row.cells[0]
        short = len(row.cells) <= 2 and not numbers(head)
        reason = self._notes.reason(head.text) if len(row.cells) == 1 else ""
        if not reason and self._is_sum(row):
            reason = "Summenzeile"
        if not reason and short and self._legend_row and row.number == self._legend_row + 1:
            reason = "Legende"
        if reason == "Legende":
            self._legend_row = row.number
        for cell in row.cells if reason else ():
            self._reading.ledger.left_out(cell, reason)
        return bool(reason)

    def _is_sum(self, row: Row) -> bool:
        """A row that says so, or that holds nothing but amounts below a measure."""
        texts = [cell for cell in row.cells if cell.kind == "text"]
        if all(self._property(cell) == "budget" and BARE_AMOUNT.fullmatch(cell.text) for cell in row.cells):
            return not (self._covered(row, "number") or self._covered(row, "title"))
        number = self._cell(row, "number")
        numbered = number is not None and numbers(number)
        return bool(texts) and self._notes.is_sum(texts[0].text) and not numbered

    # what becomes of it

    def _begin(self, row: Row, title: Cell | None) -> None:
        where = self._table.where(title or row.cells[0])
        self._draft = Draft(self._table, where, lone_numbers=self._lone_numbers, divided="start" in self._first)
        self._draft.field = self._hierarchy.field(row.number)
        self._draft.goals = self._hierarchy.goals(row.number)
        self._reading.drafts.append(self._draft)
        self._join(row, begins=True)
        for column, cell in self._inherited(row) if self._merges else ():
            self._draft.add(column, cell)

    def _inherited(self, row: Row) -> list[tuple[Column, Cell]]:
        """Merged cells from above that cover this measure, too."""
        free = [c for c in self._columns.values() if c.index not in self._hierarchy.levels and row.at(c.index) is None]
        return [(column, cell) for column in free if (cell := self._merges.above(column.index, row.number))]

    def _join(self, row: Row, *, begins: bool = False) -> None:
        """Give the row's cells to the measure; what a later row has in the title's column describes it."""
        assert self._draft is not None
        self._last_row = row.number
        for cell in row.cells:
            if level := self._hierarchy.levels.get(cell.column):
                if self._hierarchy.is_unknown(cell):
                    self._draft.add(replace(level, property=REFERENCE), cell)
                continue
            if column := self._column(cell):
                more = column.property == "title" and not begins
                self._draft.add(replace(column, property="description") if more else column, self._said(cell))
            else:
                self._reading.ledger.left_out(cell, BESIDE)

    def _said(self, cell: Cell) -> Cell:
        """The cell, or where it only says "dito" the one above."""
        if not is_ditto(cell.text):
            self._above[cell.column] = cell
            return cell
        self._reading.ledger.mapped(cell, f"measure {self._property(cell)}")
        return self._above.get(cell.column, cell)

    def _column(self, cell: Cell) -> Column | None:
        """The cell's column; one without a header where it stands in or right beside the table."""
        if cell.column in self._columns:
            return self._columns[cell.column]
        near = any(index in self._columns for index in (cell.column - 1, cell.column + 1))
        inside = min(self._columns) < cell.column < max(self._columns)
        return Column(cell.column, "", "") if near or inside else None

    def _leave_out(self, row: Row) -> None:
        names = [self._property(cell) for cell in row.cells]
        aside = names in ([""], ["number"], ["title"], ["number", "title"]) and not numbers(row.cells[0])
        reason = (UNDER if row.number > self._last_measure else BETWEEN) if aside else WITHOUT_MEASURE
        title = self._cell(row, "title")
        if reason == BETWEEN:
            self._reading.problem(self._table.where(row.cells[0]), QUESTION.format(row.cells[0].text[:60]))
        elif title and not is_placeholder(title.text) and (reason == WITHOUT_MEASURE or "number" in names):
            self._reading.problem(self._table.where(title), NOT_READ.format(title.text[:60]))
        for cell in row.cells:
            self._reading.ledger.left_out(cell, reason)


def _are_numbers(cells: Sequence[Cell]) -> bool:
    """Whether the column of numbers is kept: most of its cells are numbers."""
    return sum(map(numbers, cells)) * 2 > len(cells) > 0


def _begin_with_numbers(titles: Sequence[Cell]) -> bool:
    """Whether the titles begin with figures throughout ("4 Sprachkurse", "5 Elterncafé")."""
    found = [part_title(cell.text, lone=True).number for cell in titles]
    return len(found) > 1 and all(found)
