"""Real files from rows of cells, as offices' programs write them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from io import BytesIO, StringIO

import openpyxl
from docx import Document
from docx.document import Document as Word

Content = str | float | date | None
Rows = Sequence[Sequence[Content]]


def workbook(*sheets: tuple[str, Rows, Sequence[str]]) -> bytes:
    """Worksheets of (name, rows, merged areas); "" is an empty cell, a row of one text with width "A:F" merges itself."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows, merged in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if content == "" else content for content in row])
        for area in merged:
            sheet.merge_cells(area)
    return saved(book)


def saved(document: openpyxl.Workbook | Word) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def text(rows: Rows, delimiter: str, encoding: str, head: str = "") -> bytes:
    """A CSV file with `head` above its rows."""
    file = StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return (head + file.getvalue()).encode(encoding)


def word(*blocks: tuple[int, str] | str | Rows, bold: str = "", listed: str = "") -> bytes:
    """A Word file: (level, heading), a paragraph, or a table. `bold`, `listed`: signs at the head of a paragraph that is so.

    "" right of a cell at a row's end is merged into it, as Word's forms have their title lines.
    """
    document = Document()
    for block in blocks:
        if isinstance(block, tuple):
            document.add_heading(block[1], block[0])
        elif isinstance(block, str):
            _paragraph(document, block, bold, listed)
        else:
            _table(document, block)
    return saved(document)


def _paragraph(document: Word, words: str, bold: str, listed: str) -> None:
    if listed and words.startswith(listed):
        document.add_paragraph(words.removeprefix(listed), style="List Bullet")
    elif bold and words.startswith(bold):
        document.add_paragraph().add_run(words.removeprefix(bold)).bold = True
    elif words.startswith("Tabelle "):
        document.add_paragraph(words, style="Caption")
    else:
        document.add_paragraph(words)


def _table(document: Word, rows: Rows) -> None:
    width = max(map(len, rows))
    table = document.add_table(rows=len(rows), cols=width)
    for index, row in enumerate(rows):
        if len(row) < width:
            table.cell(index, len(row) - 1).merge(table.cell(index, width - 1))
        for column, content in enumerate(row):
            if content not in ("", None):
                table.cell(index, column).text = str(content)
