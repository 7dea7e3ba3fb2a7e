"""Fetching is authorising: a file is its owner's. Who may see that may see the file, who may change that may add and remove files."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.files.models import StoredFile
from verbindlich.office.files.owners import Owner, by_kind, by_model


def owner_for(request: TenantRequest, kind: str, pk: int) -> tuple[Owner, Any]:
    """Somebody who may hang a file on it."""
    return _fetched(request, by_kind(kind), pk, edit=True)


def file_for(request: TenantRequest, pk: int, *, edit: bool = False) -> tuple[StoredFile, Owner, Any]:
    found: StoredFile = get_object_or_404(StoredFile.objects.of(request.municipality), pk=pk)
    found.municipality = request.municipality
    return found, *_fetched(request, by_model(found.model), found.object_id, edit=edit)


def _fetched(request: TenantRequest, owner: Owner | None, pk: int, *, edit: bool) -> tuple[Owner, Any]:
    if owner is None or not request.municipality.has_room(owner.model._meta.app_label):
        raise Http404
    return owner, owner.fetch(request, pk, edit=edit)
