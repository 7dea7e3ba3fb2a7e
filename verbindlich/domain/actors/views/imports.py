"""An address list out of an office's own file: upload, look, confirm, and the way back (office/imports/views.py)."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from verbindlich.domain.actors.importing import wording
from verbindlich.domain.actors.importing.handler import KIND
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles
from verbindlich.office.imports import views
from verbindlich.office.imports.forms import UploadForm
from verbindlich.office.imports.uploads import Busy, read_data

SAMPLE = Path(__file__).parents[1] / "importing/data/beispieladressen.xlsx"
SAMPLE_NAME = "Adressliste Netzwerk Integration.xlsx"
MOST_CELLS = 250_000  # some 10,000 contacts with twenty columns; measures have more to compare


class ContactsForm(UploadForm):
    most_cells = MOST_CELLS
    formats = _("Excel (.xlsx), OpenDocument (.ods), CSV oder Visitenkarten (.vcf), bis 25 MB.")


ROOM = views.Room("actors", KIND, wording.planned, wording.done, ContactsForm)


@roles(Role.STEUERUNG)
def import_list(request: TenantRequest) -> HttpResponse:
    return views.import_list(request, ROOM)


@roles(Role.STEUERUNG)
def import_create(request: TenantRequest) -> HttpResponse:
    return views.import_create(request, ROOM)


@require_POST
@roles(Role.STEUERUNG)
def import_sample(request: TenantRequest) -> HttpResponse:
    """The sample address list, in the demo: from here on a file like any other."""
    if not request.municipality.is_demo:
        raise Http404
    try:
        return views.start(request, ROOM, read_data(SAMPLE.read_bytes(), SAMPLE_NAME))
    except Busy as busy:
        messages.warning(request, str(busy))
        return redirect("actors:import-create", request.municipality.slug)


@roles(Role.STEUERUNG)
def import_detail(request: TenantRequest, pk: int) -> HttpResponse:
    return views.import_detail(request, ROOM, pk)


@roles(Role.STEUERUNG)
def import_mapping(request: TenantRequest, pk: int) -> HttpResponse:
    return views.import_mapping(request, ROOM, pk)


@require_POST
@roles(Role.STEUERUNG)
def import_apply(request: TenantRequest, pk: int) -> HttpResponse:
    return views.import_apply(request, ROOM, pk)


@require_POST
@roles(Role.STEUERUNG)
def import_undo(request: TenantRequest, pk: int) -> HttpResponse:
    return views.import_undo(request, ROOM, pk)


@require_POST
@roles(Role.STEUERUNG)
def import_discard(request: TenantRequest, pk: int) -> HttpResponse:
    return views.import_discard(request, ROOM, pk)
