from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.db import connections, models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from verbindlich.base.calc.phones import dialled
from verbindlich.base.calc.phonetics import code
from verbindlich.office.search.trigrams import SHORTEST, Part, expression

if TYPE_CHECKING:
    from verbindlich.office.accounts.models import Municipality

WITHIN = (
    4  # digits of a code that say enough to be looked for inside a compound; shorter ones must be a word of their own
)
TRIGRAMS = "SELECT rowid FROM search_trigrams WHERE search_trigrams MATCH %s"


class SearchEntryQuerySet(models.QuerySet[Any]):
    def of(self, municipality: Municipality) -> Self:
        return self.filter(municipality=municipality)

    def matching(self, words: Sequence[str], number: str = "") -> Self:
        """Every word occurs, in any order, as text or as digits of a phone number; where all is one `number`, as such."""
        if number:
            return self._with([[("digits", number), ("text", " ".join(words))]])
        return self._with([_said(word) for word in words])

    def sounding(self, words: Sequence[str]) -> Self:
        """Every word occurs, or sounds like a word of the names where it has three letters or more."""
        return self._with([_sounded(word) for word in words])

    def beginning(self, label: str) -> Self:
        """Those whose label begins so; on SQLite as a range, which its index answers (other databases order by a language)."""
        if connections[self.db].vendor != "sqlite":
            return self.filter(order__startswith=label)
        return self.filter(order__gte=label, order__lt=f"{label}\U0010ffff")

    def _with(self, wanted: Sequence[Sequence[Part]]) -> Self:
        """Of each row of alternatives one stands in its column. No rows wanted, no rows found."""
        if not wanted:
            return self.none()
        by_trigram = connections[self.db].vendor == "sqlite"
        quick = [parts for parts in wanted if by_trigram and all(len(text) >= SHORTEST for _column, text in parts)]
        found = self.filter(pk__in=RawSQL(TRIGRAMS, [expression(quick)])) if quick else self
        for parts in wanted:
            if parts not in quick:
                found = found.filter(reduce(or_, (Q(**{f"{column}__contains": text}) for column, text in parts)))
        return found


def _said(word: str) -> list[Part]:
    digits = dialled(word)
    return [("text", word), ("digits", digits)] if digits else [("text", word)]


def _sounded(word: str) -> list[Part]:
    sound = code(word)
    if len(sound) < 2 or len(word) < SHORTEST:
        return _said(word)
    return [*_said(word), ("sound", sound if len(sound) >= WITHIN else f" {sound} ")]
