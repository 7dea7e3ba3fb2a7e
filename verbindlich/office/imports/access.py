"""Fetching is authorising: imports are the Steuerung's."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.imports.models import Import
from verbindlich.office.imports.querysets import ImportQuerySet


def imports_for(request: TenantRequest, kind: str) -> ImportQuerySet:
    if not request.membership.steers:
        raise PermissionDenied
    found: ImportQuerySet = Import.objects.of(request.municipality, kind)
    return found


def import_for(request: TenantRequest, kind: str, pk: int) -> Import:
    found: Import = get_object_or_404(imports_for(request, kind).select_related("municipality", "user"), pk=pk)
    return found


def same_file(request: TenantRequest, imported: Import) -> Import | None:
    """When this very file was taken over before, and not undone."""
    found: Import | None = (
        imports_for(request, imported.kind)
        .filter(sha256=imported.sha256, state=Import.State.APPLIED)
        .exclude(pk=imported.pk)
        .for_list()
        .first()
    )
    return found
