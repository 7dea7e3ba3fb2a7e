"""Slots: how a higher room shows something on a lower room's page, without the lower one knowing it.

A room registers providers in its `AppConfig.ready()`; a page asks `gather(slot, request)` and gets every provider's items, in
the order of `rank`. A provider says how many queries it costs at most; `tests/test_slots.py` holds it to that.

Slots in use: `nav` (main navigation of a municipality, items `NavItem`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

SLOTS = ("nav",)


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the main navigation. `room` is the label of the room it leads to: current while in that room."""

    label: str | Promise
    url: str
    room: str


@dataclass(frozen=True, slots=True)
class Provider:
    """`items(request, **about)` yields what the slot shows; `queries` is the most it may cost."""

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
