"""The steps of an import. Each is all or nothing; what a file says is worked out before the transaction begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from verbindlich.base.common.lock import StaleSave, claim
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.imports import mapping
from verbindlich.office.imports.handlers import Handler, Touched, handler_for
from verbindlich.office.imports.models import Import
from verbindlich.office.imports.plan import Ledger, Plan, overtaken, plan_from
from verbindlich.office.imports.untouched import changed_since, hand_back
from verbindlich.office.imports.uploads import Upload, packed, unpacked
from verbindlich.office.trail.models import Event

KEPT_DAYS = 30  # an import that nobody confirmed, and the way back of one that was applied


class Overtaken(Exception):
    """Rows would now do something else than people saw; the plan was made anew and shows which."""


class Closed(Exception):
    """The import is no longer waiting, or not to be undone: somebody was first. `imported` as it is now."""

    def __init__(self, imported: Import) -> None:
        super().__init__(imported.state)
        self.imported = imported


class NotUntouched(Exception):
    """Undoing is refused. `names`: the rows that were changed since, or that others depend on."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(f"{len(names)} rows")
        self.names = names


def start(*, user: User, municipality: Municipality, kind: str, upload: Upload) -> Import:
    """An upload becomes an import with a plan. Forgets what old imports need no more."""
    handler = handler_for(kind)
    reading = handler.read(upload.source, mapping.words_of(municipality, kind))
    with transaction.atomic():
        forget_old(municipality)
        new = Import(
            municipality=municipality, user=user, kind=kind, file_name=upload.file_name, sha256=upload.sha256,
            rows=packed(upload.source),
        )  # fmt: skip
        return _planned(new, handler.prepare(municipality, reading, {}).plan)


def _planned(imported: Import, plan: Plan) -> Import:
    keys = {row.key for row in plan.rows}
    imported.plan = plan.as_json()
    imported.left_out = [key for key in imported.left_out if key in keys]
    imported.state = Import.State.PLANNED if plan.rows else Import.State.UPLOADED
    imported.save()
    return imported


def _read(imported: Import, handler: Handler) -> Any:
    source = unpacked(imported.file_name, bytes(imported.rows))
    return handler.read(source, mapping.words_of(imported.municipality, imported.kind))


def _claimed(imported: Import, version: int) -> Import:
    """Raises StaleSave, Closed."""
    try:
        found = claim(Import, imported.pk, version)
    except StaleSave as stale:
        if not stale.current.open:  # type: ignore[attr-defined]
            raise Closed(stale.current) from None  # type: ignore[arg-type]
        raise
    if not found.open:
        raise Closed(found)
    found.municipality = imported.municipality
    return found


def correct(*, imported: Import, version: int, words: Mapping[str, str | None]) -> Import:
    """Headers → what they mean; None: forget it and recognise by oneself. Remembered for later files. Raises StaleSave, Closed."""
    if not imported.open:
        raise Closed(imported)
    handler = handler_for(imported.kind)
    with transaction.atomic():
        mapping.remember(imported.municipality, imported.kind, words)
        reading = _read(imported, handler)
        found = _claimed(imported, version)
        return _planned(found, handler.prepare(found.municipality, reading, found.answers).plan)


def decide(
    *, imported: Import, version: int, answers: Mapping[str, str], left_out: Iterable[str], shown: Iterable[str] = ()
) -> Import:
    """What people decided: answers to questions, rows to leave out of those that were `shown`. Plans anew where an answer
    changed. Raises StaleSave, Closed, ValidationError."""
    if not imported.open:
        raise Closed(imported)
    handler, changed = handler_for(imported.kind), _changed_answers(imported, answers)
    reading = _read(imported, handler) if changed else None
    with transaction.atomic():
        found = _claimed(imported, version)
        found.answers.update(changed)
        found.left_out = sorted((set(found.left_out) - set(shown)) | set(left_out))
        if changed:
            return _planned(found, handler.prepare(found.municipality, reading, found.answers).plan)
        return _planned(found, plan_from(found.plan))


def _changed_answers(imported: Import, answers: Mapping[str, str]) -> dict[str, str]:
    known = {question.key: question for question in plan_from(imported.plan).every_question()}
    for key, value in answers.items():
        if key not in known or value not in {"", *(option.value for option in known[key].options)}:
            raise ValidationError(_("Eine Antwort passt nicht zu ihrer Frage. Bitte die Seite neu laden."))
    return {key: value for key, value in answers.items() if value != known[key].answer}


