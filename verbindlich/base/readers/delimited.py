"""CSV and other delimited text: its encoding, its separator, then its rows. Every cell is a text; nothing is guessed."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import PurePath
from typing import Literal

from . import limits
from .collect import Collector, Grid
from .sniff import wide
from .source import UnreadableFile

NO_TEXT = (
    "Die Datei ist keine Tabelle und kein Text. Gelesen werden Excel (.xlsx), LibreOffice Calc (.ods), Word (.docx) "
    "und CSV (.csv)."
)
WEB_PAGE = (
    "Die Datei ist eine Webseite (HTML) und keine Tabelle. Bitte öffnen Sie sie in Excel oder LibreOffice und "
    "speichern Sie sie als .xlsx."
)
XML = "Die Datei ist eine XML-Datei. Bitte öffnen Sie sie in Excel oder LibreOffice und speichern Sie sie als .xlsx."
NOT_A_SHEET = (
    "Die Datei heißt {suffix}, enthält aber nur einfachen Text ohne Spalten. Bitte wählen Sie die Excel- oder Word-Datei "
    "oder speichern Sie den Text als .csv mit Semikolon zwischen den Spalten."
)
UNDECODED = (
    "Einige Zeichen ließen sich nicht lesen und stehen als „\ufffd“ da. Bitte speichern Sie die Datei als „CSV UTF-8“."
)
OPEN_QUOTE = (
    "Ein Anführungszeichen wird in der Datei nicht geschlossen; Anführungszeichen wurden deshalb als gewöhnliche "
    "Zeichen gelesen."
)
NULS = "Die Datei enthält NUL-Zeichen; sie wurden entfernt. Bitte prüfen Sie, ob sie vollständig ist."

SEPARATORS = ";\t|,"  # where two fit equally well, the first

_SAMPLE_CHARACTERS = 200_000
_SAMPLE_ROWS = 500
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.3  # of what is certainly text (valid UTF-8); anything at all can pass for Windows-1252
_MOST_CONTROLS_1252 = 0.02
_LEAST_SHARE = 0.2  # of the rows; fewer: a list in one column, with a stray separator in it
_LEAST_SHARE_BLANK = 0.8  # where the separator stands before a blank, as in prose
_TEXT_SUFFIXES = ("", ".csv", ".tsv", ".tab", ".txt")

Rows = Iterator[list[str]]

_END = "\x00"  # NULs are removed before, so no cell is this


def read_delimited(data: bytes, name: str, collector: Collector) -> None:
    """One table named after the file. Row 1 is the first line below a `sep=` line, as Excel shows it."""
    text = decode(data, collector)
    _refuse_markup(text)
    told = re.match(r"sep=([;,|:\t])(?:\r\n|\r|\n|$)", text, re.IGNORECASE)
    suffix = PurePath(name).suffix.lower()
    is_text = suffix in _TEXT_SUFFIXES
    separator = told[1] if told else find_separator(text, least_rows=1 if is_text else 2)
    if not separator and not is_text:
        raise UnreadableFile(NOT_A_SHEET.format(suffix=suffix))
    grid = Grid(collector, PurePath(name).stem or "Tabelle", "sheet")
    rows = _rows(text[told.end() :] if told else text, separator or SEPARATORS[0], collector)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            grid.add(number, column, cell)
    grid.close()


def decode(data: bytes, collector: Collector) -> str:
    """UTF-16 by its byte order mark or its zeros, else UTF-8, else Windows-1252. Raises UnreadableFile for what is no text or too much."""
    encoding = wide(data) or ("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8")
    tolerated = _MOST_CONTROLS
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        encoding, tolerated = ("cp1252", _MOST_CONTROLS_1252) if encoding == "utf-8" else (encoding, tolerated)
        text = data.decode(encoding, "replace")
        if "\ufffd" in text:
            collector.note(UNDECODED)
    if len(text) > limits.CHARACTERS:
        raise UnreadableFile(limits.TOO_MUCH_TEXT)
    if len(_CONTROLS.findall(text)) > tolerated * len(text):
        raise UnreadableFile(NO_TEXT)
    if "\0" in text:
        collector.note(NULS)
    return text.replace("\0", "").removeprefix("\ufeff")


def _refuse_markup(text: str) -> None:
    head = text[:2_000].lstrip().lower()
    if head.startswith(("<!doctype html", "<html", "<head", "<table", "<meta", "mime-version:")) or "<html" in head:
        raise UnreadableFile(WEB_PAGE)
    if head.startswith(("<?xml", "<!doctype")):
        raise UnreadableFile(XML)


def find_separator(text: str, least_rows: int = 1) -> str:
    """The separator under which most rows agree on the same number of columns; "" where none does in `least_rows`.

    Each candidate is tried with quotes understood, so that separators and line breaks inside quotes do not count; title
    lines without a separator stand aside, since only rows of the commonest width count, each with its separators.
    A separator before a blank is taken for punctuation, unless there is no other.
    """
    sample = text[:_SAMPLE_CHARACTERS]
    for punctuation, share in ((" ", _LEAST_SHARE), ((), _LEAST_SHARE_BLANK)):
        agreement = {s: _agreement(sample, s, punctuation, share, least_rows) for s in SEPARATORS}
        best = max(SEPARATORS, key=agreement.__getitem__)
        if agreement[best]:
            return best
    return ""


def _agreement(sample: str, separator: str, punctuation: str | tuple[()], share: float, least: int) -> int:
    """Rows of the commonest width times their separators, if they are at least so many and such a share of all rows.
    Fields that start with `punctuation` do not count."""
    rows = [row for row in islice(_reader(sample, separator), _SAMPLE_ROWS) if row]
    widths = Counter(sum(not field.startswith(punctuation) for field in row[1:]) for row in rows)
    return max((width * n for width, n in widths.items() if n >= max(least, share * len(rows))), default=0)


def _reader(text: str, separator: str, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL, trim: bool = False) -> Rows:
    csv.field_size_limit(limits.CHARACTERS)
    return csv.reader(StringIO(text, newline=""), delimiter=separator, quoting=quoting, skipinitialspace=trim)


def _rows(text: str, separator: str, collector: Collector) -> list[list[str]]:
    """All rows. A quote that is never closed would swallow the rest of the file: then quotes are plain characters."""
    rows = list(_reader(f"{text}\n{_END}", separator, trim=True))
    if rows.pop() == [_END]:
        return rows
    collector.note(OPEN_QUOTE)
    return list(_reader(text, separator, csv.QUOTE_NONE))
