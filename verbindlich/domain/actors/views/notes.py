"""Notes in fifteen seconds, on the page of what they are about; and all of them in a list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verbindlich.base.common.listing import Column, Listing
from verbindlich.base.common.lock import StaleSave, conflict
from verbindlich.domain.actors import access, actions
from verbindlich.domain.actors.forms.note import NoteFilter, NoteForm, PlacedNoteForm
from verbindlich.domain.actors.models import Note, Organisation, Person
from verbindlich.domain.actors.querysets import NoteQuerySet
from verbindlich.office.accounts.tenancy import TenantRequest

SHOWN = 5  # on the page of what they are about
COLUMNS = (
    Column("tag", gettext_lazy("am"), ("day",)),
    Column("mit", gettext_lazy("mit"), ("person__sort_key", "day")),
    Column("wer", gettext_lazy("von"), ("author__name", "day")),
)
NEWEST_FIRST = "-tag"


def note_context(request: TenantRequest, person: Person) -> dict[str, Any]:
    """What actors/note_panel.html needs on a person's page. One query."""
    notes = list(access.notes_for(request).filter(person=person)[: SHOWN + 1])
    return {"notes": notes[:SHOWN], "note_form": short_form(request, person, every=len(notes) > SHOWN)}


def short_form(request: TenantRequest, about: Person | Organisation, *, every: bool) -> NoteForm | None:
    """The short form on the page of a person or an organisation, with a link to `every` note about it; None for who may not write.
    No query."""
    if not access.works_inside(request):
        return None
    named, slug = f"?{about._meta.model_name}={about.pk}", request.municipality.slug
    more = reverse("actors:note-list", args=[slug]) + named if every else ""
    return NoteForm(action=reverse("actors:note-create", args=[slug]) + named, every=more)


def note_list(request: TenantRequest) -> HttpResponse:
    every = access.notes_for(request)
    filters = NoteFilter(request.GET, _named(every, "person"), _named(every, "organisation"))
    listing = Listing(request, filters.apply(every), COLUMNS, NEWEST_FIRST)
    context = {"filters": filters, "listing": listing, "page": listing.page()}
    template = "actors/note_list.html"
    return render(request, template + "#results" if request.htmx else template, context)  # type: ignore[attr-defined]


def _named(notes: NoteQuerySet, name: str) -> list[tuple[str, str]]:
    """Persons or organisations with notes; one query."""
    rows = notes.filter(**{f"{name}__isnull": False}).order_by(f"{name}__sort_key", name)
    return [(str(pk), word) for pk, word in rows.values_list(name, f"{name}__name").distinct()]


def note_create(request: TenantRequest) -> HttpResponse:
    """`?person=` or `?organisation=` says what it is about; without them the form asks."""
    if not access.works_inside(request):
        raise PermissionDenied
    persons, organisations = access.persons_for(request), access.organisations_for(request)
    person, organisation = _given(request, persons, "person"), _given(request, organisations, "organisation")
    note = Note(municipality=request.municipality, person=person, organisation=organisation)
    if person or organisation:
        return _note_form(request, note, NoteForm(request.POST or None, instance=note))
    form = PlacedNoteForm(request.POST or None, instance=note, persons=persons, organisations=organisations)
    return _note_form(request, note, form)


def _given(request: TenantRequest, rows: Any, name: str) -> Any:
    pk = request.GET.get(name, "")
    return rows.filter(pk=pk[:18]).first() if pk.isdecimal() else None


def note_edit(request: TenantRequest, pk: int) -> HttpResponse:
    note = access.note_for(request, pk)
    return _note_form(request, note, NoteForm(request.POST or None, instance=note))


def _note_form(request: TenantRequest, note: Note, form: NoteForm) -> HttpResponse:
    if form.is_valid():
        version = form.version if note.pk else None
        try:
            saved = actions.save_note(user=request.user, note=form.save(commit=False), version=version)
        except StaleSave as stale:
            return conflict(request, form, stale.current, back_to(request, note))
        messages.success(request, _("Die Notiz ist gespeichert."))
        return redirect(back_to(request, saved))
    context = {"form": form, "object": note, "back": back_to(request, note)}
    return render(request, "actors/note_form.html", context, status=422 if form.is_bound else 200)


def back_to(request: TenantRequest, note: Note) -> str:
    """The notes of what it is about, or all notes."""
    slug = request.municipality.slug
    if note.person_id:
        return reverse("actors:person-detail", args=[slug, note.person_id]) + "#notizen"
    if note.organisation_id and note.organisation and note.organisation.deleted_at is None:
        return reverse("actors:organisation-detail", args=[slug, note.organisation_id]) + "#notizen"
    return reverse("actors:note-list", args=[slug])


def note_delete(request: TenantRequest, pk: int) -> HttpResponse:
    """Asked before, because nothing brings it back."""
    note = access.note_for(request, pk)
    back = back_to(request, note)
    if request.method == "POST":
        actions.delete_note(user=request.user, note=note)
        messages.success(request, _("Die Notiz ist gelöscht."))
        return redirect(back)
    return render(request, "actors/note_delete.html", {"object": note, "back": back})
