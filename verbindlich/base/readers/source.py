"""What a reader returns: the office's own file as tables and paragraphs, every non-empty cell once.

Plain data without a judgement. Rows and columns count from 1, as a user sees them in Excel.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal

CellKind = Literal["text", "number", "date", "bool", "error", "formula"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One non-empty cell. `text` is what the user sees (never empty); `value` the typed value where there is one.

    A merged area is one cell at its upper left corner with `rows` and `columns` > 1.
    kind "formula" is a formula whose value was never stored; its `text` is the formula.
    """

    row: int
    column: int
    text: str
    kind: CellKind = "text"
    value: float | bool | date | None = None
    number_format: str = ""
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A worksheet, a CSV file or a Word table. `cells` in reading order (row by row)."""

    name: str  # "Maßnahmen" (sheet) or "Tabelle 3" (Word)
    kind: Literal["sheet", "table"]
    cells: tuple[Cell, ...]
    hidden: bool = False

    def where(self, cell: Cell) -> str:
        """The place as an office user says it: `Maßnahmen!C5`, or `Tabelle 3, Zeile 2, Spalte 1` in Word."""
        if self.kind == "sheet":
            return f"{self.name}!{column_letters(cell.column)}{cell.row}"
        return f"{self.name}, Zeile {cell.row}, Spalte {cell.column}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A non-empty paragraph of a Word file outside tables. level 0: body, 1–9: heading; `number`: count from 1."""

    number: int
    text: str
    level: int = 0
    style: str = ""

    @property
    def where(self) -> str:
        return f"Absatz {self.number}"


Block = Table | Paragraph


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: `blocks` in the order of the file; `notes`: what the reader must tell the user (German)."""

    name: str
    format: Literal["xlsx", "ods", "docx", "csv", "vcf"]
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = field(default=())

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(b for b in self.blocks if isinstance(b, Table))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(b for b in self.blocks if isinstance(b, Paragraph))


class UnreadableFile(Exception):
    """The file cannot be read. `str(error)` is one German sentence or two: what is wrong and how to mend it."""


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """1 → A, 27 → AA, 16384 → XFD."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
