"""Rows that are headings although no word in them says so: "Sprache und Verständigung" over its measures, or "1" over "1.1".

Only what the table as a whole makes plain is taken for a field or a goal. A lone row between measures of a table that
names its fields otherwise is reported, not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from verbindlich.base.check.grid import Row
from verbindlich.base.check.layout import Layout, is_generic, rows_above_headers
from verbindlich.base.check.notes import Notes
from verbindlich.base.check.numbers import depth, is_number, number_of, part_title
from verbindlich.base.check.section_rows import opening
from verbindlich.base.check.sections import Section, SectionWords
from verbindlich.base.check.synonyms import Synonyms
from verbindlich.base.readers.source import Cell

LONGEST_HEADING = 160  # characters
MOST_CELLS = 2  # of a heading: its number and its text
SENTENCE_WORDS = 4  # a heading below a field's heading is its goal when it is as long as a sentence
OUTLINE_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}(?:\.\d{1,3})*|[A-Z](?:\.\d{1,3})*")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A row with a number. `bare`: it holds nothing but number and title."""

    row: int
    number: str
    title: str
    bare: bool


def find_headings(layout: Layout, words: SectionWords, notes: Notes, synonyms: Synonyms) -> dict[int, Section]:
    """Row number → the section it opens. Empty where a column or labelled rows already name the fields."""
    if all(len(row.cells) > MOST_CELLS for row in layout.rows):
        return {}
    finder = Finder(layout, words, notes, synonyms)
    return finder.numbered() | finder.plain() if not finder.field_column else {}


class Finder:
    """Looks at a table as a whole."""

    def __init__(self, layout: Layout, words: SectionWords, notes: Notes, synonyms: Synonyms) -> None:
        self._layout = layout
        self._synonyms = synonyms
        self._words = words
        self._notes = notes
        headers = [region.header for region in layout.regions]
        self._headers = headers
        self._header_rows = {row for header in headers for row in header.rows}
        self._body = [row for region in layout.regions for row in region.rows]
        labelled = [section.kind for row in layout.rows for section in self._labelled(row)]
        self.field_column = any(header.has("field") for header in headers)
        self._fields_labelled = "field" in labelled
        self._goals_named = "goal" in labelled or any(header.has("goal") for header in headers)

    def _labelled(self, row: Row) -> tuple[Section, ...]:
        if row.number in self._header_rows:
            return ()
        found = opening(row, self._words, self._layout.property_of)
        return found[0] if found else ()

    # --- headings told by their numbers

    def numbered(self) -> dict[int, Section]:
        """Rows with number and title only, each above rows numbered below it: fields, and goals one level deeper."""
        rows = [found for row in (*self._layout.preface[-1:], *self._body) if (found := self._numbered(row))]
        levels = _heading_levels(rows)
        kinds = ["field"] * (not self._fields_labelled) + ["goal"] * (not self._goals_named)
        kind_of = dict(zip(levels, kinds, strict=False))
        return {
            row.row: Section(kind_of[level], row.title, row.number)  # type: ignore[arg-type]
            for row in rows
            if (level := depth(row.number)) in kind_of
        }

    def _numbered(self, row: Row) -> Numbered | None:
        number = next((cell for cell in row.cells if self._may_number(cell) and is_number(cell.text)), None)
        text = next((cell for cell in row.cells if cell is not number), None)
        if text is None:
            return None
        parted = part_title(text.text, lone=True)
        found = number_of(number) if number else parted.number
        if not OUTLINE_NUMBER.fullmatch(found):
            return None
        bare = len(row.cells) == (2 if number else 1) and self._layout.property_of(text) in ("", "title", "number")
        return Numbered(row.number, found, text.text if number else parted.title, bare)

    def _may_number(self, cell: Cell) -> bool:
        """A cell of the numbers' column, or above the header in the first column."""
        return self._layout.property_of(cell) == "number" or (cell.row < self._headers[0].rows[0] and cell.column == 1)

    # --- headings told by standing alone

    def plain(self) -> dict[int, Section]:
        """Lone rows without a word that labels them: fields, where nothing else in the table names the fields."""
        if self._fields_labelled:
            return {}
        runs = self._runs()
        several = len({self._text(run[0]) for run in runs}) > 1
        found = [run for run in runs if several or self._wide(run[0])]
        lettered = _lettered([self._text(run[0]) for run in found])
        return {row.number: section for run in found for row, section in self._sections(run, lettered)}

    def _sections(self, run: list[Row], lettered: bool) -> Iterator[tuple[Row, Section]]:
        text = self._text(run[0])
        number, title = (text[0], text[2:].strip()) if lettered else self._words.name(text)
        yield run[0], Section("field", title, number)
        if len(run) == 2 and not self._goals_named and len(self._text(run[1]).split()) >= SENTENCE_WORDS:
            yield run[1], Section("goal", self._text(run[1]))

    def _text(self, row: Row) -> str:
        return row.cells[0].text

    def _runs(self) -> list[list[Row]]:
        """Lone rows one after the other, right above a measure, a labelled goal or a header."""
        above_headers = self._above_headers()
        runs: list[list[Row]] = [[]]
        for row in self._layout.rows:
            if self._lone(row, row.number in above_headers):
                runs[-1].append(row)
            elif runs[-1] and self._is_measure(row):
                runs.append([])
            else:
                runs[-1] = []
        return [run for run in runs[:-1] if run]

    def _above_headers(self) -> set[int]:
        """The rows above the headers, where each of several headers has a lone row above it."""
        above = rows_above_headers(self._layout)
        lone = {row.number for row in above if row and len(row.cells) == 1 and row.number not in self._header_rows}
        return lone if len(lone) == len(above) > 1 else set()

    def _lone(self, row: Row, above_header: bool) -> bool:
        cell = row.cells[0]
        if len(row.cells) > 1 or cell.kind != "text" or len(cell.text) > LONGEST_HEADING or is_number(cell.text):
            return False
        if self._labelled(row) or self._notes.reason(cell.text) or is_generic(cell.text, self._synonyms):
            return False
        in_body = row.number > self._headers[0].last_row
        return above_header or (in_body and (self._wide(row) or self._layout.property_of(cell) == "number"))

    def _wide(self, row: Row) -> bool:
        return row.cells[0].columns > 1 and row.cells[0].columns * 2 >= len(self._headers[0].columns)

    def _is_measure(self, row: Row) -> bool:
        """What a heading may stand above."""
        return len(row.cells) > 1 or row.number in self._header_rows or "goal" in [s.kind for s in self._labelled(row)]


def _lettered(texts: list[str]) -> bool:
    """Whether the headings are numbered by letters without a mark: "A Sprache", "B Arbeit", …"""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return len(texts) > 1 and [text[:2] for text in texts] == [f"{letter} " for letter in letters[: len(texts)]]


def _heading_levels(rows: list[Numbered]) -> list[int]:
    """The depths of numbers at which every row is bare and stands right above a deeper number."""
    deepest = max((depth(row.number) for row in rows), default=0)
    levels = []
    for level in range(1, deepest):
        at_level = [index for index, row in enumerate(rows) if depth(row.number) == level]
        if at_level and all(rows[index].bare and _opens(rows[index : index + 2]) for index in at_level):
            levels.append(level)
    return levels


def _opens(pair: list[Numbered]) -> bool:
    return len(pair) == 2 and (
        pair[1].number.startswith(f"{pair[0].number}.")
        or (not pair[0].number[0].isdigit() and depth(pair[1].number) > depth(pair[0].number))
    )
