"""The automatic numbers of a Word document (ECMA-376 part 1, 17.9): Word shows them and keeps them nowhere in the text.

Offices number their headings and the first column of their tables in this way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .markup import Attributes, Part, attribute

_ROMAN = {
    1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v", 4: "iv",
    1: "i",
}  # fmt: skip
_MOST_THOUSANDS = 3
_MOST_LETTERS = 9


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str = ""


@dataclass(slots=True)
class _List:
    levels: dict[str, _Level] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


class Numbering(Part):
    """word/numbering.xml: the lists, and how far each has been counted."""

    skipped = frozenset({"pPr", "rPr"})

    def __init__(self) -> None:
        super().__init__()
        self._abstract: dict[str, _List] = {}
        self._lists: dict[str, _List] = {}
        self._restarts: dict[tuple[str, str], int] = {}
        self._list = _List()
        self._level = _Level()
        self._place = ("", "")  # list and level of an override
        self.starts = {
            "abstractNum": self._start_abstract,
            "lvl": self._start_level,
            "start": lambda a: setattr(self._level, "start", whole_number(attribute(a, "val"))),
            "numFmt": lambda a: setattr(self._level, "form", attribute(a, "val")),
            "lvlText": lambda a: setattr(self._level, "text", attribute(a, "val")),
            "pStyle": lambda a: setattr(self._level, "style", attribute(a, "val")),
            "num": self._start_list,
            "abstractNumId": self._use_abstract,
            "lvlOverride": lambda a: setattr(self, "_place", (self._place[0], attribute(a, "ilvl"))),
            "startOverride": self._restart,
        }

    def _start_abstract(self, attributes: Attributes) -> None:
        self._list = self._abstract[attribute(attributes, "abstractNumId")] = _List()

    def _start_level(self, attributes: Attributes) -> None:
        self._level = self._list.levels[attribute(attributes, "ilvl")] = _Level()

    def _start_list(self, attributes: Attributes) -> None:
        self._place = (attribute(attributes, "numId"), "")

    def _use_abstract(self, attributes: Attributes) -> None:
        self._list = self._abstract.get(attribute(attributes, "val"), _List())
        self._lists[self._place[0]] = self._list

    def _restart(self, attributes: Attributes) -> None:
        self._restarts[self._place] = whole_number(attribute(attributes, "val"))

    def label(self, identity: str, level: str, style: str) -> str:
        """Count the list on and give the number as shown ("2.1"); "" for a bullet and for what is in no list.

        `level` "0"–"8", or "" for the level that names `style`. To be called once for each paragraph, in order.
        """
        found = self._lists.get(identity)
        if found is None:
            return ""
        level = level or next((n for n, candidate in found.levels.items() if candidate.style == style), "0")
        restart = self._restarts.pop((identity, level), None)
        counts = found.counts
        started = found.levels.get(level, _Level()).start
        counts[level] = restart if restart is not None else counts[level] + 1 if level in counts else started
        found.counts = {n: count for n, count in counts.items() if n <= level}
        return _shown(found, level)


def _shown(found: _List, level: str) -> str:
    own = found.levels.get(level, _Level(form="bullet"))
    if own.form in ("bullet", "none"):
        return ""

    def number(match: re.Match[str]) -> str:
        place = str(int(match[1]) - 1)
        form = found.levels.get(place, _Level())
        return _number(found.counts.get(place, form.start), form.form)

    return re.sub("%([1-9])", number, own.text)


def _number(count: int, form: str) -> str:
    if form == "decimalZero":
        return f"{count:02}"
    written = _letters(count) if form.endswith("Letter") else _roman(count) if form.endswith("Roman") else str(count)
    return written.upper() if form.startswith("upper") else written


def _letters(count: int) -> str:
    """1 → a, 26 → z, 27 → aa, 28 → bb, as Word does."""
    return chr(97 + (count - 1) % 26) * min((count - 1) // 26 + 1, _MOST_LETTERS)


def _roman(count: int) -> str:
    text = ""
    for value, letters in _ROMAN.items():
        times, count = divmod(count, value)
        text += letters * min(times, _MOST_THOUSANDS)
    return text


def whole_number(text: str) -> int:
    """An attribute's number; 1 where it is none."""
    return int(text) if text.isdecimal() else 1
