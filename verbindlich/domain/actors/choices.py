"""What the filters of the directory offer: only what leads to something."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet, Value

from verbindlich.domain.actors.access import organisations_for
from verbindlich.domain.actors.models import Organisation, SocialSpace
from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.vocab.models import Community, Language, TargetGroup, Topic

Pairs = list[tuple[str, str]]  # id as it stands in the address, words


@dataclass(frozen=True, slots=True)
class Choices:
    parents: Pairs
    topics: Pairs
    spaces: Pairs
    groups: Pairs
    languages: Pairs
    communities: Pairs


def choices_for(request: TenantRequest) -> Choices:
    """One query: short lists of this municipality, put under one another."""
    home, seen = request.municipality, organisations_for(request).order_by()

    def used(model: Any, field: str, column: str) -> QuerySet[Any]:
        through = getattr(Organisation, field).through.objects.filter(organisation__in=seen.values("pk"))
        found: QuerySet[Any] = model.objects.of(home).filter(pk__in=through.values(column))
        return found

    above = organisations_for(request).filter(pk__in=seen.filter(parent__isnull=False).values("parent"))
    lists = [
        _list("parents", above, "sort_key"),
        _list("topics", used(Topic, "topics", "topic"), "key"),
        _list("spaces", used(SocialSpace, "spaces", "socialspace"), "key"),
        _list("groups", used(TargetGroup, "groups", "targetgroup"), "key"),
        _list("languages", used(Language, "languages", "language"), "key"),
        _list("communities", used(Community, "communities", "community"), "key"),
    ]
    found: dict[str, list[Any]] = defaultdict(list)
    for row in lists[0].union(*lists[1:], all=True):
        found[row[0]].append(row)
    return Choices(**{name: _pairs(found[name]) for name in Choices.__slots__})


def _list(part: str, rows: QuerySet[Any], place: str) -> QuerySet[Any]:
    named: QuerySet[Any] = rows.order_by().annotate(part=Value(part, CharField()), place=F(place))
    return named.values_list("part", "pk", "name", "place")


def _pairs(rows: list[Any]) -> Pairs:
    return [(str(pk), name) for _part, pk, name, _place in sorted(rows, key=lambda row: (row[3], row[1]))]
