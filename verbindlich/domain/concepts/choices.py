"""What stands around the list of measures: what its filters offer, the person's saved ones, the figures of the sentence on top."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, Exists, F, OuterRef, QuerySet, Subquery, Value

from verbindlich.domain.actors.models import Organisation, SocialSpace
from verbindlich.domain.concepts.access import measures_for
from verbindlich.domain.concepts.models import Concept, FieldOfAction, Measure, MeasureBody, SavedFilter, Version
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.vocab.models import TargetGroup

Pairs = list[tuple[str, str]]  # id as it stands in the address, words


@dataclass(frozen=True, slots=True)
class Saved:
    pk: int
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Choices:
    fields: Pairs
    leads: Pairs
    spaces: Pairs
    groups: Pairs
    saved: list[Saved]


def choices_for(request: TenantRequest) -> Choices:
    """One query: five short lists of this municipality, put under one another."""
    home = request.municipality
    seen = measures_for(request).order_by().values("pk")
    leading = Exists(
        MeasureBody.objects.filter(organisation=OuterRef("pk"), role=MeasureBody.Role.LEAD, measure__in=seen)
    )
    in_spaces = Measure.spaces.through.objects.filter(measure__in=seen).values("socialspace")
    for_groups = Measure.groups.through.objects.filter(measure__in=seen).values("targetgroup")
    lists = [
        _list("fields", FieldOfAction.objects.of(home), "name", "number", "sort_key"),
        _list("leads", Organisation.objects.of(home).filter(leading), "name", "", "sort_key"),
        _list("spaces", SocialSpace.objects.of(home).filter(pk__in=in_spaces), "name", "", "key"),
        _list("groups", TargetGroup.objects.of(home).filter(pk__in=for_groups), "name", "", "key"),
        _list("saved", SavedFilter.objects.filter(municipality=home, user=request.user), "name", "query", "name"),
    ]
    found: dict[str, list[Any]] = defaultdict(list)
    for row in lists[0].union(*lists[1:], all=True):
        found[row[0]].append(row)
    fields, leads, spaces, groups = (_pairs(found[name]) for name in ("fields", "leads", "spaces", "groups"))
    return Choices(fields, leads, spaces, groups, _saved(found["saved"]))


def _list(part: str, rows: QuerySet[Any], word: str, more: str, place: str) -> QuerySet[Any]:
    text = {
        name: F(field) if field else Value("") for name, field in (("word", word), ("more", more), ("place", place))
    }
    named: QuerySet[Any] = rows.order_by().annotate(part=Value(part, CharField()), **text)
    return named.values_list("part", "pk", "word", "more", "place")


def _pairs(rows: list[Any]) -> Pairs:
    return [
        (str(pk), f"{more} {word}".strip())
        for _part, pk, word, more, _place in sorted(rows, key=lambda row: (row[4], row[1]))
    ]


def _saved(rows: list[Any]) -> list[Saved]:
    return [Saved(pk, word, more) for _part, pk, word, more, _place in sorted(rows, key=lambda row: row[2].casefold())]


@dataclass(frozen=True, slots=True)
class Frame:
    """How many measures the person may see in how many fields, the concept's title and the day of its adoption."""

    measures: int
    fields: int
    title: str
    adopted_on: date | None


def frame_for(request: TenantRequest) -> Frame:
    """One query."""
    seen = measures_for(request).order_by().values("municipality")
    own = {"municipality": OuterRef("pk")}
    adopted = Version.objects.filter(**own, kind=Version.Kind.CONCEPT, adopted_on__isnull=False).order_by("-adopted_on")
    row = Municipality.objects.filter(pk=request.municipality.pk).values_list(
        Subquery(seen.annotate(n=Count("pk")).values("n")),
        Subquery(seen.annotate(n=Count("field", distinct=True)).values("n")),
        Subquery(Concept.objects.filter(**own).values("title")),
        Subquery(adopted.values("adopted_on")[:1]),
    )  # fmt: skip
    measures, fields, title, adopted_on = row[0]
    return Frame(measures or 0, fields or 0, title or "", adopted_on)
