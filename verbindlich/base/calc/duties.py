"""Who does what: tasks over positions (guide 6.1). Done by several, by nobody, only by vacant positions; and who holds too much.

A position is taken to be one person's while it has a holder. Time is counted in full-time equivalents (VZÄ, 1 = full time).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

FULL = 100  # per cent: shares beyond it promise working time that the position does not have
MOST_TASKS = 5  # of one person: with more than half of the ten tasks of guide 6.1, integration depends on this one person (guide 8)
FULL_TIME = Decimal(1)  # nobody works more than full time, whatever several positions add up to
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Held:
    """A task that a position carries. `share`: of its working time, per cent; None where nobody said."""

    task: int
    share: int | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A position. `person`: who holds it, None while it is vacant; `fte` None where nobody said."""

    id: int
    fte: Decimal | None = None
    person: int | None = None
    duties: tuple[Held, ...] = ()

    @property
    def shares(self) -> int:
        """Per cent of the working time that is promised, as far as it was said."""
        return sum(held.share or 0 for held in self.duties)

    def time_for(self, task: int) -> Decimal | None:
        """VZÄ that go to the task; None where extent or share is unknown."""
        share = next((held.share for held in self.duties if held.task == task), None)
        return None if share is None or self.fte is None else (self.fte * share / FULL).quantize(CENT)


class Done(StrEnum):
    """How a task is done, from the gravest."""

    NOBODY = "niemand"
    VACANT = "unbesetzt"
    SEVERAL = "mehrere"
    ONE = "eine"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task with the positions that carry it. `time`: VZÄ of those that are filled; `unknown`: how many of them say none."""

    task: int
    done: Done
    posts: tuple[Post, ...]
    time: Decimal
    unknown: int


def register(tasks: Iterable[int], posts: Iterable[Post]) -> list[TaskLine]:
    """A line for each task, in the order given."""
    carriers: dict[int, list[Post]] = defaultdict(list)
    for post in posts:
        for held in post.duties:
            carriers[held.task].append(post)
    return [_line(task, carriers[task]) for task in tasks]


def _line(task: int, posts: Sequence[Post]) -> TaskLine:
    times = [post.time_for(task) for post in posts if post.person is not None]
    known = [time for time in times if time is not None]
    return TaskLine(task, _done(posts), tuple(posts), sum(known, Decimal(0)), len(times) - len(known))


def _done(posts: Sequence[Post]) -> Done:
    people = {post.person for post in posts if post.person is not None}
    if not people:
        return Done.VACANT if posts else Done.NOBODY
    return Done.ONE if len(people) == 1 else Done.SEVERAL


class Why(StrEnum):
    """Why somebody holds too much."""

    SHARES = "anteile"
    TASKS = "aufgaben"
    POSTS = "stellen"


@dataclass(frozen=True, slots=True)
class Load:
    """Too much in one hand. `amount`: per cent of working time (SHARES), tasks (TASKS), or VZÄ as far as known (POSTS)."""

    why: Why
    posts: tuple[Post, ...]
    amount: Decimal


def loads(posts: Iterable[Post]) -> list[Load]:
    """Shares beyond 100 % of a position; more than MOST_TASKS tasks of a person; several positions of a person."""
    found, people = [], defaultdict(list)
    for post in posts:
        if post.shares > FULL:
            found.append(Load(Why.SHARES, (post,), Decimal(post.shares)))
        if post.person is not None:
            people[post.person].append(post)
    for held in people.values():
        tasks = {duty.task for post in held for duty in post.duties}
        if len(tasks) > MOST_TASKS:
            found.append(Load(Why.TASKS, tuple(held), Decimal(len(tasks))))
        if len(held) > 1:
            found.append(Load(Why.POSTS, tuple(held), sum((post.fte or Decimal(0) for post in held), Decimal(0))))
    return found


def only_here(post: Post, posts: Iterable[Post]) -> frozenset[int]:
    """The tasks of this position that nobody else does: no other position, or only vacant ones and those of the same person."""
    others = [other for other in posts if other.id != post.id and other.person not in (None, post.person)]
    elsewhere = {held.task for other in others for held in other.duties}
    return frozenset(held.task for held in post.duties) - elsewhere


class Short(StrEnum):
    """What the commissioner of SächsIntG § 19 Abs. 1 lacks: appointed, full-time official, for this task alone."""

    VACANT = "unbesetzt"
    HONORARY = "nicht-hauptamtlich"
    DOUBLE = "doppelfunktion"
    UNSAID = "zuschnitt-unbekannt"


def commissioner(*, filled: bool, employed: bool, exclusive: bool | None) -> tuple[Short, ...]:
    """Where a position of that kind falls short of § 19 Abs. 1 ("sollen"); empty where it does not. `exclusive` None: not said."""
    found = {
        Short.VACANT: not filled,
        Short.HONORARY: not employed,
        Short.DOUBLE: exclusive is False,
        Short.UNSAID: exclusive is None,
    }
    return tuple(short for short, holds in found.items() if holds)
