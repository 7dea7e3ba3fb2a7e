"""Numbers for measures that have none, and numbers that a spreadsheet may have spoilt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from verbindlich.base.check.ledger import Problem
from verbindlich.base.check.numbers import WITH_COMMA, TitleNumber
from verbindlich.base.check.reading import Draft
from verbindlich.base.readers.source import Cell

SERIAL = re.compile(r"[3-7]\d{4}(?:[.,]0+)?")  # a day as a spreadsheet counts it, where the cell lost its format
DAY_NOUGHT = date(1899, 12, 30)
SHORTENED = re.compile(r"(\d+)\.([1-9])")  # what is left of "1.10" when a spreadsheet takes it for a number


def running_numbers(names: Sequence[TitleNumber]) -> Iterator[str]:
    """For each measure its number: as given, else its place in the catalogue, passing over numbers that are taken."""
    taken = {name.number for name in names}
    for place, name in enumerate(names, 1):
        if name.number:
            yield name.number
        else:
            while str(place) in taken:
                place += 1
            taken.add(str(place))
            yield str(place)


def doubtful_numbers(drafts: Iterable[tuple[Draft, TitleNumber]]) -> Iterator[Problem]:
    """Numbers that a spreadsheet may have changed: 1.10 shown as 1.1, and 1.2 turned into a day."""
    seen: set[str] = set()
    before = ""
    for draft, name in drafts:
        cell = next((cell for _, cell in draft.of("number")), None)
        if cell is not None:
            yield from _doubts(draft, cell, name.number, before, seen)
        seen.add(name.number)
        before = name.number


def _doubts(draft: Draft, cell: Cell, number: str, before: str, seen: set[str]) -> Iterator[Problem]:
    where = draft.table.where(cell)
    if isinstance(cell.value, date):
        yield Problem(
            where,
            f"Die Nummer steht als Datum {cell.text} in der Zelle; gelesen als {number}. Bitte die Spalte als Text formatieren.",
        )
    elif (cell.kind == "number" or WITH_COMMA.fullmatch(cell.text)) and _shortened(number, before, seen):
        yield Problem(
            where,
            f"Nummer {number} könnte {number}0 heißen. Bitte die Spalte als Text formatieren und die Nummer neu eintragen.",
        )


def _shortened(number: str, before: str, seen: set[str]) -> bool:
    """Whether a nought may be missing: the number was there before, or the one before it ends in 9 ("1.9", "1.19")."""
    match = SHORTENED.fullmatch(number)
    if match is None:
        return False
    previous = f"{match[1]}.{int(match[2]) * 10 - 1}"
    return number in seen or before == previous


def serial_days(drafts: Iterable[Draft]) -> Iterator[Problem]:
    """Days that are written as a spreadsheet counts them: "46295" for 30.09.2026."""
    for draft in drafts:
        for _, cell in (pair for name in ("period", "start", "end") for pair in draft.pairs.get(name, ())):
            if SERIAL.fullmatch(cell.text.strip()):
                day = DAY_NOUGHT + timedelta(days=int(cell.text.strip()[:5]))
                yield Problem(
                    draft.table.where(cell),
                    f"„{cell.text}“ könnte der {day:%d.%m.%Y} sein. Bitte die Zelle als Datum formatieren.",
                )
