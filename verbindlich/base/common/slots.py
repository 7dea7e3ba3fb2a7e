"""Slots: how a higher room shows something on a lower room's page, without the lower one knowing it.

A room registers providers in its `AppConfig.ready()`; a page asks `gather(slot, request)` and gets every provider's items, in
the order of `rank`. A provider says how many queries it costs at most; `tests/test_slots.py` holds it to that.

Slots in use:
- `nav`: main navigation of a municipality, items `NavItem`;
- `settings`: pages of the settings, behind one entry of the navigation, items `NavItem`;
- `panels` (about=object): a piece of another room on an object's page, items `Panel`;
- `counts` (about=a model): numbers of a room's rows in a list of that model's rows, items `Counted`;
- `chain` (about=measure, goal or network): links of the chain Bedarf › Ziel › Maßnahme › Beschluss › Stand › Wirkung that
  higher rooms know, items `Link`;
- `deadlines`: what is due when and why, items `Deadline`;
- `uses` (about=object): where an object is used that somebody wants to remove, items `Use`. Verbs ask for them with `uses(about)`,
  without a request: it counts what is there, also in rooms that are switched off.
- `person_data`: what rooms hold about a contact person, to show all of it and to erase it, items `PersonData`; asked for with
  `person_data()`, without a request and also in rooms that are switched off;
- `search`: what the search over everything finds, items `office.search.sources.Source`: a model, and the function that turns its
  rows into entries of the index. Asked for without a request.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

SLOTS = ("nav", "settings", "panels", "counts", "chain", "deadlines", "uses", "person_data", "search")


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the main navigation. `room` is the label of the room it leads to: current while in that room."""

    label: str | Promise
    url: str
    room: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing about an object, in words; `url` leads to where it is filled."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A template with its context, shown on an object's page. `gaps`: what this room finds missing; the page gathers them."""

    template: str
    context: Mapping[str, Any]
    gaps: Sequence[Gap] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """Rows of a room beside the rows of a list: `owned` says of each of these (by id) which ones belong to it, so that a tree
    can count each once. `name` stands in the URL."""

    name: str
    label: str | Promise
    owned: Mapping[int, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the chain. `step`: "need", "goal", "measure", "resolution", "standing" or "effect"; `text` "" is a gap, then
    `hint` says what is missing and `url` leads to where it is filled."""

    step: str
    text: str = ""
    url: str = ""
    hint: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """`what` is due on `day` because of `why` (a paragraph, a resolution, a plan of one's own)."""

    day: date
    what: str
    why: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """What uses the object, with the number: "führt 3 Maßnahmen"; `url` leads there."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class PersonData:
    """One sort of what a room holds about a contact person.

    `export(person)`: plain data for the person to read and take along, one dictionary (label → text, number, date, or list of
    texts) per row held. `erase(person)`: all of it gone, inside the caller's transaction, before the person's own row goes.
    `fields`: the foreign keys to a person that are answered for here ("actors.Position.holder"). `by_hand`: erasing leaves it,
    people have to look at it.
    """

    label: str | Promise
    export: Callable[[Any], Sequence[Mapping[str, Any]]]
    erase: Callable[[Any], None]
    fields: frozenset[str] = frozenset()
    by_hand: bool = False


class InUse(Exception):
    """An object cannot be removed while it is used."""

    def __init__(self, found: list[Use]) -> None:
        super().__init__(", ".join(use.text for use in found))
        self.uses = found


@dataclass(frozen=True, slots=True)
class Provider:
    """`items(request, **about)` yields what the slot shows, in `uses` `items(about)`; `queries` is the most it may cost."""

    slot: str
    room: str
    items: Callable[..., Iterable[Any]]
    rank: int = 100
    queries: int = 0


_providers: dict[str, list[Provider]] = defaultdict(list)


def register(slot: str, room: str, items: Callable[..., Iterable[Any]], *, rank: int = 100, queries: int = 0) -> None:
    if slot not in SLOTS:
        raise ValueError(f"unknown slot {slot!r}; known: {', '.join(SLOTS)}")
    _providers[slot] = sorted(
        [*_providers[slot], Provider(slot, room, items, rank, queries)], key=lambda p: (p.rank, p.room)
    )


def providers(slot: str) -> tuple[Provider, ...]:
    return tuple(_providers[slot])


def gather(slot: str, request: HttpRequest, **about: Any) -> list[Any]:
    """All items of a slot for this request, leaving out rooms that the municipality switched off."""
    municipality = getattr(request, "municipality", None)
    rooms = [p for p in providers(slot) if municipality is None or municipality.has_room(p.room)]
    return [item for provider in rooms for item in provider.items(request, **about)]


def uses(about: Any) -> list[Use]:
    """Where an object is used."""
    return [use for provider in providers("uses") for use in provider.items(about)]


def person_data() -> list[PersonData]:
    """What rooms hold about contact persons, each sort once."""
    return [data for provider in providers("person_data") for data in provider.items()]
