"""Everything that points at one row made to point at another, in whatever room it stands: found through the models.

A row that would then stand there twice (the same network, the same measure) is dropped; its model may have `absorb(other)` to take
over first what the dropped one said more. All is written down, so that it can be put back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

from verbindlich.office.files.models import StoredFile
from verbindlich.office.imports.writing import raw, restore

FILES = "files.storedfile"


@dataclass(slots=True)
class Moves:
    """As JSON keeps it. `moved`: model, field, ids; `emptied`: the same where the row would have pointed at itself; `dropped`: model
    and columns; `absorbed`: model, id, columns before and after."""

    moved: list[list[Any]] = field(default_factory=list)
    emptied: list[list[Any]] = field(default_factory=list)
    dropped: list[list[Any]] = field(default_factory=list)
    absorbed: list[list[Any]] = field(default_factory=list)


def pointing(model: type[models.Model]) -> Iterator[tuple[type[models.Model], models.ForeignKey[Any, Any]]]:
    """Every foreign key of any room that points at this model, tables between included."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            yield relation.related_model, relation.field  # type: ignore[misc,union-attr]


def owners(model: type[models.Model], pk: int) -> set[tuple[type[Any], int]]:
    """Rows with a state in the trail that name this row: those that point at it, or what a row between belongs to."""
    found: set[tuple[type[Any], int]] = set()
    for source, key in pointing(model):
        if hasattr(source, "as_state"):
            found |= {(source, one) for one in _rows(source, key, pk).values_list("pk", flat=True)}
            continue
        for other in source._meta.concrete_fields:
            target = other.related_model
            if other is not key and isinstance(target, type) and hasattr(target, "as_state"):
                ids = _rows(source, key, pk).values_list(other.attname, flat=True)
                found |= {(target, one) for one in ids if one is not None}
    return {(owner, one) for owner, one in found if not (owner is model and one == pk)}


def _rows(source: type[models.Model], key: Any, pk: int) -> models.QuerySet[Any]:
    return source._base_manager.filter(**{key.attname: pk}).order_by("pk")


def repoint(model: type[models.Model], gone: int, kept: int) -> Moves:
    moves = Moves()
    for source, key in pointing(model):
        ids = []
        for row in list(_rows(source, key, gone)):
            if source is model and row.pk == kept:
                moves.emptied.append([source._meta.label_lower, key.attname, [row.pk]])
                source._base_manager.filter(pk=row.pk).update(**{key.attname: None})
            elif twin := _twin(source, key, row, kept):
                _drop(moves, row, twin)
            elif _at_itself(source, key, row, kept):
                _drop(moves, row, None)
            else:
                ids.append(row.pk)
        if ids:
            source._base_manager.filter(pk__in=ids).update(**{key.attname: kept})
            moves.moved.append([source._meta.label_lower, key.attname, ids])
    _files(moves, model, gone, kept)
    return moves


def _files(moves: Moves, model: type[models.Model], gone: int, kept: int) -> None:
    """Files hang on a row without a foreign key."""
    files = StoredFile.objects.filter(model=model._meta.label_lower, object_id=gone)
    if ids := list(files.values_list("pk", flat=True)):
        files.update(object_id=kept)
        moves.moved.append([FILES, "object_id", ids])


def _twin(source: type[models.Model], key: Any, row: Any, kept: int) -> Any:
    """The row that stands there already, where only one may."""
    for names in _unique(source):
        if key.name in names:
            others = {name: getattr(row, source._meta.get_field(name).attname) for name in names if name != key.name}  # type: ignore[union-attr]
            found = source._base_manager.filter(**{key.attname: kept}, **others).first()
            if found:
                return found
    return None


def _unique(source: type[models.Model]) -> Iterator[tuple[str, ...]]:
    yield from (tuple(c.fields) for c in source._meta.constraints if isinstance(c, models.UniqueConstraint))
    yield from (tuple(names) for names in source._meta.unique_together)
    yield from ((f.name,) for f in source._meta.concrete_fields if f.unique and f.is_relation)


def _at_itself(source: type[models.Model], key: Any, row: Any, kept: int) -> bool:
    """A row between two of the model, of which both would now be the same."""
    others = (f for f in source._meta.concrete_fields if f is not key and f.related_model is key.related_model)
    bound = any(isinstance(c, models.CheckConstraint) for c in source._meta.constraints)
    return bound and source is not key.related_model and any(getattr(row, other.attname) == kept for other in others)


def _drop(moves: Moves, row: Any, twin: Any) -> None:
    if twin is not None and hasattr(twin, "absorb"):
        before = columns(twin)
        twin.absorb(row)
        after = columns(twin)
        if before != after:
            twin.save()
            moves.absorbed.append([twin._meta.label_lower, twin.pk, before, after])
    moves.dropped.append([row._meta.label_lower, columns(row)])
    row.delete()


def columns(row: models.Model) -> dict[str, Any]:
    return {f.attname: raw(f.value_from_object(row)) for f in row._meta.concrete_fields}


def put_back(moves: Moves, gone: int, kept: int) -> None:
    """Where a row was pointed elsewhere since, or is gone, it stays so."""
    for label, name, ids in moves.moved:
        apps.get_model(label)._base_manager.filter(pk__in=ids, **{name: kept}).update(**{name: gone})
    for label, name, ids in moves.emptied:
        apps.get_model(label)._base_manager.filter(pk__in=ids, **{name: None}).update(**{name: gone})
    for label, pk, before, after in moves.absorbed:
        row = apps.get_model(label)._base_manager.filter(pk=pk).first()
        if row is not None and columns(row) == after:
            restore(row, before)
            row.save()
    for label, said in moves.dropped:
        _make_again(apps.get_model(label), said)


def _make_again(model: type[models.Model], said: dict[str, Any]) -> None:
    """Not where what it hung on is gone."""
    row = model()
    for f in model._meta.concrete_fields:
        value = f.to_python(said[f.attname])
        target = f.related_model
        if value is not None and isinstance(target, type) and not target._base_manager.filter(pk=value).exists():
            return
        setattr(row, f.attname, value)
    if not any(_standing(model, names, row) for names in [("pk",), *_unique(model)]):
        row.save(force_insert=True)


def _standing(model: type[models.Model], names: tuple[str, ...], row: models.Model) -> bool:
    said = {name: row.pk if name == "pk" else getattr(row, model._meta.get_field(name).attname) for name in names}  # type: ignore[union-attr]
    return model._base_manager.filter(**said).exists()
