"""A note about a measure."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verbindlich.domain.actors.forms.note import NoteForm
from verbindlich.domain.actors.models import Note
from verbindlich.domain.concepts import access
from verbindlich.domain.concepts.noting import note_measure
from verbindlich.office.accounts.tenancy import TenantRequest


@require_POST
def note_create(request: TenantRequest, pk: int) -> HttpResponse:
    """The short form stands on the measure's page."""
    measure = access.measure_for(request, pk, edit=True)
    form = NoteForm(request.POST, instance=Note(municipality=request.municipality))
    back = reverse("concepts:measure-detail", args=[request.municipality.slug, pk]) + "#notizen"
    if form.is_valid():
        note_measure(user=request.user, measure=measure, note=form.save(commit=False))
        messages.success(request, _("Die Notiz ist gespeichert."))
        return redirect(back)
    context = {"form": form, "object": measure, "back": back}
    return render(request, "concepts/note_form.html", context, status=422)
