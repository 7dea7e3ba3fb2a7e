"""Lists that the application itself wrote: each row carries our permanent id of its measure, or the header is ours.

Nothing but the row speaks of its measure there: no line is a heading, a sum or a second header, nothing holds for the rows
below, no word means "as above". So whatever text a measure has, its row is read back as written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbindlich.base.check.grid import Row
from verbindlich.base.check.headers import Column, Header, header_of
from verbindlich.base.check.outline import NamedGoal
from verbindlich.base.check.reading import Draft, Reading
from verbindlich.base.check.synonyms import Synonyms
from verbindlich.base.readers.source import Cell, Table

HIGHEST_HEADER = 20  # rows from the top in which such a header may stand
ID = re.compile(r"([0-9]{1,15})(?:[.,]0{1,2})?")  # "3.0": a spreadsheet's number
OURS = frozenset((
    "Nr.", "Handlungsfeld", "Ziel", "Maßnahme", "Beschreibung", "Federführung", "Beteiligte", "Zeitraum", "Priorität", "Haushalt",
    "Stand", "Art", "Indikator",
))  # fmt: skip
FEWEST_OURS = 10  # of these headers; some of the columns may have been deleted
BESIDE = "Steht neben der Tabelle"
NO_ROW = "Zeile ohne Kennung"
ODD_ID = "Keine Kennung"
NO_ID = (
    "„{}“ ist keine Kennung. Die Zeile wird an Nummer und Titel erkannt; bitte die Spalte „Kennung“ unverändert lassen."
)


def id_of(text: str) -> int | None:
    """The id of ours that a text gives, None where it cannot be one."""
    match = ID.fullmatch(text.strip())
    return int(match[1]) if match else None


def record_header(rows: Sequence[Row], synonyms: Synonyms) -> Header | None:
    """The header of such a list: all of it ours, or ids in its first column, most of the cells down to the last id."""
    for place, row in enumerate(rows[:HIGHEST_HEADER]):
        ours = _is_ours(row, rows[place + 1 :])
        if not ours and not _may_head(row, synonyms):
            continue
        header = header_of([row], synonyms)
        if header.has("title") and (ours or _holds_ids(header.columns[0], rows[place + 1 :])):
            return header
    return None


def _is_ours(row: Row, below: Sequence[Row]) -> bool:
    """Whether the header is that of our list, and nobody made a table with merged cells of it."""
    if len(row.cells) < FEWEST_OURS or len(OURS & {cell.text.strip() for cell in row.cells}) < FEWEST_OURS:
        return False
    return all(cell.rows == 1 for other in below for cell in other.cells)


def _holds_ids(first: Column, below: Sequence[Row]) -> bool:
    """Whether most cells of the first column are ids, down to the last one: below it stand notes."""
    ids = [id_of(cell.text) is not None for row in below if (cell := row.at(first.index))]
    while ids and not ids[-1]:
        ids.pop()
    return first.property == "id" and sum(ids) * 2 > len(ids)


def _may_head(row: Row, synonyms: Synonyms) -> bool:
    """Quick: asked of the first rows of every table."""
    first = row.cells[0].text
    return len(row.cells) > 2 and (
        synonyms.is_id(first) or (match := synonyms.match(first)) is not None and match.property == "id"
    )


class RecordWalker:
    """Enters the rows of such a list into the reading."""

    def __init__(self, reading: Reading, table: Table, header: Header, rows: Sequence[Row]) -> None:
        self._reading = reading
        self._table = table
        self._header = header
        self._rows = rows
        self._columns = {column.index: column for column in header.columns}
        self._id = next((column.index for column in header.columns if column.property == "id"), 0)

    def walk(self) -> None:
        self._reading.enter_header(self._header)
        for row in self._rows:
            self._row(row)

    def _row(self, row: Row) -> None:
        own, title = row.at(self._id), next((cell for cell in row.cells if self._property(cell) == "title"), None)
        known = own is not None and id_of(own.text) is not None
        if not known and title is None and (own is not None or len(row.cells) == 1):
            for cell in row.cells:
                self._reading.ledger.left_out(cell, NO_ROW)
            return
        if own is not None and not known:
            self._reading.problem(self._table.where(own), NO_ID.format(own.text[:40]))
            self._reading.ledger.left_out(own, ODD_ID)
            row = Row(row.number, tuple(cell for cell in row.cells if cell is not own))
        self._measure(row, title or row.cells[0])

    def _measure(self, row: Row, title: Cell) -> None:
        draft = Draft(self._table, self._table.where(title), divided=self._header.has("start"), record=True)
        for cell in row.cells:
            column = self._columns.get(cell.column)
            if column is None:
                self._reading.ledger.left_out(cell, BESIDE)
            else:
                draft.add(column, cell)
        draft.field = self._field(draft)
        draft.goals = self._goals(draft)
        self._reading.drafts.append(draft)

    def _property(self, cell: Cell) -> str:
        column: Column | None = self._columns.get(cell.column)
        return column.property if column else ""

    def _field(self, draft: Draft) -> str:
        cells = [cell for _, cell in draft.of("field")]
        return self._reading.outline.field(cells[0].text, self._table.where(cells[0])) if cells else ""

    def _goals(self, draft: Draft) -> tuple[str, ...]:
        return tuple(title for column, cell in draft.of("goal") for title in self._goals_in(column, cell, draft.field))

    def _goals_in(self, column: Column, cell: Cell, field: str) -> Sequence[str]:
        """A mere number or "Ziel 3" is that goal of the file where it has one, else a title as it stands."""
        outline = self._reading.outline
        level = self._reading.words.level(column.header)
        goals = outline.goals_in(cell.text, level=level)
        if found := outline.referenced(cell.text, field):
            if found.all_known:
                return found.titles
            goals = [NamedGoal(cell.text.strip(), level=level)]
        return [outline.goal(goal, field, self._table.where(cell)) for goal in goals]
