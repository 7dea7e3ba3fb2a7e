"""Two words become one, and can be parted again as long as nothing that moved was touched.

`plan` reads what a merge would do, `merge` does it, `undo` takes it back. Everything that pointed at the word that goes points at the
other one afterwards; where a row had both, it keeps one. What finds no place is said, before and after.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import transaction
from django.db.models import ForeignKey, Model, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext as _

from verbindlich.base.common.lock import Versioned
from verbindlich.office.accounts.models import User
from verbindlich.office.trail.actions import Step, record_many
from verbindlich.office.vocab.models import Word, WordMerge
from verbindlich.office.vocab.usage import Relation, Use, relations

State = dict[str, Any]  # a row as JSON: {"model", "pk", "fields"}
AT_ONCE = 500  # ids in a query


class Refused(Exception):
    """It cannot be done; the text says why to the person who wanted it."""


@dataclass(frozen=True, slots=True)
class Double:
    """A row that goes, because `kept` says the same of the word that stays; `before`: as that one was."""

    gone: Model
    kept: Model
    before: State


@dataclass(frozen=True, slots=True)
class Move:
    """What one relation hands over: ids of rows that point at the other word afterwards, and rows that go."""

    relation: Relation
    pks: list[int]
    doubles: list[Double]

    @property
    def text(self) -> str:
        return Use(self.relation, len(self.pks) + len(self.doubles)).text


@dataclass(frozen=True, slots=True)
class Plan:
    """What merging `source` into `target` does; nothing is stored yet. `lost`: in words, what finds no place."""

    source: Word
    target: Word
    before: State
    moves: list[Move] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def doubles(self) -> list[Double]:
        return [double for move in self.moves for double in move.doubles]

    @property
    def changed(self) -> list[Double]:
        """Those whose row that stays took something over."""
        return [double for move in self.moves if not move.relation.behind for double in move.doubles]


def plan(source: Word, target: Word) -> Plan:
    """At most two queries per relation. Raises Refused where two rows cannot become one."""
    found = Plan(source, target, _state(target))
    found.lost.extend(target.absorb(source))
    for relation in relations(type(source)):
        if relation.inner:
            _step_up(relation.key, source, target)
        move = _move(relation, source, target, found.lost)
        if move.pks or move.doubles:
            found.moves.append(move)
    return found


def _step_up(key: ForeignKey[Any, Any], source: Word, target: Word) -> None:
    """Below the word that goes, the other takes its place, so that the tree stays one."""
    seen, above = {target.pk}, getattr(target, key.name)
    while above is not None and above.pk not in seen:
        if above.pk == source.pk:
            setattr(target, key.name, getattr(source, key.name))
            return
        seen.add(above.pk)
        above = getattr(above, key.name)


def _move(relation: Relation, source: Word, target: Word, lost: list[str]) -> Move:
    key, rules = relation.key.name, _unique_with(relation)
    mine = [row for row in relation.rows.filter(**{key: source}) if not (relation.inner and row.pk == target.pk)]
    theirs = relation.rows.filter(**{key: target}) if mine and rules else ()
    taken = {place: row for row in theirs for place in _places(row, rules)}
    move = Move(relation, [], [])
    for row in mine:
        kept = next((taken[place] for place in _places(row, rules) if place in taken), None)
        if kept is None:
            move.pks.append(row.pk)
        else:
            move.doubles.append(Double(row, kept, _state(kept)))
            lost += _absorbed(relation, kept, row)
    return move


def _unique_with(relation: Relation) -> list[tuple[str, ...]]:
    """The other fields of each rule that a word stands only once with them."""
    meta, mine = relation.key.model._meta, relation.key.name
    rules = [tuple(names) for names in meta.unique_together]
    rules += [
        tuple(rule.fields) for rule in meta.constraints if isinstance(rule, UniqueConstraint) and not rule.condition
    ]
    return [tuple(name for name in rule if name != mine) for rule in rules if mine in rule]


def _places(row: Model, rules: Iterable[tuple[str, ...]]) -> Iterator[Any]:
    for names in rules:
        values = [getattr(row, row._meta.get_field(name).attname) for name in names]  # type: ignore[union-attr]
        if None not in values:
            yield names, *values


def _absorbed(relation: Relation, kept: Any, gone: Model) -> list[str]:
    """A row behind a many-to-many field says nothing more; others know by themselves how two of them become one."""
    if relation.behind:
        return []
    if not hasattr(kept, "absorb"):
        raise Refused(_("„%(row)s“ steht bei beiden Wörtern. Ändern Sie einen der Einträge zuerst.") % {"row": kept})
    return list(kept.absorb(gone))


@transaction.atomic
def merge(*, user: User | None, source: Word, target: Word) -> tuple[WordMerge, list[str]]:
    """`source` goes, `target` stays. Returns what undoes it, and in words what found no place.

    Raises Refused, also where somebody renamed or merged one of them meanwhile.
    """
    source, target = _both(source, target)
    states = source.as_state(), target.as_state()
    done = plan(source, target)
    kept = WordMerge(
        municipality=target.municipality, user=user, model=target._meta.label_lower, source_id=source.pk,
        source_name=source.name, target_id=target.pk, target_name=target.name, source=_state(source),
        before=[done.before, *(double.before for double in done.changed)],
        dropped=[_state(double.gone) for double in done.doubles],
        moved={move.relation.name: move.pks for move in done.moves if move.pks},
    )  # fmt: skip
    _carry_out(done)
    kept.after = [_state(target), *(_state(double.kept) for double in done.changed)]
    kept.save()
    gone, stays = Step(source, states[0], None), Step(target, states[1], {**target.as_state(), "merged": source.name})
    record_many(user=user, municipality=target.municipality, verb="merge", steps=[gone, stays])
    source.delete()
    return kept, done.lost


def _both(source: Word, target: Word) -> tuple[Word, Word]:
    """The two as they are stored, locked until the transaction ends."""
    model = type(target)
    if source.pk == target.pk or type(source) is not model or source.municipality_id != target.municipality_id:
        raise Refused(_("Ein Wort lässt sich nur mit einem anderen derselben Liste zusammenführen."))
    rows = model.objects.select_for_update().filter(pk__in=(source.pk, target.pk)).order_by("pk")
    found = {row.pk: row for row in rows}
    for seen in (source, target):
        if seen.pk not in found:
            text = _("„%(name)s“ gibt es nicht mehr: Jemand hat es inzwischen zusammengeführt oder gelöscht.")
            raise Refused(text % {"name": seen.name})
        if found[seen.pk].name != seen.name:
            text = _("„%(name)s“ heißt inzwischen „%(now)s“. Bitte prüfen Sie es noch einmal.")
            raise Refused(text % {"name": seen.name, "now": found[seen.pk].name})
    return found[source.pk], found[target.pk]


def _carry_out(done: Plan) -> None:
    for double in done.doubles:
        double.gone.delete()
    for double in done.changed:
        double.kept.save()
    for move in done.moves:
        for pks in _portions(move.pks):
            move.relation.rows.filter(pk__in=pks).update(**{move.relation.key.name: done.target})
    if isinstance(done.target, Versioned):
        done.target.version += 1
    done.target.save()


@transaction.atomic
def undo(*, user: User | None, merged: WordMerge) -> Word:
    """Both words as they were, each with what it had. Raises Refused where something was changed since."""
    stored = WordMerge.objects.select_for_update().select_related("municipality").get(pk=merged.pk)
    if stored.undone_at:
        raise Refused(_("Diese Zusammenführung ist schon zurückgenommen."))
    model: Any = apps.get_model(stored.model)
    target = model.objects.filter(pk=stored.target_id).first()
    if why := _obstacle(stored, model, target):
        raise Refused(why)
    after = target.as_state()
    for state in (stored.source, *stored.dropped, *stored.before):
        _bring_back(state)
    source, target = model.objects.get(pk=stored.source_id), model.objects.get(pk=stored.target_id)
    for relation in relations(model):
        for pks in _portions(stored.moved.get(relation.name, [])):
            relation.rows.filter(pk__in=pks).update(**{relation.key.name: source})
    if isinstance(target, Versioned):
        target.version += 2  # a form opened before the merge is as old as one opened after it
        target.save()
    stored.undone_at = timezone.now()
    stored.save()
    parted = Step(target, {**after, "merged": source.name}, target.as_state())
    steps = [Step(source, None, source.as_state()), parted]
    record_many(user=user, municipality=stored.municipality, verb="unmerge", steps=steps)
    return source  # type: ignore[no-any-return]


def _obstacle(stored: WordMerge, model: type[Word], target: Word | None) -> str:
    """Why the merge cannot be undone; "" where nothing stands in the way. At most one query per relation and two more."""
    names = {"source": stored.source_name, "target": stored.target_name}
    if target is None:
        return _("„%(target)s“ gibt es nicht mehr.") % names
    if any(_now(state) != state for state in stored.after):
        return (
            _("„%(target)s“ wurde seitdem geändert. Legen Sie „%(source)s“ neu an und ordnen Sie von Hand zu.") % names
        )
    if model.objects.filter(municipality=stored.municipality, key=stored.source["fields"]["key"]).exists():
        return _("Inzwischen gibt es „%(source)s“ wieder.") % names
    for relation in relations(model):
        pks = stored.moved.get(relation.name, [])
        there = relation.rows.filter(**{relation.key.name: target})
        if sum(there.filter(pk__in=part).count() for part in _portions(pks)) != len(pks):
            return _("Einträge, die „%(source)s“ hatten, wurden seitdem geändert. Ordnen Sie von Hand zu.") % names
    return ""


def _state(row: Model) -> State:
    state: State = json.loads(serializers.serialize("json", [row]))[0]
    return state


def _now(state: State) -> State | None:
    """The same row as it is now."""
    row = apps.get_model(state["model"])._base_manager.filter(pk=state["pk"]).first()
    return _state(row) if row else None


def _bring_back(state: State) -> None:
    """The row as it was. What it pointed at and is gone stays empty; where it cannot be empty, the row is gone with it."""
    model, fields = apps.get_model(state["model"]), dict(state["fields"])
    for key in model._meta.concrete_fields:
        if isinstance(key, ForeignKey) and (pk := fields.get(key.name)) is not None:
            if key.related_model._base_manager.filter(pk=pk).exists():
                continue
            if not key.null:
                return
            fields[key.name] = None
    for row in serializers.deserialize("python", [{**state, "fields": fields}]):
        row.save()


def _portions(pks: list[int]) -> Iterator[list[int]]:
    for first in range(0, len(pks), AT_ONCE):
        yield pks[first : first + AT_ONCE]
