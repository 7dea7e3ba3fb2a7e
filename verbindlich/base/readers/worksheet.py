"""One sheet of an Excel workbook (ECMA-376 part 1, 18.3.1): its cells with what they show, and its merged areas."""

from __future__ import annotations

import re
from datetime import date, datetime
from math import isfinite

from . import formats, limits
from .collect import Grid
from .formats import GENERAL, NumberFormat
from .markup import Attributes, Part

TRUE, FALSE = "WAHR", "FALSCH"

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


class Worksheet(Part):
    """Fills `grid` from a sheet's XML.

    strings: the workbook's shared strings; styles: number formats by style number; epoch: day 0 of its dates.
    """

    skipped = frozenset({"rPh", "extLst"})

    def __init__(self, grid: Grid, strings: list[str], styles: dict[str, NumberFormat], epoch: datetime) -> None:
        super().__init__()
        self._grid = grid
        self._strings = strings
        self._styles = styles
        self._epoch = epoch
        self._row = 0
        self._column = 0
        self._attributes: Attributes = {}
        self._formula: str | None = None
        self._formulas: dict[str, str] = {}  # shared formulas by their id
        self._group = ""
        self._valued = False
        self._columns: dict[str, int] = {}
        self.starts = {
            "row": self._start_row,
            "c": self._start_cell,
            "f": self._start_formula,
            "v": self._start_value,
            "t": self._start_value,
            "mergeCell": self._merge,
        }
        self.ends = {"f": self._end_formula, "v": self.pause, "t": self.pause, "c": self._end_cell}
        self._typed = {
            "s": self._shared,
            "b": self._bool,
            "e": self._error,
            "d": self._iso_date,
            "str": self._text,
            "inlineStr": self._text,
        }

    def _start_row(self, attributes: Attributes) -> None:
        self._row = int(float(attributes.get("r") or self._row + 1))  # some writers put "5.0"
        self._column = 0

    def _start_cell(self, attributes: Attributes) -> None:
        self._attributes = attributes
        self._formula = None
        self._valued = False
        reference = attributes.get("r")
        if reference:
            self._row, self._column = self._position(reference)
        else:
            self._column += 1

    def _position(self, reference: str) -> tuple[int, int]:
        letters = reference.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_number(letters)
        digits = reference[len(letters) :]
        return (self._row if digits == str(self._row) else int(digits)), column

    def _start_formula(self, attributes: Attributes) -> None:
        self._group = attributes.get("si", "") if attributes.get("t") == "shared" else ""
        self.listen()

    def _end_formula(self) -> None:
        text = self.heard()
        if self._group:
            text = self._formulas.setdefault(self._group, text)
        self._formula = f"={text}"

    def _start_value(self, _: Attributes) -> None:
        self._valued = True
        self.listen()

    def _end_cell(self) -> None:
        text = self.heard() if self._valued else ""
        kind = self._attributes.get("t", "n")
        if text:
            self._typed.get(kind, self._number)(text)
        elif self._formula is not None and not (self._valued and kind == "str"):
            # a value that was never stored; a stored empty text (t="str") is what the user sees: nothing
            self._grid.add(self._row, self._column, self._formula, "formula")

    def _shared(self, text: str) -> None:
        self._text(self._strings[int(text)])

    def _text(self, text: str) -> None:
        if "_x" in text:
            text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        self._grid.add(self._row, self._column, text)

    def _bool(self, text: str) -> None:
        value = text.strip() in ("1", "true")
        self._grid.add(self._row, self._column, TRUE if value else FALSE, "bool", value)

    def _error(self, text: str) -> None:
        self._grid.add(self._row, self._column, text, "error")

    def _number(self, text: str) -> None:
        try:
            value = float(text)
        except ValueError:
            self._text(text)
            return
        if not isfinite(value):
            self._error(text)
            return
        form = self._styles.get(self._attributes.get("s", "0"), GENERAL)
        if form.kind in ("general", "number"):
            self._grid.add(self._row, self._column, formats.show_number(value, form), "number", value, form.code)
        elif form.kind == "duration":
            self._text(formats.show_duration(value))
        else:
            self._moment(value, form)

    def _moment(self, serial: float, form: NumberFormat) -> None:
        when = formats.moment(serial, self._epoch)
        if when is None:  # Excel shows ####
            self._grid.add(self._row, self._column, formats.show_number(serial, GENERAL), "number", serial, form.code)
        elif form.kind == "time":
            self._text(formats.show_moment(when, form))
        else:
            shown = formats.show_moment(when, form)
            self._grid.add(self._row, self._column, shown, "date", when.date(), form.code)

    def _iso_date(self, text: str) -> None:
        """A date written out (18.17.4.1); a time of day alone stays a text."""
        try:
            value = date.fromisoformat(text[:10])
        except ValueError:
            self._text(text)
        else:
            self._grid.add(self._row, self._column, formats.show_date(value), "date", value)

    def _merge(self, attributes: Attributes) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        top, left = self._position(first)
        bottom, right = self._position(last or first)
        if top <= limits.ROWS and left <= limits.COLUMNS:
            self._grid.merge(top, left, bottom, right)


def column_number(letters: str) -> int:
    """A → 1, XFD → 16384. Raises ValueError for what is no column's name."""
    if not re.fullmatch("[A-Za-z]{1,3}", letters):
        raise ValueError(f"no column: {letters[:20]!r}")
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
