"""Tables written as rows of texts, and what reading them gives, for tests of single traits."""

from __future__ import annotations

from datetime import date

from verbindlich.base.check.mapping import Mapping, load_synonyms, map_source
from verbindlich.base.readers.source import Block, Cell, Paragraph, Source, Table

Content = str | float | date
SYNONYMS = load_synonyms()


def cell(row: int, column: int, content: Content, rows: int = 1, columns: int = 1) -> Cell:
    """A text, a number as a spreadsheet shows it without a format, or a date."""
    if isinstance(content, date):
        return Cell(row, column, f"{content:%d.%m.%Y}", "date", content, rows=rows, columns=columns)
    if isinstance(content, int | float):
        return Cell(row, column, f"{content:g}".replace(".", ","), "number", float(content), rows=rows, columns=columns)
    return Cell(row, column, content, rows=rows, columns=columns)


def sheet(
    rows: list[list[Content]], name: str = "Tabelle1", *, spans: dict[tuple[int, int], tuple[int, int]] | None = None
) -> Table:
    """A worksheet; "" is no cell. `spans`: (row, column) → (rows, columns) of merged cells."""
    spans = spans or {}
    return Table(
        name,
        "sheet",
        tuple(
            cell(r, c, content, *spans.get((r, c), (1, 1)))
            for r, row in enumerate(rows, 1)
            for c, content in enumerate(row, 1)
            if content != ""
        ),
    )


def word_table(rows: list[list[Content]], name: str = "Tabelle 1") -> Table:
    """As `sheet`, in a Word file."""
    made = sheet(rows, name)
    return Table(made.name, "table", made.cells)


def read(*tables: Table) -> Mapping:
    """Map a workbook of these sheets."""
    return map_source(Source("katalog.xlsx", "xlsx", tables), SYNONYMS)


def document(*blocks: tuple[int, str] | Table | str) -> Source:
    """A Word file: (level, heading), a paragraph's text, or a table."""
    made: list[Block] = []
    for block in blocks:
        number = 1 + sum(isinstance(other, Paragraph) for other in made)
        if isinstance(block, Table):
            made.append(block)
        elif isinstance(block, str):
            made.append(Paragraph(number, block))
        else:
            made.append(Paragraph(number, block[1], block[0], f"Heading {block[0]}"))
    return Source("konzept.docx", "docx", tuple(made))


def read_document(*blocks: tuple[int, str] | Table | str) -> Mapping:
    """Map such a Word file."""
    return map_source(document(*blocks), SYNONYMS)


def left_out(mapping: Mapping) -> dict[str, str]:
    """Text → reason of what was not taken over."""
    return {entry.text: entry.reason for entry in mapping.ledger if entry.kind == "not_taken_over"}


def targets(mapping: Mapping) -> dict[str, str]:
    """Text → target of what was mapped or kept as a remark."""
    return {entry.text: entry.target for entry in mapping.ledger if entry.kind != "not_taken_over"}
