"""One measure per block: labels on the left, what they say to the right (a Word table per measure, a sheet per measure).

Also two pairs of label and value in a row, blocks stacked in one sheet, and a sheet with one measure per column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from verbindlich.base.check.grid import Row
from verbindlich.base.check.headers import Column, column_of
from verbindlich.base.check.layout import Layout
from verbindlich.base.check.numbers import is_number, number_of, part_title
from verbindlich.base.check.reading import REFERENCE, VALUELESS, Draft, Reading
from verbindlich.base.check.section_rows import SectionRows
from verbindlich.base.readers.source import Cell, Table

NO_MEASURE = "Block ohne Maßnahme"
TITLE_LINE = "Titelzeile über der Tabelle"
HEAD_LINE = "Zeile ohne Bezeichnung links"


@dataclass(slots=True)
class Block:
    """The pairs of one block. `heads`: lines above its first label; `notes`: further lines without a label."""

    heads: list[Cell] = field(default_factory=list)
    notes: list[Cell] = field(default_factory=list)
    labels: list[tuple[Cell, Column]] = field(default_factory=list)
    values: list[tuple[Column, Cell]] = field(default_factory=list)

    def names(self, name: str) -> bool:
        """Whether a label of this property was seen."""
        return any(column.property == name for _, column in self.labels)

    def ends_before(self, name: str) -> bool:
        """Whether a label of this property opens the next block: it opened this one, or names a second measure."""
        return (
            bool(name and self.labels) and (name == self.labels[0][1].property or name == "title") and self.names(name)
        )


class BlockWalker:
    """Walks a table of labels and values. `title`: the measure's name from a heading above the table, "" where none."""

    def __init__(self, reading: Reading, layout: Layout, title: str) -> None:
        self._reading = reading
        self._layout = layout
        self._title = title
        self._labels = layout.labels
        self._sections = SectionRows(reading, layout.table, {}, {})
        self._block = Block()
        self._waiting: list[Row] = []  # lone lines: the next label tells whose they are
        self._last: dict[int, Column] = {}  # label column → the label that rows without one go on with

    def walk(self) -> None:
        """Read the rows; each block becomes one measure (or one per column of values)."""
        first = self._first_row()
        for row in self._layout.rows:
            if row.number < first and len(row.cells) > 1:
                self._title_line(row)
            elif self._is_line(row):
                self._waiting.append(row)
            else:
                self._row(row)
        self._take_lines()
        self._close()

    def _first_row(self) -> int:
        """Where the first block begins: at its first known label, or above it as far as no blank row parts them."""
        rows = self._layout.rows
        strong = self._reading.synonyms.strong
        known = (any(c.column in self._labels and strong(c.text) for c in row.cells) for row in rows)
        place = next((index for index, found in enumerate(known) if found), 0)
        while place and rows[place - 1].number == rows[place].number - 1:
            place -= 1
        return rows[place].number

    def _title_line(self, row: Row) -> None:
        """ "Maßnahmenblätter" with the date beside it, above all blocks."""
        self._reading.title_lines.extend(cell.text for cell in row.cells)
        for cell in row.cells:
            self._reading.ledger.left_out(cell, TITLE_LINE)

    def _close(self) -> None:
        BlockReader(self._reading, self._layout.table, self._block, self._title).enter()
        self._block = Block()
        self._last = {}

    def _is_line(self, row: Row) -> bool:
        """A lone cell that is neither a label nor the value of the label above: a section, a line above a block."""
        cell = row.cells[0]
        if len(row.cells) > 1:
            return False
        if cell.column in self._labels:
            named = not is_number(cell.text) and part_title(cell.text).number != ""  # "Maßnahme 1.1: Lernwerkstatt"
            return cell.columns > 1 or named or not self._label(cell).property
        return not self._last

    def _take_lines(self) -> None:
        """Enter the lines that waited: sections stand for the block that is open now."""
        for row in self._waiting:
            if not self._sections.enter(row):
                (self._block.notes if self._block.labels else self._block.heads).append(row.cells[0])
        self._waiting = []

    def _label(self, cell: Cell) -> Column:
        return column_of(cell.column, cell.text, self._reading.synonyms)

    def _row(self, row: Row) -> None:
        for start, end in zip(self._labels, [*self._labels[1:], 1 << 30], strict=True):
            cells = [cell for cell in row.cells if start <= cell.column < end]
            if cells:
                self._pair(start, cells)
        for cell in row.cells:
            if cell.column < self._labels[0]:
                self._reading.ledger.left_out(cell, "Steht neben dem Block")

    def _pair(self, start: int, cells: Sequence[Cell]) -> None:
        if cells[0].column == start:
            self._last[start] = self._enter_label(cells[0])
            cells = cells[1:]
        column = self._last.get(start) or Column(start, "", "")
        self._block.values.extend((column, cell) for cell in cells)

    def _enter_label(self, cell: Cell) -> Column:
        column = self._label(cell)
        if self._block.ends_before(column.property):
            self._close()
        self._take_lines()
        self._block.labels.append((cell, column))
        return column


