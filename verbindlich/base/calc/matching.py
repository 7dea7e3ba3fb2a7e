"""Which measure of the concept a row of a file speaks of. Measures are permanent rows, so a wrong match would turn one into another.

In this order: our own id, number and title, the number alone, the title within its field. What is not sure is not decided
here but asked, with the reason and those who come into question. Linear in the number of measures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from verbindlich.base.calc.rules.duplicates import skeleton, title_words

How = Literal["id", "both", "number", "title", "new", "ask"]
Why = Literal["", "id-unlike", "unlike", "torn", "several", "moved", "taken", "repeated"]

RANK = {"id": 0, "both": 1, "number": 2, "title": 3}
SHARED = 0.5  # of the words of the shorter title
ALIKE = 0.6  # of the letters


@dataclass(frozen=True, slots=True)
class Named:
    """A measure by its names. `id`: of the stored one; in a file our own id where the file gives it, else 0."""

    number: str
    title: str
    field: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """`known`: id of the stored measure, 0 where there is none or it is asked; then `among` come into question.

    `why` is asked: "id-unlike" the measure with this id has another name; "unlike" the one with this number has another
    title; "torn" number and title name two measures; "several" do fit; "moved" the title stands in another field; "taken"
    another row of the file names the same measure; "repeated" number or title stand before in the same field of the file.
    """

    how: How
    known: int = 0
    among: tuple[int, ...] = ()
    why: Why = ""


def match(sought: Sequence[Named], known: Iterable[Named]) -> list[Match]:
    """One match per row, in their order."""
    stored = _Stored(known)
    return _without_repeats(sought, _without_doubles(sought, stored))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def alike(one: str, other: str) -> bool:
    """Whether two titles may be two wordings of one: half of the words of the shorter, or most letters, are shared."""
    first, second = ({skeleton(word) for word in title_words(title)} for title in (one, other))
    if first and second and len(first & second) >= SHARED * min(len(first), len(second)):
        return True
    return SequenceMatcher(None, _folded(one)[:200], _folded(other)[:200]).ratio() >= ALIKE


class _Stored:
    def __init__(self, known: Iterable[Named]) -> None:
        self._by_id: dict[int, Named] = {}
        self._by_number: dict[str, list[Named]] = defaultdict(list)
        self._by_title: dict[str, list[Named]] = defaultdict(list)
        for row in known:
            self._by_id[row.id] = row
            if row.number:
                self._by_number[_folded(row.number)].append(row)
            if row.title.strip():
                self._by_title[_folded(row.title)].append(row)

    def match(self, row: Named) -> Match:
        found = self._by_id.get(row.id) if row.id else None
        return self.by_names(row) if found is None else self._by_id_and_names(row, found)

    def _by_id_and_names(self, row: Named, found: Named) -> Match:
        """The id decides unless number and title are those of another measure, or its own are quite unlike."""
        if not row.title or _folded(row.title) == _folded(found.title):
            return Match("id", found.id)
        named = self.by_names(row)
        if named.how == "both" and named.known != found.id:
            return Match("both", named.known, why="id-unlike")
        same = bool(row.number) and _folded(row.number) == _folded(found.number)
        return (
            Match("id", found.id) if same or alike(row.title, found.title) else _between("id-unlike", found.id, named)
        )

    def by_names(self, row: Named) -> Match:
        """As `match`, whatever the id."""
        numbers = self._by_number.get(_folded(row.number), []) if row.number else []
        titles = self._by_title.get(_folded(row.title), [])
        both = [one for one in numbers if one in titles]
        if both:
            both = _of_field(both, row.field) or both
            return Match("both", both[0].id) if len(both) == 1 else _ask("several", both)
        return self._by_one(row, _near(numbers, row.field), titles)

    def is_named(self, row: Named, known: int) -> bool:
        """Whether the row has the very title of this measure."""
        return _folded(self._by_id[known].title) == _folded(row.title)

    def _by_one(self, row: Named, numbers: list[Named], titles: list[Named]) -> Match:
        near = _near(titles, row.field)
        if numbers and near:
            return _ask("torn", [*numbers, *near])
        if len(numbers) > 1 or len(near) > 1:
            return _ask("several", numbers or near)
        if numbers:
            fits = alike(row.title, numbers[0].title) or not row.title
            return Match("number", numbers[0].id) if fits else _ask("unlike", numbers)
        if near:
            return Match("title", near[0].id)
        return _ask("moved", titles) if titles else Match("new")


def _of_field(rows: list[Named], field: str) -> list[Named]:
    return [row for row in rows if _folded(row.field) == _folded(field)]


def _near(rows: list[Named], field: str) -> list[Named]:
    """Those of the same field, or where one of the two names none: numbers and titles may come again in another field."""
    return [row for row in rows if not (row.field and field) or _folded(row.field) == _folded(field)]


def _ask(why: Why, among: list[Named]) -> Match:
    return Match("ask", among=tuple(dict.fromkeys(row.id for row in among)), why=why)


def _between(why: Why, first: int, named: Match) -> Match:
    """Between one measure and those that the row's number and title speak for."""
    others = [named.known] if named.known else named.among
    return Match("ask", among=tuple(dict.fromkeys((first, *others))), why=why)


def _without_doubles(sought: Sequence[Named], stored: _Stored) -> list[Match]:
    """Two rows of the file that name the same measure: the surer one keeps it, the other is asked."""
    matches = [stored.match(row) for row in sought]
    sure = [
        (RANK[found.how], not stored.is_named(row, found.known)) if found.known else (0, False)
        for row, found in zip(sought, matches, strict=True)
    ]
    surest: dict[int, int] = {}
    for place, found in enumerate(matches):
        if found.known and sure[place] < sure[surest.setdefault(found.known, place)]:
            surest[found.known] = place
    return [
        _between("taken", found.known, stored.by_names(row)) if found.known and surest[found.known] != place else found
        for place, (row, found) in enumerate(zip(sought, matches, strict=True))
    ]


def _without_repeats(sought: Sequence[Named], matches: list[Match]) -> list[Match]:
    """New rows whose number, or title where they have no number, stood before in the same field."""
    seen: set[tuple[str, str, str]] = set()
    result = []
    for row, found in zip(sought, matches, strict=True):
        kind, name = ("number", row.number) if row.number else ("title", row.title)
        key = (_folded(row.field), kind, _folded(name))
        again = found.how == "new" and key in seen
        result.append(Match("ask", why="repeated") if again else found)
        seen.add(key)
    return result
