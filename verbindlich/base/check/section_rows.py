"""Rows of a table that open a field of action or a goal: "Handlungsfeld 3: …", "Ziel:" | "…", "3" | "Handlungsfeld Arbeit"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from verbindlich.base.check.grid import Row
from verbindlich.base.check.numbers import is_number
from verbindlich.base.check.reading import Reading
from verbindlich.base.check.sections import Section, SectionWords
from verbindlich.base.readers.source import Cell, Table

OPENING = frozenset(("", "number", "title"))  # properties of the columns in which a section may begin
IN_SECTION = "Steht in einer Zwischenzeile"

SHORT = 4  # cells; a row with more is a measure's

Opening = tuple[tuple[Section, ...], tuple[Cell, ...]]


def opening(row: Row, words: SectionWords, property_of: Callable[[Cell], str]) -> Opening | None:
    """The sections a row opens with the cells that say so; None where it opens none.

    A field's row may hold more (sums); a goal's row with more in it is a measure's row with a title that begins so.
    """
    if len(row.cells) > SHORT:
        return None
    first, *rest = row.cells
    numbered = bool(rest) and is_number(first.text)
    head = rest[0] if numbered else first
    others = tuple(rest[1:] if numbered else rest)
    if property_of(head) not in OPENING and head.columns == 1:
        return None
    said = (first, head) if numbered else (head,)
    if others and words.label(head.text) and property_of(others[0]) in OPENING:
        section = words.read(f"{head.text.rstrip(' :')}: {others[0].text}")
        return ((section,), (*said, others[0])) if section else None
    sections = tuple(words.read_lines(head.text)) or tuple(filter(None, [words.read_title(head.text)]))
    allowed = not others or (bool(sections) and sections[0].kind == "field" and not any(map(property_of, others[:1])))
    return (sections, said) if sections and allowed else None


class SectionRows:
    """Enters such rows into the reading. `headings`: rows that open a section although no word in them says so."""

    def __init__(
        self, reading: Reading, table: Table, properties: Mapping[int, str], headings: Mapping[int, Section]
    ) -> None:
        self._reading = reading
        self._table = table
        self._properties = properties
        self._headings = headings

    def enter(self, row: Row) -> bool:
        """Whether the row opens a section; if so, it is entered."""
        heading = self._headings.get(row.number)
        found = ((heading,), row.cells) if heading else opening(row, self._reading.words, self._property)
        if found is None:
            return False
        sections, cells = found
        for section in sections:
            self._reading.enter(section, cells[0], self._table.where(cells[0]))
        for cell in row.cells:
            if cell in cells:
                self._reading.ledger.mapped(cell, sections[-1].kind)
            else:
                self._reading.ledger.left_out(cell, IN_SECTION)
        return True

    def _property(self, cell: Cell) -> str:
        return self._properties.get(cell.column, "")
