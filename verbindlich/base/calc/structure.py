"""How integration work is organised: the separation that the law demands, and what data show of KGSt's five requirements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Parents = Mapping[int, int | None]  # of each unit, the unit that it belongs to
Shows = Literal["yes", "partly", "no"]
BETWEEN = 2  # departments that make a network one across departments


@dataclass(frozen=True, slots=True)
class Seat:
    """A position (`id`) and the unit that it belongs to; None where nobody said."""

    id: int
    title: str
    unit: int | None


@dataclass(frozen=True, slots=True)
class Separation:
    """Refugee social work and the aliens authority (KomIntAVO § 12 Abs. 3 Nr. 1). `shared`: positions that share a unit with it;
    `unplaced`: positions of which nobody said where they belong. `judged` False: which unit the authority is, nobody said."""

    shared: tuple[Seat, ...] = ()
    unplaced: tuple[Seat, ...] = ()
    judged: bool = True


def above(unit: int, parents: Parents) -> frozenset[int]:
    """The unit itself and all that it belongs to; a circle in the data ends it."""
    found: set[int] = set()
    step: int | None = unit
    while step is not None and step not in found:
        found.add(step)
        step = parents.get(step)
    return frozenset(found)


def separation(seats: Iterable[Seat], authority: int | None, parents: Parents) -> Separation:
    """`seats`: the positions of refugee social work. They share a unit with the authority where it is the same one, or one of the two
    stands below the other; sisters under one roof are apart."""
    seats = tuple(seats)
    if authority is None:
        return Separation(judged=False)
    roof = above(authority, parents)
    shared = tuple(
        seat
        for seat in seats
        if seat.unit is not None and (seat.unit in roof or authority in above(seat.unit, parents))
    )
    return Separation(shared, tuple(seat for seat in seats if seat.unit is None))


def closes_circle(pairs: Iterable[tuple[int, int]], source: int, target: int) -> bool:
    """Whether source → target would close a circle: a way from `target` back to `source` is there already, or both are one."""
    onward: dict[int, set[int]] = {}
    for start, end in pairs:
        onward.setdefault(start, set()).add(end)
    seen, fresh = {target}, {target}
    while fresh:
        fresh = {end for start in fresh for end in onward.get(start, ())} - seen
        seen |= fresh
    return source in seen


@dataclass(frozen=True, slots=True)
class Work:
    """What the directory knows of how the work is done.

    `kinds`: codes of the kinds of position there are; `networks`: of each, how many departments of the municipality take part;
    `groups`: groups of SächsIntG § 12 Abs. 2 among the members of networks; `legal`: how many such groups the law names;
    `positions`: all; `paid`: those of which somebody said how they are paid; `limited`: those that are paid until a day only.
    """

    kinds: Collection[str] = ()
    networks: tuple[int, ...] = ()
    groups: Collection[str] = ()
    legal: int = 6
    positions: int = 0
    paid: int = 0
    limited: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What the data show of a requirement: `some` of `all`. `shows` None: the data say nothing."""

    shows: Shows | None = None
    some: int = 0
    all: int = 0


# Kinds of position (actors: PositionKind.code) that show that a kind of work is included: our reading of the requirement.
WORK = ("integrationsmanagement", "fluechtlingssozialarbeit", "rueckkehrberatung", "beratung")
SAID_NOTHING = Reading()


def readings(work: Work) -> dict[str, Reading]:
    """Requirement (profile's id) → what the data show. The tie to the overall strategy is no matter of the directory: nothing."""
    across = sum(departments >= BETWEEN for departments in work.networks)
    known = len(set(work.kinds) & set(WORK))
    return {
        "strategie": SAID_NOTHING,
        "aufgaben": _share(known, len(WORK)) if work.positions else SAID_NOTHING,
        "zusammenarbeit": Reading("yes" if across else "no", across, len(work.networks)) if work.networks else SAID_NOTHING,
        "beteiligte": _share(len(set(work.groups)), work.legal) if work.networks else SAID_NOTHING,
        "dauer": _share(work.paid - work.limited, work.paid) if work.paid else SAID_NOTHING,
    }  # fmt: skip


def _share(some: int, every: int) -> Reading:
    return Reading("yes" if some == every else "partly" if some else "no", some, every)
