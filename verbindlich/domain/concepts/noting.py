"""Notes about a measure: the verb, and the panel on the measure's page for those who may edit it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.urls import reverse

from verbindlich.base.common.slots import Panel
from verbindlich.domain.actors.actions import save_note
from verbindlich.domain.actors.forms.note import NoteForm
from verbindlich.domain.actors.models import Note
from verbindlich.domain.concepts.access import may_edit, steers
from verbindlich.domain.concepts.models import Measure, MeasureNote
from verbindlich.office.accounts.models import User
from verbindlich.office.accounts.tenancy import TenantRequest


@transaction.atomic
def note_measure(*, user: User | None, measure: Measure, note: Note) -> Note:
    """A new note that hangs on the measure. The measure itself does not change."""
    saved = save_note(user=user, note=note)
    MeasureNote.objects.create(note=saved, measure=measure)
    return saved


def panels(request: TenantRequest, about: Any) -> Iterator[Panel]:
    """All notes about the measure with the short form. Three queries at most."""
    if isinstance(about, Measure) and may_edit(request, about):
        rows = Note.objects.of(request.municipality).filter(measure_link__measure=about)
        notes = rows.with_right(steers=steers(request), user=request.user).select_related("author")
        action = reverse("concepts:note-create", args=[request.municipality.slug, about.pk])
        yield Panel("concepts/note_panel.html", {"notes": list(notes), "note_form": NoteForm(action=action)})
