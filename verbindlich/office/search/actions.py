"""The index is kept: what verbs record is read anew in their own transaction. Nobody edits it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction
from django.db.models.deletion import CASCADE

from verbindlich.base.calc.phones import dialled
from verbindlich.base.calc.phonetics import codes
from verbindlich.base.common.german import loose, search_text
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.search.models import SearchEntry
from verbindlich.office.search.sources import Source, sources
from verbindlich.office.trail.models import Traceable

CHUNK = 500
LONGEST = 4_000  # characters of a row's text; what stands further back is not found
KEPT = ("municipality", "key", "audience", "label", "hint", "order", "digits", "sound", "text")

_paused: ContextVar[bool] = ContextVar("search_paused", default=False)


@contextmanager
def paused() -> Iterator[None]:
    """What is recorded inside is not indexed: for whoever writes much and calls `rebuild` at the end."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


@transaction.atomic
def rebuild(municipality: Municipality) -> int:
    """The whole index of a municipality, from its rows as they stand. Returns how many entries it has."""
    SearchEntry.objects.of(municipality).delete()
    return sum(_write(source, source.rows().filter(municipality=municipality)) for source in sources().values())


def fill_empty() -> None:
    """Once after an update that brought the search: municipalities that have no index get theirs."""
    known = SearchEntry.objects.values("municipality")
    for municipality in Municipality.objects.exclude(pk__in=known):
        rebuild(municipality)


def heard(rows: Sequence[Traceable], gone: bool) -> None:
    """Listener of the trail: these rows were written, or are gone (deleted, or about to be in this transaction)."""
    if _paused.get():
        return
    by_model: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_model[row._meta.label_lower].append(row)
    for name, some in by_model.items():
        for begin in range(0, len(some), CHUNK):
            _heard(name, some[begin : begin + CHUNK], gone)


def quoting(row: models.Model) -> Iterator[Source]:
    """Sources whose entries may quote this row."""
    for source in sources().values():
        if any(source.model._meta.get_field(name).related_model is type(row) for name in source.follows):
            yield source


def _heard(name: str, rows: Sequence[Any], gone: bool) -> None:
    pks = [row.pk for row in rows]
    for source in sources().values():
        if source.name == name:
            _forget(source, pks) if gone else _refresh(source, pks)
        for model, field in source.parts:
            if model._meta.label_lower == name:
                _refresh(source, {getattr(row, f"{field}_id") for row in rows})
        for field in source.follows:
            key = source.model._meta.get_field(field)
            if key.related_model._meta.label_lower == name:  # type: ignore[union-attr]
                _follow(source, key, rows, gone)


def _follow(source: Source, key: Any, rows: Sequence[Any], gone: bool) -> None:
    """Entries that quote these rows; they go with a row that is not only marked as deleted."""
    quoting = source.model._default_manager.filter(**{f"{key.name}__in": [row.pk for row in rows]})
    pks = list(quoting.values_list("pk", flat=True))
    if gone and key.remote_field.on_delete is CASCADE and not _marks(rows[0]):
        _forget(source, pks)
    elif pks:
        _refresh(source, pks)


def _marks(row: models.Model) -> bool:
    """Whether deleting it is only a mark."""
    try:
        return bool(row._meta.get_field("deleted_at"))
    except FieldDoesNotExist:
        return False


def _forget(source: Source, pks: Collection[int]) -> None:
    SearchEntry.objects.filter(model=source.name, object_id__in=pks).delete()


def _refresh(source: Source, pks: Collection[int]) -> None:
    rows = list(source.rows().filter(pk__in=pks))
    _write(source, rows)
    if hidden := set(pks) - {row.pk for row in rows}:
        _forget(source, hidden)


def _write(source: Source, rows: Any) -> int:
    entries = [_entry(source, row) for row in rows]
    SearchEntry.objects.bulk_create(
        entries, CHUNK, update_conflicts=True, unique_fields=["model", "object_id"], update_fields=KEPT
    )
    return len(entries)


def _entry(source: Source, row: Any) -> SearchEntry:
    said = source.entry(row)
    names = [said.label, *said.names]
    numbers = filter(None, (dialled(phone) for phone in said.phones))
    return SearchEntry(
        municipality_id=row.municipality_id, model=source.name, object_id=row.pk, key=said.key or str(row.pk),
        audience=said.audience, label=said.label[:300], hint=said.hint[:300], order=loose(said.label),
        digits=" ".join(numbers)[:300], sound=f" {' '.join(dict.fromkeys(codes(' '.join(names))))} ",
        text=search_text(*names, said.hint, *said.texts)[:LONGEST],
    )  # fmt: skip
