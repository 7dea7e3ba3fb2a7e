"""From rows to the snapshot that a version keeps (base/calc/snapshot.py), and what became of a kept one.

What is frozen is what everybody in the municipality may read: internal measures and remarks stay out, contact persons are
numbers (docs/adr/0009).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import fields as fields_of
from operator import itemgetter
from typing import Any

from django.db.models import CharField, IntegerField, QuerySet, TextField, Value
from django.utils.translation import gettext as _

from verbindlich.base import profiles
from verbindlich.base.calc import snapshot as frozen
from verbindlich.base.common.german import sort_key
from verbindlich.domain.concepts.models import (
    Concept,
    FieldOfAction,
    Goal,
    Measure,
    MeasureBody,
    Milestone,
    Need,
    Section,
    Strategy,
    StrategyLink,
    Version,
)
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.vocab.models import Visibility

Edges = Mapping[tuple[str, int], list[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Known:
    """Numbers of the rows that are in the snapshot: it names no other."""

    fields: Container[int]
    goals: Container[int]
    measures: Container[int]
    strategies: Container[int]


def take(municipality: Municipality, kind: str) -> frozen.Snapshot:
    """The concept, or its catalogue of measures, as it stands; nine queries whatever the size (six for a catalogue)."""
    fields = list(_values(FieldOfAction.objects.of(municipality), frozen.Field, "topics"))
    goals = list(_values(Goal.objects.of(municipality), frozen.Goal))
    measures = list(_values(Measure.objects.of(municipality).released(), frozen.Measure, *MEASURE_RELATIONS))
    strategies = list(
        _values(Strategy.objects.of(municipality), frozen.Strategy, "links", "owner", more=("owner_id", "owner__name"))
    )
    known = Known(*({row["pk"] for row in rows} for rows in (fields, goals, measures, strategies)))
    edges, milestones = _edges(municipality), _milestones(municipality)
    whole = kind == Version.Kind.CONCEPT
    return frozen.Snapshot(
        kind=str(kind),
        concept=_frame(municipality) if whole else None,
        sections=_sections(municipality) if whole else (),
        fields=tuple(_field(row, edges) for row in fields),
        goals=tuple(_goal(row, known) for row in goals),
        measures=tuple(_measure(row, known, edges, milestones[row["pk"]]) for row in measures),
        strategies=tuple(_strategy(row, known, edges) for row in strategies),
        needs=_needs(municipality, known) if whole else (),
    )


def left_out(municipality: Municipality) -> int:
    """How many measures are no part of a version because they are internal."""
    found: int = Measure.objects.of(municipality).filter(visibility=Visibility.INTERNAL).count()
    return found


@dataclass(frozen=True, slots=True)
class Kept:
    """A version's snapshot as it is stored. `trouble`: what is wrong with it, in a sentence; "" where it is as it was frozen.

    `snapshot` is None where it cannot be read at all.
    """

    snapshot: frozen.Snapshot | None
    trouble: str = ""


def kept(version: Version) -> Kept:
    """What the version froze, and whether it still is what it was. No query."""
    intact = frozen.checksum(version.snapshot) == version.sha256
    trouble = (
        "" if intact else _("Die Prüfsumme stimmt nicht: Der gespeicherte Inhalt wurde nach dem Festhalten verändert.")
    )
    try:
        return Kept(frozen.parse(version.snapshot), trouble)
    except frozen.UnknownFormat as later:
        unknown = _(
            "Diese Fassung wurde mit einer neueren Ausgabe der Anwendung festgehalten (Format %(found)s). Diese hier liest "
            "Format %(known)d. Bitte die Anwendung aktualisieren."
        ) % {"found": str(later.found)[:20], "known": frozen.FORMAT}
        return Kept(None, trouble or unknown)
    except frozen.Unreadable:
        return Kept(None, trouble or _("Der gespeicherte Inhalt ist nicht lesbar."))


MEASURE_RELATIONS = ("more_goals", "leads", "partners", "contacts", "groups", "spaces", "strategies", "milestones")


def _values(rows: QuerySet[Any], cls: Any, *without: str, more: Iterable[str] = ()) -> QuerySet[Any, dict[str, Any]]:
    """The plain columns of a row's frozen form."""
    names = [field.name for field in fields_of(cls) if field.name not in (cls.KEY, *without)]
    return rows.values("pk", *names, *more)


def _frame(municipality: Municipality) -> frozen.Frame | None:
    names = [field.name for field in fields_of(frozen.Frame)]
    said = Concept.objects.filter(municipality=municipality).values(*names).first()
    return frozen.Frame(**said) if said else None


def _sections(municipality: Municipality) -> tuple[frozen.Section, ...]:
    """In the usual order, those that say something."""
    texts = dict(Section.objects.filter(municipality=municipality).values_list("element", "text"))
    elements = profiles.load(municipality.profile).elements
    return tuple(
        frozen.Section(element.id, element.title, texts[element.id])
        for element in elements
        if texts.get(element.id, "").strip()
    )


