"""A Source as lines of JSON and back: how the child process hands over what it read.

JSON and not pickle, since what comes from a process that opened a foreign file must not be able to run code.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from .source import Block, Cell, Paragraph, Source, Table

_CHUNK = 1_000  # cells on a line, so that neither side holds the whole file twice


def pack(source: Source) -> Iterator[str]:
    """First a line with the format and notes, then for each block its own line, for a table also its cells."""
    yield _line({"format": source.format, "notes": source.notes})
    for block in source.blocks:
        if isinstance(block, Paragraph):
            yield _line({"paragraph": [block.number, block.text, block.level, block.style]})
            continue
        yield _line({"table": [block.name, block.kind, block.hidden]})
        for start in range(0, len(block.cells), _CHUNK):
            yield _line({"cells": [_packed(cell) for cell in block.cells[start : start + _CHUNK]]})


def _line(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"


def _packed(cell: Cell) -> list[Any]:
    if cell.kind == "text" and cell.rows == cell.columns == 1:
        return [cell.row, cell.column, cell.text]
    value = cell.value.isoformat() if isinstance(cell.value, date) else cell.value
    return [cell.row, cell.column, cell.text, cell.kind, value, cell.number_format, cell.rows, cell.columns]


def unpack(name: str, lines: Iterable[bytes]) -> Source:
    """The Source that `pack` wrote. Raises ValueError, KeyError or TypeError for lines that it did not write."""
    lines = iter(lines)
    head = json.loads(next(lines, b"{}"))
    blocks: list[Block] = []
    table: list[Any] | None = None
    cells: list[Cell] = []
    formats: dict[str, str] = {}
    for line in lines:
        content = json.loads(line)
        if "cells" in content:
            cells += [_unpacked(cell, formats) for cell in content["cells"]]
            continue
        if table:
            blocks.append(_table(table, cells))
        table, cells = content.get("table"), []
        if table is None:
            blocks.append(Paragraph(*content["paragraph"]))
    if table:
        blocks.append(_table(table, cells))
    return Source(name, head["format"], tuple(blocks), tuple(head["notes"]))


def _table(head: list[Any], cells: list[Cell]) -> Table:
    name, kind, hidden = head
    return Table(name, kind, tuple(cells), hidden)


def _unpacked(packed: list[Any], formats: dict[str, str]) -> Cell:
    if len(packed) == 3:
        return Cell(*packed)
    row, column, text, kind, value, code, rows, columns = packed
    value = date.fromisoformat(value) if kind == "date" else value
    return Cell(row, column, text, kind, value, formats.setdefault(code, code), rows, columns)
