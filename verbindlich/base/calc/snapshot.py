"""A version of the concept as frozen data, and its one way to be written: the same content gives the same bytes.

The text is JSON with sorted keys and without blanks, in UTF-8, without a fraction that a computer would round (money is text).
Each row keeps its permanent number under its own kind (`"measure": 7`). Of a contact person only the number stands here: the
name is looked up when somebody reads who may, so that an erased name is gone from the past as well.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache, partial
from types import UnionType
from typing import Any, ClassVar, NoReturn, get_args, get_origin, get_type_hints

FORMAT = 1


class Unreadable(ValueError):
    """This is no snapshot, or one that was damaged."""


class UnknownFormat(Unreadable):
    """A later version of the application wrote it. `found`: its format."""

    def __init__(self, found: object) -> None:
        super().__init__(f"format {found!r}; this reader knows {FORMAT}")
        self.found = found


@dataclass(frozen=True, slots=True)
class Organisation:
    """By the name that it had then."""

    organisation: int
    name: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Stands for a name (see above)."""

    person: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The concept as a whole, and how it came about (figure 6)."""

    title: str
    valid_from: date | None
    valid_until: date | None
    revision_interval: str
    next_revision: date | None
    predecessor: str
    occasion: str
    formats: str
    participants: str
    steering: str
    duration: str
    municipalities_heard: str


@dataclass(frozen=True, slots=True)
class Section:
    """Text of a usual part of the concept, in Markdown. `section`: id in the state's profile."""

    KEY: ClassVar = "section"
    section: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """Handlungsfeld."""

    KEY: ClassVar = "field"
    field: int
    number: str
    name: str
    topics: tuple[str, ...]
    state_fields: tuple[str, ...]
    deviation: str


@dataclass(frozen=True, slots=True)
class Goal:
    """Ziel. `field` and `parent` are numbers of rows in the same snapshot."""

    KEY: ClassVar = "goal"
    goal: int
    number: str
    title: str
    level: str
    field: int | None
    parent: int | None
    situation: str
    challenges: str
    strategy: str
    support_and_demand: bool
    indicator: str
    sentence: str
    means: str
    activity: str
    output: str
    outcome: str
    effect: str
    assumed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Milestone:
    milestone: int
    title: str
    due: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Measure:
    """Maßnahme, released or public. Money in euros, positions in full-time equivalents, `progress` in percent."""

    KEY: ClassVar = "measure"
    measure: int
    number: str
    title: str
    field: int | None
    goal: int | None
    more_goals: tuple[int, ...]
    leads: tuple[Organisation, ...]
    lead_note: str
    partners: tuple[Organisation, ...]
    contacts: tuple[Contact, ...]
    start: date | None
    end: date | None
    recurring: bool
    period_note: str
    priority: str
    priority_note: str
    budget_kind: str
    amount: Decimal | None
    per_year: bool
    positions: Decimal | None
    budget_source: str
    secured_until: date | None
    budget_note: str
    state: str
    progress: int | None
    state_note: str
    kind: str
    duty: str
    description: str
    indicator: str
    groups: tuple[str, ...]
    spaces: tuple[str, ...]
    strategies: tuple[int, ...]
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """A goal that a strategy touches; `conflict` "" where they agree."""

    goal: int
    conflict: str


@dataclass(frozen=True, slots=True)
class Strategy:
    """Of another department."""

    KEY: ClassVar = "strategy"
    strategy: int
    name: str
    owner: Organisation | None
    next_revision: date | None
    links: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """Bedarf or Potenzial, and what became of it. `measure` is None also where the answer is a measure that stays internal."""

    KEY: ClassVar = "need"
    need: int
    kind: str
    title: str
    received_on: date
    answer: str
    measure: int | None
    goal: int | None
    refusal: str


Row = Section | Field | Goal | Measure | Strategy | Need


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything in the order in which people read it. A catalogue ("katalog") has no frame, no text and no needs."""

    kind: str
    concept: Frame | None
    sections: tuple[Section, ...] = ()
    fields: tuple[Field, ...] = ()
    goals: tuple[Goal, ...] = ()
    measures: tuple[Measure, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    needs: tuple[Need, ...] = ()


def row_key(row: Row) -> int | str:
    """By what the row is known for ever."""
    key: int | str = getattr(row, row.KEY)
    return key


def canonical(snapshot: Snapshot) -> str:
    """The text that is stored and whose bytes (UTF-8) the checksum is taken of."""
    data = {"format": FORMAT, **_plain(snapshot)}
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def checksum(text: str) -> str:
    """SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def parse(text: str) -> Snapshot:
    """The snapshot that `canonical` wrote. Raises UnknownFormat for a later format, Unreadable for anything else."""
    try:
        data = json.loads(text, parse_float=_refuse, parse_constant=_refuse)
        found = data.pop("format")
        if found != FORMAT:
            raise UnknownFormat(found)
        snapshot: Snapshot = _maker(Snapshot)(data)
    except Unreadable:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    return snapshot


def _refuse(number: str) -> NoReturn:
    raise Unreadable(f"a number that is none of ours: {number}")


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:.2f}" if isinstance(value, Decimal) else value


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of this type out of JSON; it raises TypeError, ValueError or KeyError where it is none."""
    if get_origin(kind) is UnionType:
        some = _maker(next(one for one in get_args(kind) if one is not type(None)))
        return lambda value: None if value is None else some(value)
    if get_origin(kind) is tuple:
        one = _maker(get_args(kind)[0])
        return lambda value: tuple(map(one, _exactly(list, value)))
    if is_dataclass(kind):
        return _row_maker(kind)
    if kind in (date, Decimal):
        read = date.fromisoformat if kind is date else Decimal
        return lambda value: read(_exactly(str, value))
    return partial(_exactly, kind)


def _row_maker(cls: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(cls)
    makers = {field.name: _maker(hints[field.name]) for field in fields(cls)}

    def make(value: Any) -> Any:
        if _exactly(dict, value).keys() != makers.keys():
            raise KeyError(f"{cls.__name__}: {sorted(value.keys() ^ makers.keys())}")
        return cls(**{name: make_one(value[name]) for name, make_one in makers.items()})

    return make


def _exactly(kind: type, value: Any) -> Any:
    """True is no number, 1 is no yes."""
    if type(value) is not kind:
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value
