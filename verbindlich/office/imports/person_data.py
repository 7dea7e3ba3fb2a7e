"""What imports hold about a contact person: rows that wait, and the way back of what was taken over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verbindlich.base.calc.traces import Traces
from verbindlich.base.common.slots import PersonData
from verbindlich.office.imports.models import Import
from verbindlich.office.imports.uploads import unpacked

CONTENT = ("rows", "plan", "answers", "left_out", "touched")


def person_data() -> Iterator[PersonData]:
    yield PersonData(gettext_lazy("Übernahmen aus Dateien"), export, erase)


def holding(person: Any) -> list[Import]:
    """Those that hold the person, or the name or address in any stored text. One query: what old imports held is forgotten
    already."""
    traces, label = Traces.of(person), person._meta.label_lower
    known = Import.objects.filter(municipality=person.municipality).exclude(rows=b"", touched=[])
    return [one for one in known if _touches(one, label, person.pk) or _tells(one, traces)]


def _touches(imported: Import, label: str, pk: int) -> bool:
    return any((entry["model"], entry["pk"]) == (label, pk) for entry in imported.touched)


def _tells(imported: Import, traces: Traces) -> bool:
    stored = [imported.file_name, *(getattr(imported, name) for name in CONTENT if name != "rows")]
    return any(map(traces.within, stored)) or any(traces.within(row) or traces.apart(row) for row in _rows(imported))


def _rows(imported: Import) -> Iterator[str]:
    """The file's rows and paragraphs as texts."""
    if imported.rows:
        source = unpacked(imported.file_name, bytes(imported.rows))
        yield from (paragraph.text for paragraph in source.paragraphs)
        for table in source.tables:
            rows: dict[int, list[str]] = defaultdict(list)
            for cell in table.cells:
                rows[cell.row].append(cell.text)
            yield from map(" ".join, rows.values())


def export(person: Any) -> Sequence[dict[str, Any]]:
    return [
        {_("Datei"): one.file_name, _("vom"): one.created_at, _("Stand"): one.get_state_display()}
        for one in holding(person)
    ]


def erase(person: Any) -> None:
    """What waits is discarded; what was taken over stays so, and cannot be taken back any more. Two queries, one where nothing
    holds the person."""
    traces, found = Traces.of(person), holding(person)
    for one in found:
        one.rows, one.plan, one.answers, one.left_out, one.touched, one.undoable = b"", {}, {}, [], [], False
        one.file_name = traces.without(one.file_name)
        one.version += 1
        if one.open:
            one.state, one.finished_at = Import.State.DISCARDED, timezone.now()
    names = [*CONTENT, "undoable", "file_name", "version", "state", "finished_at"]
    Import.objects.bulk_update(found, names)
