"""Walks a file from top to bottom: its tables by their layout, the paragraphs of a Word file between them."""

from __future__ import annotations

from collections.abc import Sequence

from verbindlich.base.check.blocks import TITLE_LINE, BlockWalker
from verbindlich.base.check.goal_tables import GoalWalker
from verbindlich.base.check.headings import find_headings
from verbindlich.base.check.layout import Layout, Region, is_generic, sheet_reason
from verbindlich.base.check.lists import ListWalker
from verbindlich.base.check.notes import Notes
from verbindlich.base.check.reading import Position, Reading
from verbindlich.base.check.records import RecordWalker
from verbindlich.base.check.section_rows import SectionRows, opening
from verbindlich.base.check.sections import Section

NO_MEASURES = "Teil ohne Maßnahmen"


class TableWalker:
    """Reads tables into a reading."""

    def __init__(self, reading: Reading, layouts: Sequence[Layout]) -> None:
        self._reading = reading
        self._notes = Notes(reading.synonyms.notes)
        self._headings: dict[int, dict[int, Section]] = {}  # by id of the layout: asked for twice
        self._sheets = sum(layout.table.kind == "sheet" and layout.kind in ("list", "sheets") for layout in layouts)

    def walk(self, layout: Layout, title: str = "") -> None:
        """Read one table. `title`: the name of the measure where a heading above the table gives it."""
        if layout.kind == "none":
            for cell in layout.table.cells:
                self._reading.ledger.left_out(cell, layout.reason)
        elif layout.kind == "sheets":
            self._blocks(layout, title)
        else:
            self._lists(layout)

    def walk_sheet(self, layout: Layout) -> None:
        """Read one worksheet: sections of other sheets end, and the sheet's name may name the field."""
        self._reading.position = Position()
        if self._is_named_field(layout):
            name = self._reading.outline.field(layout.table.name.replace("_", " "), layout.table.name)
            self._reading.position.enter_field(name)
        self.walk(layout)

    def _blocks(self, layout: Layout, title: str) -> None:
        """Sections inside a table of one measure end with it."""
        before = self._reading.position
        self._reading.position = Position(before.field, before.goals, before.served)
        BlockWalker(self._reading, layout, title).walk()
        if layout.table.kind == "table":
            before.served = True
            self._reading.position = before

    def _lists(self, layout: Layout) -> None:
        headings = self._find_headings(layout)
        self._preface(layout, headings)
        for region in layout.regions:
            self._region(layout, region, headings)

    def _find_headings(self, layout: Layout) -> dict[int, Section]:
        if layout.records:
            return {}
        if id(layout) not in self._headings:
            found = (
                find_headings(layout, self._reading.words, self._notes, self._reading.synonyms)
                if layout.regions
                else {}
            )
            self._headings[id(layout)] = found
        return self._headings[id(layout)]

    def _region(self, layout: Layout, region: Region, headings: dict[int, Section]) -> None:
        if region.records:
            RecordWalker(self._reading, layout.table, region.header, region.rows).walk()
        elif region.kind == "list":
            ListWalker(self._reading, layout.table, region, headings, self._notes).walk()
        elif region.kind == "goals":
            GoalWalker(self._reading, layout.table, region).walk()
        else:
            for cell in (*region.header.cells, *(cell for row in region.rows for cell in row.cells)):
                self._reading.ledger.left_out(cell, NO_MEASURES)

    def _preface(self, layout: Layout, headings: dict[int, Section]) -> None:
        """The rows above the first header: sections, else title lines."""
        sections = SectionRows(self._reading, layout.table, {}, headings)
        for row in layout.preface:
            if not sections.enter(row):
                self._reading.title_lines.extend(cell.text for cell in row.cells)
                for cell in row.cells:
                    self._reading.ledger.left_out(cell, TITLE_LINE)

    def _is_named_field(self, layout: Layout) -> bool:
        """Whether the sheet's name is its field of action: one of several sheets, not a general name, nothing else says it."""
        name = layout.table.name
        if layout.records:
            return False
        if (
            layout.kind not in ("list", "sheets", "goals")
            or sheet_reason(name, self._reading.synonyms)
            or self._names_field(layout)
        ):
            return False
        labelled = self._reading.words.read(name) is not None
        return labelled or (self._sheets > 1 and not is_generic(name, self._reading.synonyms))

    def _names_field(self, layout: Layout) -> bool:
        """Whether a column, a label or a row of the table names a field."""
        if any(region.header.has("field") for region in layout.regions):
            return True
        if any(section.kind == "field" for section in self._find_headings(layout).values()):
            return True
        found = (opening(row, self._reading.words, layout.property_of) for row in layout.rows)
        return any(section.kind == "field" for opened in found if opened for section in opened[0])