def apply(*, user: User, imported: Import, version: int) -> Import:
    """Carry out the plan that people saw. Raises Overtaken where it would do something else by now; nothing is changed then.
    Raises StaleSave, Closed."""
    if not imported.open:
        raise Closed(imported)
    handler = handler_for(imported.kind)
    reading = _read(imported, handler)
    with transaction.atomic():
        found = _claimed(imported, version)
        prepared = handler.prepare(found.municipality, reading, found.answers)
        late = [key for key in overtaken(plan_from(found.plan), prepared.plan) if key not in found.left_out]
        if late:
            doing = {row.key for row in prepared.plan.rows if row.action in ("create", "update")}
            found.left_out = [*found.left_out, *(key for key in late if key in doing)]
            _planned(found, prepared.plan.marked(late))
        else:
            left_out = frozenset(found.left_out)
            touched = prepared.apply(user=user, skip=left_out)
            _applied(found, user, _result(prepared.plan, prepared.ledger(left_out), touched, left_out), touched)
    if late:
        raise Overtaken
    return found


def _applied(imported: Import, user: User, result: dict[str, Any], touched: Sequence[Touched]) -> None:
    """From now on only counts, places and the way back are kept."""
    imported.result = result
    imported.touched = [entry.as_json() for entry in touched]
    imported.undoable = bool(touched)
    imported.last_event = Event.objects.of(imported.municipality).order_by("-pk").values_list("pk", flat=True).first()
    imported.user = user
    _finish(imported, Import.State.APPLIED)


def _result(plan: Plan, ledger: Ledger, touched: Sequence[Touched], left_out: Collection[str]) -> dict[str, Any]:
    """Counts by kind, and where those cells stand that were not taken over, without what they say."""
    done: dict[str, dict[str, int]] = defaultdict(lambda: {"create": 0, "update": 0})
    for entry in touched:
        done[entry.model]["create" if entry.before is None else "update"] += 1
    return {
        "done": done,
        "unchanged": len(plan.of("unchanged")),
        "left_out": sum(row.key in left_out for row in plan.rows),
        "undecided": len(plan.of("ask")) + len(plan.of("problem")),
        "mapped": ledger.mapped,
        "remarks": ledger.remarks,
        "not_taken": ledger.not_taken,
        "cells": [[notice.where, notice.text] for notice in ledger.not_taken_cells],
    }


def _finish(imported: Import, state: Import.State) -> None:
    imported.rows, imported.plan, imported.answers, imported.left_out = b"", {}, {}, []
    imported.state, imported.finished_at = state, timezone.now()
    imported.save()


@transaction.atomic
def discard(*, imported: Import) -> None:
    """What was read is forgotten. Nothing to do where it is no longer waiting."""
    found = Import.objects.select_for_update().get(pk=imported.pk)
    if found.open:
        found.version += 1
        _finish(found, Import.State.DISCARDED)


@transaction.atomic
def undo(*, user: User, imported: Import) -> None:
    """Everything back as it was before the import, in one step. Raises NotUntouched, Closed."""
    found = Import.objects.select_for_update().get(pk=imported.pk)
    if found.state != Import.State.APPLIED or not found.undoable:
        raise Closed(found)
    found.municipality = imported.municipality
    touched = [Touched(**entry) for entry in found.touched]
    handler = handler_for(found.kind)
    names = [*changed_since(found, touched), *handler.hindrances(found.municipality, touched)]
    if names:
        raise NotUntouched(names)
    handler.undo(user=user, municipality=found.municipality, touched=touched)
    hand_back(found, touched)
    found.touched, found.undoable, found.version = [], False, found.version + 1
    _finish(found, Import.State.UNDONE)


def forget_old(municipality: Municipality) -> None:
    """Discards what nobody confirmed, and forgets the way back of what was applied, after `KEPT_DAYS`. Two queries."""
    day = timezone.now() - timedelta(days=KEPT_DAYS)
    every = Import.objects.filter(municipality=municipality)
    every.filter(state__in=Import.OPEN, created_at__lt=day).update(
        state=Import.State.DISCARDED, rows=b"", plan={}, answers={}, left_out=[], finished_at=timezone.now()
    )
    every.filter(state=Import.State.APPLIED, undoable=True, finished_at__lt=day).update(touched=[], undoable=False)
