"""What is missing in the directory of actors: a list to work off, the most urgent first (guide 3.3.3.4, 6.3, 6.5.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from verbindlich.base.calc.structure import Separation

NEAR = timedelta(days=183)  # half a year: time to write an application or to agree anew

Kind = Literal[
    "unseparated", "unpaid", "unreached", "heavy", "vacant", "paid-until", "agreed-until", "unseparable", "no-contact",
    "unconfirmed",
]  # fmt: skip
ORDER: tuple[Kind, ...] = get_args(Kind)
Urgency = Literal["error", "warning", "open"]
URGENT: dict[Kind, Urgency] = {
    "unseparated": "error",
    "unpaid": "error",
    "unreached": "warning",
    "heavy": "warning",
    "vacant": "warning",
}


@dataclass(frozen=True, slots=True)
class Post:
    """A position. `heavy`: it holds more than one can do; `paid_until`: None where it is paid without end or nobody said."""

    id: int
    title: str
    vacant: bool = False
    heavy: bool = False
    paid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A cooperation agreement that ends on a day and does not go on by itself."""

    id: int
    title: str
    ends: date


@dataclass(frozen=True, slots=True)
class Directory:
    """What the gaps are judged by. Numbers of organisations and persons; None where the reader must not see persons."""

    communities: tuple[str, ...] = ()  # that neither an organisation nor a key person reaches
    posts: tuple[Post, ...] = ()
    terms: tuple[Term, ...] = ()
    separation: Separation = Separation()
    without_contact: int = 0
    unconfirmed: int | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """`name`, `id`: of the row it is about, "" and 0 where it is about `count` of them; `day`: when something ends."""

    kind: Kind
    name: str = ""
    id: int = 0
    count: int = 1
    day: date | None = None

    @property
    def urgency(self) -> Urgency:
        return URGENT.get(self.kind, "open")


def gaps(known: Directory, today: date) -> tuple[Gap, ...]:
    """By kind in `ORDER`; what ends stands by its day. What ended long ago is still told of positions, not of agreements."""
    found = [*_separation(known.separation), *_posts(known.posts, today), *_terms(known.terms, today)]
    found += [Gap("unreached", name) for name in known.communities]
    if known.without_contact:
        found.append(Gap("no-contact", count=known.without_contact))
    if known.unconfirmed:
        found.append(Gap("unconfirmed", count=known.unconfirmed))
    return tuple(sorted(found, key=lambda gap: (ORDER.index(gap.kind), gap.day or date.min)))


def _separation(found: Separation) -> Iterator[Gap]:
    if found.shared:
        yield Gap("unseparated", ", ".join(seat.title for seat in found.shared), count=len(found.shared))
    if found.unplaced:
        yield Gap("unseparable", ", ".join(seat.title for seat in found.unplaced), count=len(found.unplaced))


def _posts(posts: tuple[Post, ...], today: date) -> Iterator[Gap]:
    for post in posts:
        if post.heavy:
            yield Gap("heavy", post.title, post.id)
        if post.vacant:
            yield Gap("vacant", post.title, post.id)
        if post.paid_until and post.paid_until < today:
            yield Gap("unpaid", post.title, post.id, day=post.paid_until)
        elif post.paid_until and post.paid_until <= today + NEAR:
            yield Gap("paid-until", post.title, post.id, day=post.paid_until)


def _terms(terms: tuple[Term, ...], today: date) -> Iterator[Gap]:
    for term in terms:
        if today <= term.ends <= today + NEAR:
            yield Gap("agreed-until", term.title, term.id, day=term.ends)


Lack = Literal["address", "person", "sphere", "topic", "space", "network"]


@dataclass(frozen=True, slots=True)
class Organisation:
    """What the directory knows of an organisation: whether, or how many. `persons` None: this reader sees nobody."""

    address: bool
    sphere: bool
    topics: int
    spaces: int
    networks: int
    persons: int | None = None


def lacks(known: Organisation) -> tuple[Lack, ...]:
    """What nobody said yet, what is needed first standing first."""
    found: dict[Lack, bool] = {
        "address": not known.address, "person": known.persons == 0, "sphere": not known.sphere, "topic": not known.topics,
        "space": not known.spaces, "network": not known.networks,
    }  # fmt: skip
    return tuple(lack for lack, missing in found.items() if missing)
