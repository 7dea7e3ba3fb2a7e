"""An OpenDocument spreadsheet (ODF 1.3 part 3, 9.1): its content.xml as events.

Libraries that build a tree need more than 500 MB for 50,000 rows and write out every repeated cell. Here a repeated
empty row costs nothing, and a repeated filled one as much as the caps allow.
"""

from __future__ import annotations

import re
from datetime import date
from math import isfinite
from typing import NamedTuple

from . import formats, limits
from .collect import Collector, Grid
from .markup import Attributes, Part, attribute
from .package import MACROS, Package
from .source import CellKind, UnreadableFile
from .worksheet import FALSE, TRUE

_MOST_BLANKS = 1_000  # that one <text:s> may stand for


def read_ods(package: Package, part: str, collector: Collector) -> None:
    """All tables of the spreadsheet in order, hidden ones marked."""
    if package.holds("/script-lb.xml") or package.holds("/script-lc.xml"):
        collector.note(MACROS)
    package.parse(part, Spreadsheet(collector))


class _Seen(NamedTuple):
    """A cell as read, before it is repeated."""

    text: str
    kind: CellKind
    value: float | bool | date | None
    number_format: str


class Spreadsheet(Part):
    """Comments, drawings and what was deleted under change tracking are passed over; they are not the cell's text."""

    skipped = frozenset(
        {"annotation", "tracked-changes", "dde-links", "shapes", "frame", "custom-shape", "g", "control"}
    )

    def __init__(self, collector: Collector) -> None:
        super().__init__()
        self._collector = collector
        self._grid = Grid(collector, "", "sheet")
        self._tables = 0
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._row = 0
        self._column = 0
        self._repeat_row = 1
        self._cells: list[tuple[int, int, _Seen]] = []  # of the current row: column, times, what
        self._attributes: dict[str, str] = {}
        self._paragraphs = 0
        self.starts = {
            "style": self._start_style,
            "table-properties": self._table_properties,
            "table": self._start_table,
            "table-row": self._start_row,
            "table-cell": self._start_cell,
            "covered-table-cell": self._start_cell,
            "p": self._start_paragraph,
            "s": self._blanks,
            "tab": lambda _: self.say("\t"),
            "line-break": lambda _: self.say("\n"),
        }
        self.ends = {
            "table": self._end_table,
            "table-row": self._end_row,
            "table-cell": self._end_cell,
            "covered-table-cell": self._end_cell,
            "p": self.pause,
        }

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attribute(attributes, "name")

    def _table_properties(self, attributes: Attributes) -> None:
        if attribute(attributes, "display") == "false":
            self._hidden_styles.add(self._style)

    def _start_table(self, attributes: Attributes) -> None:
        self._tables += 1
        if self._tables > limits.SHEETS:
            raise UnreadableFile(limits.TOO_MANY_SHEETS.format(count=f"mehr als {limits.SHEETS}"))
        hidden = attribute(attributes, "style-name") in self._hidden_styles
        self._grid = Grid(self._collector, attribute(attributes, "name"), "sheet", hidden)
        self._row = 0

    def _end_table(self) -> None:
        self._grid.close()

    def _start_row(self, attributes: Attributes) -> None:
        self._row += 1
        self._column = 1
        self._repeat_row = _count(attribute(attributes, "number-rows-repeated"))
        self._cells = []

    def _start_cell(self, attributes: Attributes) -> None:
        self._attributes = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        self._paragraphs = 0

    def _start_paragraph(self, _: Attributes) -> None:
        if self._paragraphs:
            self.say("\n")
        self._paragraphs += 1
        self.listen()

    def _blanks(self, attributes: Attributes) -> None:
        self.say(" " * min(_count(attribute(attributes, "c")), _MOST_BLANKS))

    def _end_cell(self) -> None:
        times = _count(self._attributes.get("number-columns-repeated"))
        seen = _seen(self._attributes, self.heard())
        if seen.text:
            self._cells.append((self._column, times, seen))
        rows, columns = (_count(self._attributes.get(f"number-{n}-spanned")) for n in ("rows", "columns"))
        if rows > 1 or columns > 1:
            self._grid.merge(self._row, self._column, self._row + rows - 1, self._column + columns - 1)
        self._column += times

    def _end_row(self) -> None:
        """Write out the row as often as it is repeated, as far as the caps allow; the rest becomes a note."""
        times = self._repeat_row if self._cells else 0
        taken = min(times, max(limits.ROWS - self._row + 1, 0))
        for row in range(self._row, self._row + taken):
            for column, repeated, seen in self._cells:
                self._repeat(row, column, repeated, seen)
        if times > taken:
            filled = sum(repeated for _, repeated, _ in self._cells)
            self._grid.outside(self._row + taken, self._cells[0][0], (times - taken) * filled)
        self._row += self._repeat_row - 1

    def _repeat(self, row: int, column: int, times: int, seen: _Seen) -> None:
        taken = min(times, max(limits.COLUMNS - column + 1, 0))
        for i in range(column, column + taken):
            self._grid.add(row, i, *seen)
        if times > taken:
            self._grid.outside(row, column + taken, times - taken)


def _count(text: str | None) -> int:
    return max(int(text), 1) if text else 1


def _seen(attributes: dict[str, str], shown: str) -> _Seen:
    """A cell by its type (ODF 1.3 part 3, 19.385). `shown` is the text LibreOffice has already formatted."""
    shown = shown.strip()
    kind = attributes.get("value-type", "")
    if kind in ("float", "percentage", "currency"):
        return _number(attributes, shown)
    if kind == "date":
        return _date(attributes.get("date-value", ""), shown)
    if kind == "boolean":
        value = attributes.get("boolean-value") == "true"
        return _Seen(TRUE if value else FALSE, "bool", value, "")
    if kind == "error":
        return _Seen(shown, "error", None, "")
    formula = attributes.get("formula")
    if not shown and formula and not kind:
        return _Seen("=" + formula.partition("=")[2], "formula", None, "")
    return _Seen(shown or attributes.get("string-value") or attributes.get("time-value", ""), "text", None, "")


def _number(attributes: dict[str, str], shown: str) -> _Seen:
    try:
        value = float(attributes.get("value", ""))
    except ValueError:
        return _Seen(shown, "text", None, "")
    if not isfinite(value):
        return _Seen(shown or attributes["value"], "error", None, "")
    if shown:
        return _Seen(*_as_shown(value, shown))
    currency = f'0.00 "{attributes.get("currency", "")}"'
    code = {"percentage": "0%", "currency": currency}.get(attributes["value-type"], "")
    return _Seen(formats.show_number(value, formats.understand(code)), "number", value, code)


def _as_shown(value: float, shown: str) -> tuple[str, CellKind, float, str]:
    """The shown text; where it keeps a nought that the number does not have ("1,10"), that is its format ("0.00")."""
    fraction = re.fullmatch(r"-?\d+[.,](\d*0)", shown)
    pointed = shown.replace(",", ".")
    if fraction and float(pointed) == round(value, len(fraction[1])):  # not the 1.000 that is a thousand
        return pointed, "number", value, "0." + "0" * len(fraction[1])
    return re.sub(r"(\d)%", r"\1 %", shown), "number", value, ""


def _date(written: str, shown: str) -> _Seen:
    """A date with or without a time of day, as in "2025-12-31T14:30:00"."""
    try:
        value = date.fromisoformat(written[:10])
    except ValueError:
        return _Seen(shown or written, "text", None, "")
    clock = written[11:16]
    return _Seen(formats.show_date(value) + (f" {clock}" if clock.strip("0:") else ""), "date", value, "")