class BlockReader:
    """Enters one block into the reading."""

    def __init__(self, reading: Reading, table: Table, block: Block, title: str) -> None:
        self._reading = reading
        self._table = table
        self._block = block
        self._title = title

    def enter(self) -> None:
        """One measure, or one per column of values; all is left out where nothing names a measure."""
        title = self._head_title() if not self._block.names("title") else ""
        if not (self._block.names("title") or title):
            self._leave_out()
            return
        for cell in (*self._block.heads, *self._block.notes):
            self._reading.ledger.left_out(cell, HEAD_LINE)
        for cell, column in self._block.labels:
            self._reading.properties.update(filter(None, (column.property, *column.also)))
            self._reading.header_cell(cell, column.property)
        for values in self._measures():
            self._measure(values, title)

    def _head_title(self) -> str:
        """The measure's name where no label gives it: the line above the block, else the heading above the table."""
        lines = [cell for cell in self._block.heads if not is_number(cell.text)]
        if not lines:
            return self._title
        self._reading.ledger.mapped(lines[-1], "title")
        return lines[-1].text

    def _measures(self) -> list[list[tuple[Column, Cell]]]:
        """The values of each measure: all, or column by column where the measure's own label has several values."""
        values = self._block.values
        names = [cell.column for column, cell in values if column.property == "title"]
        if len(names) < 2 or len({c.row for column, c in values if column.property == "title"}) > 1:
            return [values]
        return [[pair for pair in values if pair[1].column == name] for name in names]

    def _measure(self, values: list[tuple[Column, Cell]], title: str) -> None:
        named = [cell for column, cell in values if column.property == "title"]
        first = next(iter(named or [cell for _, cell in values] or [cell for cell, _ in self._block.labels]))
        draft = Draft(
            self._table, self._table.where(first), title=title, number=self._head_number() or self._label_number()
        )
        draft.field = self._field(values)
        draft.goals = self._goals(values, draft)
        for column, cell in values:
            if column.property not in ("field", "goal"):
                draft.add(column, cell)
        draft.divided = any(column.property == "start" for column, _ in values)
        if self._has_content(draft):
            self._reading.drafts.append(draft)
        else:
            self._leave_out()

    def _has_content(self, draft: Draft) -> bool:
        """A form that nobody has filled in is no measure."""
        return bool(draft.title or draft.of("title"))

    def _head_number(self) -> str:
        """ "Maßnahmenblatt 1.1" above a block whose labels give no number."""
        lines = [cell.text for cell in self._block.heads if is_number(cell.text)]
        return part_title(f"{lines[-1]} –  x").number if lines and not self._block.names("number") else ""

    def _label_number(self) -> str:
        """ "Maßnahme G1" as the label before the title, where no other label gives the number."""
        labels = [cell for cell, column in self._block.labels if column.property == "title" and is_number(cell.text)]
        return number_of(labels[0]) if labels and not self._block.names("number") else ""

    def _field(self, values: list[tuple[Column, Cell]]) -> str:
        names = [
            self._name_field(cell)
            for column, cell in values
            if column.property == "field" and cell.kind not in VALUELESS
        ]
        return next(filter(None, names), "") if self._block.names("field") else self._reading.position.field

    def _name_field(self, cell: Cell) -> str:
        self._reading.ledger.mapped(cell, "field")
        return self._reading.outline.field(cell.text, self._table.where(cell))

    def _goals(self, values: list[tuple[Column, Cell]], draft: Draft) -> tuple[str, ...]:
        if not self._block.names("goal"):
            return self._reading.position.goals_for_measure()
        cells = [pair for pair in values if pair[0].property == "goal" and pair[1].kind not in VALUELESS]
        return tuple(title for column, cell in cells for title in self._enter_goals(column, cell, draft))

    def _enter_goals(self, column: Column, cell: Cell, draft: Draft) -> Sequence[str]:
        outline = self._reading.outline
        if found := outline.referenced(cell.text, draft.field):
            if not found.all_known:
                draft.add(replace(column, property=REFERENCE), cell)
            else:
                self._reading.ledger.mapped(cell, "goal")
            return found.titles
        self._reading.ledger.mapped(cell, "goal")
        goals = outline.goals_in(cell.text, each_line=True, level=self._reading.words.level(column.header))
        return [outline.goal(goal, draft.field, self._table.where(cell)) for goal in goals]

    def _leave_out(self) -> None:
        for cell in (
            *self._block.heads,
            *self._block.notes,
            *(c for c, _ in self._block.labels),
            *(c for _, c in self._block.values),
        ):
            self._reading.ledger.left_out(cell, NO_MEASURE)
