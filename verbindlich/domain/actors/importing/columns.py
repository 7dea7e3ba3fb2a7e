"""Which column of an address list holds what: by the words of its header, else by what its cells look like."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from verbindlich.base.calc.contacts import looks_like_a_person, mails, phones
from verbindlich.base.check.folding import fold, fold_header
from verbindlich.base.check.grid import Row
from verbindlich.base.readers.source import column_letters

TABLE = Path(__file__).with_name("columns.toml")
HEADER_ROWS = 40  # rows from the top in which a header may stand
LONGEST_HEADER = 60
SAMPLE = 30  # rows looked at to tell a column without a header
MOSTLY = 0.6
NEVER = "never"
_CODE = re.compile(r"\d{5}")
_TELLING = frozenset(("organisation", "name", "person", "family", "email", "phone", "department"))
_EVERY_HEADER = frozenset(("name", "organisation", "person"))  # one of these alone makes a header


@dataclass(frozen=True, slots=True)
class Column:
    """`property` "" where no word is known."""

    index: int
    header: str
    property: str


@dataclass(frozen=True, slots=True)
class Layout:
    """`header`: number of the header's row, 0 where there is none; `columns` by their index."""

    header: int
    columns: Mapping[int, Column]

    @property
    def properties(self) -> frozenset[str]:
        return frozenset(column.property for column in self.columns.values())


class Words:
    """The words in force. `own`: property → headers that people said mean it; they win, but not over what is never kept."""

    def __init__(self, own: Mapping[str, Sequence[str]]) -> None:
        table = _table()
        self._known: dict[str, str] = {}
        for name, entry in table["properties"].items():
            for word in entry["words"]:
                self._known.setdefault(_folded(word), name)
        self._own = {fold(header): name for name, headers in own.items() for header in headers}
        self._inside = {fold(w): n for n, e in table["properties"].items() if e.get("inside") for w in e["words"]}

    def match(self, header: str) -> str:
        """The property of a header; "" where no word is known, "never" for what is never kept."""
        if len(header) > LONGEST_HEADER or not header.strip():
            return ""
        if is_never(header):
            return NEVER
        exact = self._own.get(fold(header)) or self._known.get(_folded(header)) or self._known.get(fold_header(header))
        return exact or self._part(header)

    def _part(self, header: str) -> str:
        words = fold(header).split()
        parts = [self._known.get(_folded(part), "") for part in re.split(r"[/,;|\n]|\s(?:und|oder|bzw\.)\s", header)]
        return next((self._inside[word] for word in words if word in self._inside), next(filter(None, parts), ""))


def is_never(header: str) -> bool:
    """Whether a header names what is never kept of a person."""
    words = f" {fold(header)} "
    return any(f" {never} " in words for never in _never())


def labels() -> dict[str, str]:
    """Property → what we call it, in the order of a select."""
    return {name: str(entry["label"]) for name, entry in _table()["properties"].items()}


def kind_named(text: str) -> str:
    """The kind of organisation that a cell of a column of groups names; "" where unknown."""
    return _kinds().get(_folded(text), "")


@lru_cache(1)
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text("utf-8"))


@lru_cache(1)
def _never() -> tuple[str, ...]:
    return tuple(fold(word) for word in _table()["never"]["words"])


@lru_cache(1)
def _kinds() -> dict[str, str]:
    return {_folded(word): kind for kind, words in _table()["kinds"].items() for word in words}


@lru_cache(4096)
def _folded(text: str) -> str:
    """Without punctuation, case and plural, whatever stands in parentheses included."""
    return " ".join(fold_header(word) for word in fold(text).split())


def layout_of(rows: Sequence[Row], words: Words) -> Layout | None:
    """The header is the row with the most known words; without one, columns are told by their cells. None: no address list."""
    best, score = None, 0
    for row in rows[:HEADER_ROWS]:
        found = {name for cell in row.cells if (name := words.match(cell.text))}
        enough = len(found) > 1 or (len(found) == 1 and found & _EVERY_HEADER and score == 0)
        if enough and found & _TELLING and len(found) > score:
            best, score = row, len(found)
    if best is None:
        return _guessed(rows)
    return Layout(
        best.number, {cell.column: Column(cell.column, cell.text, words.match(cell.text)) for cell in best.cells}
    )


def _guessed(rows: Sequence[Row]) -> Layout | None:
    sample = rows[:SAMPLE]
    indexes = sorted({cell.column for row in sample for cell in row.cells})
    columns: dict[int, Column] = {}
    for index in indexes:
        texts = [cell.text for row in sample for cell in row.cells if cell.column == index and cell.kind != "formula"]
        header = _("Spalte %(letters)s (ohne Überschrift)") % {"letters": column_letters(index)}
        sort = _looks_like(texts)
        named = sort == "name" and any(column.property == "name" for column in columns.values())
        columns[index] = Column(index, header, "" if named else sort)
    found = [column.property for column in columns.values()]
    if not {"email", "name", "person"} & set(found) or (
        len(indexes) > 1 and not {"email", "phone", "postal_code"} & set(found)
    ):
        return None
    return Layout(0, columns)


def _looks_like(texts: Sequence[str]) -> str:
    if not texts:
        return ""
    tests = (
        ("email", lambda text: bool(mails(text).good)), ("postal_code", lambda text: bool(_CODE.fullmatch(text))),
        ("phone", lambda text: bool(phones(text)) and sum(c.isalpha() for c in text) < 4),
        ("person", lambda text: looks_like_a_person(text) is True),
        ("name", lambda text: len(text) < 120 and sum(c.isalpha() for c in text) > 3),
    )  # fmt: skip
    return next((name for name, test in tests if sum(map(test, texts)) >= MOSTLY * len(texts)), "")
