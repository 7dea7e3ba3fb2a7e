"""From the dates and words of one cell to the ranges of days that they enclose."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from verbindlich.base.calc.values.moments import LAST_YEAR, NoSuchDay, Stretch
from verbindlich.base.calc.values.phrases import Token
from verbindlich.base.calc.values.wording import pattern

Lone = Literal["whole", "start", "end"]

_WORDS = pattern(r"[a-z]+")
_ROLES = frozenset(("from", "to", "before", "after"))
_PARTS = {"anfang": 0, "beginn": 0, "mitte": 1, "ende": 2}


@dataclass(slots=True)
class Said:
    """A date with the words before it: its role, and which thirds of it are meant ("Anfang/Mitte 2026": 0 and 1).

    `linked`: "bis" or a dash ties it to the date before ("2025 bis 2027"); else it stands in a clause of its own.
    """

    stretch: Stretch
    start: int
    end: int
    role: str
    parts: list[int]
    linked: bool

    def days(self) -> tuple[date, date]:
        first, last = self.stretch.days()
        return _thirds(first, last, self.parts) if self.parts and first < last else (first, last)


@dataclass(slots=True)
class Range:
    """Days `first` to `last`, None where open. `closed`: by "bis" or a dash. `reversed`: the end lies before the start."""

    first: date | None
    last: date | None
    closed: bool = False
    reversed: bool = False


def read_ranges(tokens: Sequence[Token], folded: str, lone: Lone) -> list[Range]:
    """The ranges in the order of the text. Raises `NoSuchDay` for a day that the calendar does not have.

    `lone`: whether a date that stands alone is a start, an end, or "whole": what it says, a single day being an end
    then, too ("bis wann?").
    """
    said = _with_years(_said(_dashes_as_words(tokens), folded), folded)
    ranges: list[Range] = []
    for one in said:
        _add(ranges, one)
    if len(said) == 1 and said[0].role == "whole":
        _settle(ranges[0], lone)
    return ranges


def _dashes_as_words(tokens: Sequence[Token]) -> Iterator[Token]:
    """A dash right between two dates is "bis", before "laufend" it leaves the end open; any other is only a dash."""
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.kind != "dash":
            yield token
        elif after and after.start == token.end and (before.end == token.start if before else not token.start):
            kind = "open_end" if after.kind == "permanent" else "to"
            yield Token(kind, token.start, token.end)


def _said(tokens: Iterator[Token], folded: str) -> list[Said]:
    """The dates, each with what the words before it make of it."""
    said: list[Said] = []
    role, role_start, parts = "whole", 0, list[int]()
    for token in tokens:
        if token.kind == "impossible":
            raise NoSuchDay
        if token.kind in _ROLES:
            role, role_start = token.kind, token.start
        elif token.kind == "part":
            parts.append(_PARTS[token.groups[0] or token.groups[1] or ""])
        elif token.kind in ("following", "open_end") and said and said[-1].end == token.start:
            _open(said[-1])
        elif token.stretch:
            linked = role == "to" and bool(said) and _same_clause(folded[said[-1].end : role_start])
            said.append(Said(token.stretch, token.start, token.end, role, parts, linked))
            role, parts = "whole", []
    if role == "to" and said and _leads_nowhere(folded, said[-1].end, role_start):
        _open(said[-1])
    return said


def _leads_nowhere(folded: str, said_until: int, role_start: int) -> bool:
    """Whether the text ends with a "bis" that no date follows: "2026 bis zur Fortschreibung"."""
    return folded.startswith("bis", role_start) and _same_clause(folded[said_until:role_start])


def _open(said: Said) -> None:
    if said.role == "whole":
        said.role = "from"


def _same_clause(between: str) -> bool:
    return not any(mark in between for mark in ",;(\n")


def _with_years(said: list[Said], folded: str) -> list[Said]:
    """Dates without a year take it from the next one, else from the one before, which then is no date of its own.

    "Juni–August 2026", "November – Februar 2026" (from 2025 on), "2026 (März, Juni)". Without any they are left out.
    """
    if all(one.stretch.year is not None for one in said):
        return said
    for one, following in reversed([*pairwise(said)]):
        if not following.stretch.is_year:
            over_new_year = following.linked and one.stretch.first > following.stretch.first
            _take_year(one.stretch, following.stretch, -over_new_year)
    only_years: list[Said] = []
    for before, one in pairwise(said):
        over_new_year = one.linked and one.stretch.first < before.stretch.first
        if _take_year(one.stretch, before.stretch, over_new_year) and _is_heading(
            before, folded[before.end : one.start]
        ):
            only_years.append(before)
    return [one for one in said if one.stretch.year is not None and one not in only_years]


def _take_year(stretch: Stretch, giver: Stretch, years_later: int) -> bool:
    if stretch.year is not None or giver.year is None:
        return False
    stretch.year = giver.year + years_later
    return True


def _is_heading(year: Said, between: str) -> bool:
    """Whether a bare year only heads what follows: "2026, im Herbst", but not "2026 (Antrag bis 31.03.)"."""
    return year.stretch.is_year and len(_WORDS.findall(between)) <= 1


def _add(ranges: list[Range], said: Said) -> None:
    first, last = said.days()
    if said.role == "from":
        ranges.append(Range(first, None))
    elif said.role == "after":
        ranges.append(Range(last + timedelta(days=1), None))
    elif said.role == "before":
        ranges.append(Range(None, first - timedelta(days=1), closed=True))
    elif said.role == "whole":
        ranges.append(Range(first, last, reversed=first > last))
    elif said.linked and ranges:
        _close(ranges[-1], last)
    else:
        ranges.append(Range(None, last, closed=True))


def _close(opened: Range, last: date) -> None:
    opened.last, opened.closed = last, True
    opened.reversed = opened.first is not None and opened.first > last


def _settle(only: Range, lone: Lone) -> None:
    """What a single date means: a range over the turn of a year stays one, in whatever column it stands."""
    if not only.first or not only.last or only.first.year != only.last.year:
        return
    if lone == "start":
        only.last = None
    elif lone == "end" or only.first == only.last:
        only.first = None


def _thirds(first: date, last: date, parts: Sequence[int]) -> tuple[date, date]:
    """Anfang, Mitte and Ende are the thirds of a stretch, our reading: four months of a year, ten days of a month."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    lower, upper = min(parts), max(parts) + 1
    if months < 3:
        days = (last - first).days + 1
        return first + timedelta(days=days * lower // 3), first + timedelta(days=days * upper // 3 - 1)
    return add_months(first, months * lower // 3), add_months(first, months * upper // 3) - timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or that month's last. Raises `NoSuchDay` past the years that count."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    if year > LAST_YEAR + 1:
        raise NoSuchDay
    return date(year, month, min(day.day, monthrange(year, month)[1]))
