"""From what somebody typed to hits: exact ones first, then those that begin so, then those that contain it, then those that sound so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from verbindlich.base.calc.phones import dialled
from verbindlich.base.common.german import loose, search_words
from verbindlich.base.readers.texts import clean
from verbindlich.office.search.querysets import SearchEntryQuerySet

LONGEST = 200  # characters of a query
SHORTEST = 2
MOST = 500  # hits that are looked at; beyond that only labels that begin so
FEW = 5  # with fewer hits the search listens, too

Row = tuple[int, str, str]  # an entry's id, its model, its label in one spelling


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, without what nobody sees. `words`: what must occur; `number`: as dialled, where all of it is a phone number."""

    text: str
    words: tuple[str, ...]
    number: str

    @property
    def enough(self) -> bool:
        return len(self.text) >= SHORTEST and bool(self.words)

    @property
    def sounds(self) -> bool:
        """Two letters sound like everything, and a number like nothing; such a word stands as it is beside one that sounds."""
        return not self.number and max(map(len, self.words)) > SHORTEST


def asked(typed: str) -> Asked:
    text = " ".join(clean(typed)[:LONGEST].split())
    return Asked(text, tuple(dict.fromkeys(search_words(text))), dialled(text))


@dataclass(frozen=True, slots=True)
class Hits:
    """Ids of entries, best first. `more`: there are more than were looked at. `counts`: exact hits by model, the best first."""

    exact: tuple[Row, ...] = ()
    alike: tuple[Row, ...] = ()
    more: bool = False

    @property
    def counts(self) -> dict[str, int]:
        return dict(Counter(model for _pk, model, _order in self.exact))


def find(entries: SearchEntryQuerySet, asked: Asked) -> Hits:
    """Two queries at most; the rows themselves are fetched for the page that is shown."""
    if not asked.enough:
        return Hits()
    found = _rows(entries.matching(asked.words, asked.number), MOST + 1)
    if more := len(found) > MOST:
        found = list({*found[:MOST], *_rows(entries.beginning(loose(asked.text)), MOST)})
    alike: list[Row] = []
    if len(found) < FEW and asked.sounds:
        alike = [row for row in _rows(entries.sounding(asked.words), MOST) if row not in found]
    return Hits(_best_first(found, asked), _nearest_first(alike, asked), more)


def _rows(entries: SearchEntryQuerySet, most: int) -> list[Row]:
    return list(entries.order_by().values_list("pk", "model", "order")[:most])


def _best_first(rows: Iterable[Row], asked: Asked) -> tuple[Row, ...]:
    whole, words = loose(asked.text), loose(" ".join(asked.words)).split()
    return tuple(sorted(rows, key=lambda row: (tier(row[2], whole, words), row[2], row[0])))


def _nearest_first(rows: Iterable[Row], asked: Asked) -> tuple[Row, ...]:
    whole = loose(asked.text)
    return tuple(sorted(rows, key=lambda row: (-fuzz.ratio(row[2], whole), row[2], row[0])))


def tier(label: str, whole: str, words: Sequence[str]) -> int:
    """0: the label itself; 1: it begins so; 2: each word begins one of its words; 3: each stands in it; 4: found elsewhere."""
    if label == whole:
        return 0
    if whole and label.startswith(whole):
        return 1
    if all(f" {word}" in f" {label}" for word in words):
        return 2
    return 3 if all(word in label for word in words) else 4


def fetched(entries: SearchEntryQuerySet, rows: Sequence[Row]) -> dict[int, Any]:
    """The entries of these rows by id. One query, none for no row."""
    return entries.defer("text", "sound").in_bulk([pk for pk, _model, _order in rows]) if rows else {}