# Relation in the snapshot; its rows; the row that has it, the row it leads to; the text and the place that come with it.
RELATIONS: tuple[tuple[str, Any, str, str, str, str], ...] = (
    ("leads", MeasureBody.objects.filter(role="lead"), "measure", "organisation", "organisation__name", "position"),
    ("partners", MeasureBody.objects.filter(role="partner"), "measure", "organisation", "organisation__name", "position"),
    ("more_goals", Measure.more_goals.through.objects.all(), "measure", "goal", "", ""),
    ("groups", Measure.groups.through.objects.all(), "measure", "targetgroup", "targetgroup__name", ""),
    ("spaces", Measure.spaces.through.objects.all(), "measure", "socialspace", "socialspace__name", ""),
    ("contacts", Measure.contacts.through.objects.all(), "measure", "person", "", ""),
    ("strategies", Measure.strategies.through.objects.all(), "measure", "strategy", "", ""),
    ("topics", FieldOfAction.topics.through.objects.all(), "fieldofaction", "topic", "topic__name", ""),
    ("links", StrategyLink.objects.all(), "strategy", "goal", "conflict", ""),
)  # fmt: skip


def _edges(municipality: Municipality) -> Edges:
    """Every relation in one query: its name and the number of the row that has it → the rows it leads to, in their order."""
    first, *others = (_relation(municipality, *said) for said in RELATIONS)
    found: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    for name, source, target, text, _place in sorted(first.union(*others, all=True), key=itemgetter(4, 2)):
        found[name, source].append((target, text))
    return found


def _relation(
    municipality: Municipality, name: str, rows: QuerySet[Any], source: str, target: str, text: str, place: str
) -> QuerySet[Any, Any]:
    columns = (
        Value(name, output_field=CharField()), source, target,
        text or Value("", output_field=TextField()), place or Value(0, output_field=IntegerField()),
    )  # fmt: skip
    return rows.filter(**{f"{source}__municipality": municipality}).order_by().values_list(*columns)


def _milestones(municipality: Municipality) -> Mapping[int, list[frozen.Milestone]]:
    found: dict[int, list[frozen.Milestone]] = defaultdict(list)
    rows = Milestone.objects.filter(measure__municipality=municipality)
    for measure, pk, title, due, done_on in rows.values_list("measure", "pk", "title", "due", "done_on"):
        found[measure].append(frozen.Milestone(pk, title, due, done_on))
    return found


def _field(row: dict[str, Any], edges: Edges) -> frozen.Field:
    pk, row["state_fields"] = row.pop("pk"), tuple(map(str, row["state_fields"]))
    return frozen.Field(field=pk, topics=_words(edges, "topics", pk), **row)


def _goal(row: dict[str, Any], known: Known) -> frozen.Goal:
    row["assumed"] = tuple(map(str, row["assumed"]))
    row["field"], row["parent"] = _among(known.fields, row["field"]), _among(known.goals, row["parent"])
    return frozen.Goal(goal=row.pop("pk"), **row)


def _measure(row: dict[str, Any], known: Known, edges: Edges, milestones: list[frozen.Milestone]) -> frozen.Measure:
    pk = row.pop("pk")
    row["field"], row["goal"] = _among(known.fields, row["field"]), _among(known.goals, row["goal"])
    return frozen.Measure(
        measure=pk,
        **row,
        more_goals=_numbers(edges, "more_goals", pk, known.goals),
        strategies=_numbers(edges, "strategies", pk, known.strategies),
        leads=tuple(frozen.Organisation(*found) for found in edges.get(("leads", pk), ())),
        partners=tuple(frozen.Organisation(*found) for found in edges.get(("partners", pk), ())),
        contacts=tuple(frozen.Contact(person) for person, _name in edges.get(("contacts", pk), ())),
        groups=_words(edges, "groups", pk),
        spaces=_words(edges, "spaces", pk),
        milestones=tuple(milestones),
    )


def _strategy(row: dict[str, Any], known: Known, edges: Edges) -> frozen.Strategy:
    pk, owner, name = row.pop("pk"), row.pop("owner_id"), row.pop("owner__name")
    links = edges.get(("links", pk), ())
    return frozen.Strategy(
        strategy=pk,
        owner=frozen.Organisation(owner, name) if owner else None,
        links=tuple(frozen.Touched(goal, conflict) for goal, conflict in links if goal in known.goals),
        **row,
    )


def _needs(municipality: Municipality, known: Known) -> tuple[frozen.Need, ...]:
    rows = list(_values(Need.objects.of(municipality), frozen.Need, more=("goal__deleted_at", "measure__deleted_at")))
    return tuple(_need(row, known) for row in rows)


def _need(row: dict[str, Any], known: Known) -> frozen.Need:
    """Whose answer was deleted waits again."""
    if any([row.pop("goal__deleted_at"), row.pop("measure__deleted_at")]):
        row["answer"] = ""
    row["goal"], row["measure"] = _among(known.goals, row["goal"]), _among(known.measures, row["measure"])
    return frozen.Need(need=row.pop("pk"), **row)


def _among(known: Container[int], pk: int | None) -> int | None:
    return pk if pk in known else None


def _numbers(edges: Edges, name: str, pk: int, known: Container[int]) -> tuple[int, ...]:
    return tuple(number for number, _name in edges.get((name, pk), ()) if number in known)


def _words(edges: Edges, name: str, pk: int) -> tuple[str, ...]:
    return tuple(sorted((word for _pk, word in edges.get((name, pk), ())), key=lambda word: (sort_key(word), word)))
