"""Writing for a terminal: its width, its colours, and nothing from a file that could steer it."""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Mapping, Sequence
from typing import TextIO

from verbindlich.base.readers.texts import clean

NARROWEST, WIDEST = 60, 120
COLOURS = {"bold": "1", "error": "1;31", "warning": "1;33", "note": "1;34"}


class Terminal:
    """Lines for a stream. Everything that is written is cleaned first: control and escape characters never pass."""

    def __init__(self, stream: TextIO, environ: Mapping[str, str] = os.environ) -> None:
        self.stream = stream
        self.width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size((100, 24)).columns))
        self.coloured = coloured(stream, environ)

    def line(self, text: str = "", indent: int = 0, hanging: int = 0, style: str = "") -> None:
        """One paragraph, wrapped to the width; `hanging`: how much deeper its further lines stand."""
        wrapped = textwrap.wrap(
            one_line(text),
            self.width,
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + hanging),
            break_on_hyphens=False,
        )
        for line in wrapped or [""]:
            self.stream.write(f"{self.painted(line, style)}\n")

    def table(self, rows: Sequence[Sequence[str]], indent: int = 2) -> None:
        """Columns as wide as their cells; the last one wraps."""
        cells = [[one_line(cell) for cell in row] for row in rows]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)][:-1]
        for row in cells:
            first = "".join(f"{cell:<{width}}  " for cell, width in zip(row, widths, strict=False))
            hanging = len(first) if len(first) + indent < self.width // 2 else 4
            for line in self.hung(first.rstrip(), row[-1], len(first), indent, hanging):
                self.stream.write(f"{line}\n")

    def hung(self, first: str, last: str, column: int, indent: int, hanging: int) -> list[str]:
        """`last` beside `first` at `column`, its further lines `hanging` deep."""
        lead = " " * indent + first.ljust(column)
        wrapped = textwrap.wrap(
            last, self.width, initial_indent=lead, subsequent_indent=" " * (indent + hanging), break_on_hyphens=False
        )
        return [line.rstrip() for line in wrapped] or [lead.rstrip()]

    def painted(self, line: str, style: str) -> str:
        return f"\033[{COLOURS[style]}m{line}\033[0m" if style and self.coloured else line


def coloured(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Only where somebody looks at a terminal that is known to understand it (https://no-color.org)."""
    return stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb" and os.name != "nt"


def one_line(text: str) -> str:
    return " ".join(clean(text).split())
