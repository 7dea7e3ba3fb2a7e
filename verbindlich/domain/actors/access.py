"""Fetching is authorising: what a request may see and change."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from verbindlich.domain.actors.models import Organisation
from verbindlich.domain.actors.querysets import OrganisationQuerySet
from verbindlich.office.accounts.tenancy import TenantRequest


def may_edit(request: TenantRequest) -> bool:
    """The directory is kept by the Steuerung; everybody else in the municipality reads it."""
    return request.membership.steers


def organisations_for(request: TenantRequest) -> OrganisationQuerySet:
    return Organisation.objects.of(request.municipality)


def organisation_for(request: TenantRequest, pk: int, *, edit: bool = False) -> Organisation:
    found: Organisation = get_object_or_404(organisations_for(request).select_related("parent", "municipality"), pk=pk)
    if edit and not may_edit(request):
        raise PermissionDenied
    return found


def deleted_organisation_for(request: TenantRequest, pk: int) -> Organisation:
    found: Organisation = get_object_or_404(
        Organisation.objects.deleted_of(request.municipality).select_related("parent", "municipality"), pk=pk
    )
    if not may_edit(request):
        raise PermissionDenied
    return found
