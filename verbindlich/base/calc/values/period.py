from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from verbindlich.base.calc.values.moments import FIRST_YEAR, LAST_YEAR, NoSuchDay
from verbindlich.base.calc.values.phrases import Token, months_of, scan
from verbindlich.base.calc.values.placeholder import says_nothing
from verbindlich.base.calc.values.ranges import Lone, Range, add_months, read_ranges
from verbindlich.base.calc.values.wording import clean, fold

Kind = Literal["span", "open", "permanent", "recurring", "vague", "unknown", "none"]
# Kinds of tokens that name a time, if only roughly.
_VAGUE = frozenset(("vague", "duration", "part", "moment", "afterwards", "from", "to"))
_QUOTED = 80  # characters of a cell that a sentence quotes


@dataclass(frozen=True, slots=True)
class Period:
    """When a measure runs. `start`/`end` inclusive days, None where open or unknown.

    kind: "span" (has an end) · "open" (has a start, no end: "ab 2026", "2026 ff.") · "permanent" ("laufend",
    "Daueraufgabe") · "recurring" ("jährlich"; start/end where given) · "vague" ("kurzfristig", "vor der Wahl 2026")
    · "unknown" (stated, not understood) · "none" (empty or placeholder).
    contradiction: a German sentence where the statement contradicts itself ("2027 – 2025"), else "".
    """

    raw: str = ""
    kind: Kind = "none"
    start: date | None = None
    end: date | None = None
    contradiction: str = ""

    @property
    def stated(self) -> bool:
        return self.kind != "none"

    @property
    def understood(self) -> bool:
        return self.kind not in ("unknown", "none")


def parse_period(
    text: str,
    end_text: str = "",
    *,
    value: date | None = None,
    end_value: date | None = None,
    divided: bool = False,
) -> Period:
    """`text`: the period's cell, or the start's where the file has start and end columns (then `end_text` is the end's).

    `value`/`end_value`: the cell's real date where it has one; the text counts where it says more (Excel shows
    01.12.2025 as "Dez 25": the whole month is meant). A lone date in an undivided column is the end ("bis wann?"), a lone
    year the whole year. `divided`: the file has both columns although the end's cell may be empty; a lone date or year
    is then the start. Impossible days give kind "unknown" with a contradiction; nothing raises.
    """
    if not (divided or end_text.strip() or end_value):
        return _read(_shown(text, value), "whole")
    start, end = _read(_shown(text, value), "start"), _read(_shown(end_text, end_value), "end")
    return _joined(start, end)


def _shown(text: str, value: date | None) -> str:
    """The text of a cell, or its real date where the text does not name a time around that date."""
    if value is None:
        return text
    day = value.date() if isinstance(value, datetime) else value
    said = _read(text, "whole")
    if said.end and (said.start or said.end) <= day <= said.end:
        return text
    return _german(day)


def _read(text: str, lone: Lone) -> Period:
    """One cell. `lone`: what a date that stands alone means there."""
    raw = text.strip()
    folded = fold(clean(raw))
    if says_nothing(folded):
        return Period(raw)
    tokens = list(scan(folded))
    kinds = {token.kind for token in tokens}
    try:
        ranges = read_ranges(tokens, folded, lone) if kinds & {"moment", "impossible"} else []
        if "duration" in kinds:
            _limit_by_duration(ranges, tokens)
    except NoSuchDay:
        return Period(raw, "unknown", contradiction=_no_such_day(raw))
    start, end = _outline(ranges)
    bounded = "afterwards" not in kinds and _is_bounded(ranges, start, end)
    kind = _kind(kinds, start, end, bounded=bounded)
    if kind == "permanent":
        opened = (one.first for one in ranges if not one.last)
        start, end = next(opened, start if "afterwards" in kinds else None), None
    return _checked(Period(raw, kind, start, end), reversed_in_text=any(one.reversed for one in ranges))


def _limit_by_duration(ranges: list[Range], tokens: Sequence[Token]) -> None:
    """Ends "ab 2026 für 2 Jahre" after two years; "mittelfristig (2–3 Jahre)" has no day to count from."""
    months = next((months_of(token) for token in tokens if token.kind == "duration"), 0)
    if not (months and ranges):
        return
    last = ranges[-1]
    lone_day = None if last.first or last.closed else last.last  # "01.07.2025 (36 Monate)"
    first = last.first if not last.last else lone_day
    if first:
        last.first, last.last, last.closed = first, add_months(first, months) - timedelta(days=1), True


def _outline(ranges: Sequence[Range]) -> tuple[date | None, date | None]:
    """First and last day of all ranges: "2025 und 2027" runs from 2025 to 2027. Open at the end if the last range is."""
    if not ranges:
        return None, None
    starts = [one.first for one in ranges if one.first]
    ends = [one.last for one in ranges if one.last]
    start = min(starts) if starts and (ranges[0].first or not all(one.last for one in ranges)) else None
    last = ranges[-1]
    return start, max(ends) if ends and (last.last or (last.first and last.first <= max(ends))) else None


def _is_bounded(ranges: Sequence[Range], start: date | None, end: date | None) -> bool:
    """Whether the end is meant even beside "laufend": given by "bis", or years after the start."""
    return end is not None and (any(one.closed for one in ranges) or (start is not None and start.year < end.year))


def _kind(words: set[str], start: date | None, end: date | None, *, bounded: bool) -> Kind:
    if "recurring" in words:
        return "recurring"
    if "permanent" in words and not bounded:
        return "permanent"
    if end:
        return "span"
    if start:
        return "open"
    return "unknown" if words.isdisjoint(_VAGUE) else "vague"


def _joined(start: Period, end: Period) -> Period:
    """What the cells of the start and of the end say together."""
    raw = " – ".join(part for part in (start.raw, end.raw) if part)
    alone = _only_one_that_counts(start, end)
    if alone:
        return replace(alone, raw=raw)
    first = start.start or end.start
    last = None if end.kind == "permanent" else end.end or start.end
    kind = _kind({start.kind, end.kind}, first, last, bounded=last is not None)
    return _checked(Period(raw, kind, first, last))


def _only_one_that_counts(start: Period, end: Period) -> Period | None:
    if start.contradiction or not end.stated:
        return start
    return end if end.contradiction or not start.stated else None


def _checked(period: Period, *, reversed_in_text: bool = False) -> Period:
    start, end = period.start, period.end
    if start and end and start > end:
        return replace(period, contradiction=_end_before_start(period.raw, start, end))
    if reversed_in_text:
        return replace(period, contradiction=f"„{_quote(period.raw)}“: Ein Ende liegt vor seinem Beginn.")
    return period


def _end_before_start(raw: str, start: date, end: date) -> str:
    return f"„{_quote(raw)}“: Das Ende ({_german(end)}) liegt vor dem Beginn ({_german(start)})."


def _no_such_day(raw: str) -> str:
    return (
        f"„{_quote(raw)}“ nennt einen Tag, Monat oder Abschnitt, den es nicht gibt "
        f"oder der außerhalb der Jahre {FIRST_YEAR} bis {LAST_YEAR} liegt."
    )


def _quote(raw: str) -> str:
    line = " ".join(raw[: 2 * _QUOTED].split())
    return line if len(line) <= _QUOTED else line[:_QUOTED].rstrip() + " …"


def _german(day: date) -> str:
    return f"{day.day:02}.{day.month:02}.{day.year}"
