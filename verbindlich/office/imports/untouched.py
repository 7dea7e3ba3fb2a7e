"""Whether rows that an import made or changed are still as it left them: only then it can be undone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from django.apps import apps
from django.utils.translation import gettext as _

from verbindlich.office.imports.handlers import Touched
from verbindlich.office.imports.models import Import
from verbindlich.office.trail.models import Event

CHUNK = 500
NAMED = 20  # rows that stand in the way of undoing, by name
Key = tuple[str, int]  # a model's label and a row's id


def changed_since(imported: Import, touched: Sequence[Touched]) -> list[str]:
    """Names of the rows that somebody changed after the import: another version, or an event of the trail. Three queries per
    model and 500 rows."""
    by_model: dict[str, dict[int, Touched]] = defaultdict(dict)
    for entry in touched:
        if entry.version:
            by_model[entry.model][entry.pk] = entry
    return [name for label, entries in by_model.items() for name in _changed(imported, label, entries)]


def _changed(imported: Import, label: str, entries: dict[int, Touched]) -> list[str]:
    now = _versions(label, entries)
    late = {pk for pk, entry in entries.items() if now.get(pk) != _left_at(entry)}
    late |= {pk for pk, event in _events(label, entries, imported.last_event or 0) if event > entries[pk].event}
    if not late:
        return []
    return [str(row) for row in apps.get_model(label)._default_manager.filter(pk__in=sorted(late)[:NAMED])] or [
        str(_("eine Zeile, die es nicht mehr gibt"))
    ]


def _left_at(entry: Touched) -> int:
    """The version with which the row counts as untouched."""
    return entry.now or entry.version


def _versions(label: str, pks: Collection[int]) -> dict[int, int]:
    rows = apps.get_model(label)._default_manager
    return {pk: v for part in _chunks(pks) for pk, v in rows.filter(pk__in=part).values_list("pk", "version")}


def _events(label: str, pks: Collection[int], after: int) -> Iterator[tuple[int, int]]:
    """Row and event of the trail, of those after this one."""
    for part in _chunks(pks):
        events = Event.objects.filter(model=label, object_id__in=part, pk__gt=after)
        yield from events.values_list("object_id", "pk")


def _chunks(pks: Collection[int]) -> Iterator[list[int]]:
    every = list(pks)
    yield from (every[begin : begin + CHUNK] for begin in range(0, len(every), CHUNK))


def hand_back(undone: Import, touched: Sequence[Touched]) -> None:
    """Rows that an import changed, and that it left again when it was undone, are untouched once more for the one before it."""
    changed = {(entry.model, entry.pk): entry for entry in touched if entry.version and entry.before is not None}
    imports = Import.objects.filter(municipality=undone.municipality, state=Import.State.APPLIED, undoable=True)
    for earlier in imports.exclude(pk=undone.pk).order_by("pk").select_for_update():
        mine = {(e["model"], e["pk"]): Touched(**e) for e in earlier.touched}
        back = _left_untouched(earlier, undone, mine, changed)
        if back:
            mine |= _as_of_now({key: mine[key] for key in back})
            earlier.touched = [entry.as_json() for entry in mine.values()]
            earlier.save(update_fields=["touched"])


def _left_untouched(
    earlier: Import, undone: Import, mine: dict[Key, Touched], changed: dict[Key, Touched]
) -> list[Key]:
    """Those that the undone import met as the earlier one left them: it raised their version by one, and nobody else wrote of
    them in between."""
    met = [key for key, entry in mine.items() if key in changed and _left_at(entry) == changed[key].version - 1]
    between = Counter(
        (label, pk)
        for label, pks in _by_label(met).items()
        for pk, event in _events(label, pks, earlier.last_event or 0)
        if mine[label, pk].event < event <= (undone.last_event or 0)
    )
    return [key for key in met if between[key] <= 1]


def _as_of_now(entries: dict[Key, Touched]) -> dict[Key, Touched]:
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    versions = {label: _versions(label, pks) for label, pks in _by_label(entries).items()}
    return {key: replace(entry, now=versions[key[0]][key[1]], event=last) for key, entry in entries.items()}


def _by_label(keys: Collection[Key]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for label, pk in keys:
        found[label].append(pk)
    return found
