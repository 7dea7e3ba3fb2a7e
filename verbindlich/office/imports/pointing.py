"""Which rows of any room point at rows that an import made: found through the models, so that a new room needs no word here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from django.db import models

from verbindlich.office.imports.writing import CHUNK

Models = Collection[type[models.Model]]


def pointing_at(model: type[models.Model], own: Models = ()) -> Iterator[tuple[type[models.Model], str]]:
    """Every foreign key that points at this model, also those of tables between. `own`: models whose rows go with their row."""
    for relation in model._meta.get_fields(include_hidden=True):
        source = relation.related_model if relation.auto_created and not relation.concrete else None
        single = relation.one_to_many or relation.one_to_one
        if (
            single
            and isinstance(source, type)
            and source not in own
            and source._meta.db_table not in _own_tables(model)
        ):
            yield source, relation.field.name  # type: ignore[union-attr]


def _own_tables(model: type[models.Model]) -> set[str]:
    """The tables between of the model's own relations, which go with its rows."""
    return {field.m2m_db_table() for field in model._meta.local_many_to_many}


def pointed(source: type[models.Model], name: str, targets: Collection[int]) -> set[int]:
    """Those of the targets that a living row points at."""
    found: set[int] = set()
    pks = sorted(targets)
    for begin in range(0, len(pks), CHUNK):
        rows = _living(source).filter(**{f"{name}__in": pks[begin : begin + CHUNK]})
        found |= set(rows.values_list(name, flat=True))
    return found


def _living(source: type[models.Model]) -> models.QuerySet[Any]:
    """Rows that are not deleted, and do not hang on one that is."""
    rows = source._default_manager.all()
    for field in source._meta.concrete_fields:
        if field.name == "deleted_at":
            rows = rows.filter(deleted_at=None)
        target = field.related_model
        if isinstance(target, type) and any(other.name == "deleted_at" for other in target._meta.concrete_fields):
            rows = rows.filter(models.Q(**{field.name: None}) | models.Q(**{f"{field.name}__deleted_at": None}))
    return rows


def in_use(model: type[models.Model], made: set[int], own: Models = ()) -> set[int]:
    """Those of these rows that a living row points at which does not go with them; what it hangs on stays with it."""
    users: dict[int, set[int]] = defaultdict(set)  # row → rows of the same model that point at it
    used: set[int] = set()
    for pointing, name in pointing_at(model, own):
        if pointing is not model:
            used |= pointed(pointing, name, made)
            continue
        for user, row in _living(pointing).filter(**{f"{name}__in": made}).values_list("pk", name):
            users[row].add(user)
    kept: set[int] = set()
    while more := {pk for pk in made if pk in used or (users[pk] - made) or (users[pk] & kept)} - kept:
        kept |= more
    return kept
