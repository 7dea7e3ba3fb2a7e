"""Notes ("kurzer Dienstweg"). The trail keeps that there was one, never what it says."""

from __future__ import annotations

from django.db import transaction

from verbindlich.base.common.lock import claim
from verbindlich.domain.actors.models import Note
from verbindlich.office.accounts.models import User
from verbindlich.office.trail.actions import record


@transaction.atomic
def save_note(*, user: User | None, note: Note, version: int | None = None) -> Note:
    """Create, or change if `note` has a pk; who wrote it first stays its author. Raises StaleSave, Note.DoesNotExist."""
    before = None
    if note.pk:
        stored = claim(Note, note.pk, version or 0)
        before, note.version, note.author = stored.as_state(), stored.version, stored.author
    else:
        note.author = user
    note.save()
    record(user=user, verb="edit" if before else "create", obj=note, municipality=note.municipality, before=before)
    return note


@transaction.atomic
def delete_note(*, user: User | None, note: Note) -> None:
    """Gone for good. Nothing to do where somebody was first."""
    stored = Note.objects.select_for_update().filter(pk=note.pk).first()
    if stored:
        before = stored.as_state()
        record(user=user, verb="delete", obj=stored, municipality=stored.municipality, before=before, deleted=True)
        stored.delete()
