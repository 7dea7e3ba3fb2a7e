"""Bytes to rows: an office's own file as tables and paragraphs, whoever wrote it and whatever is in it.

`read` and `read_bytes` open the file in a limited child process and are what everything outside this package uses.
"""

from __future__ import annotations

from .reading import read_here
from .sandbox import read, read_bytes
from .source import Block, Cell, CellKind, Paragraph, Source, Table, UnreadableFile, column_letters

__all__ = [
    "Block",
    "Cell",
    "CellKind",
    "Paragraph",
    "Source",
    "Table",
    "UnreadableFile",
    "column_letters",
    "read",
    "read_bytes",
    "read_here",
]
