"""Fetching is authorising: what a request may see and change."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404

from verbindlich.domain.actors.models import Affiliation, Organisation, OrganisationAlias, Person
from verbindlich.domain.actors.querysets import OrganisationQuerySet, PersonQuerySet
from verbindlich.office.accounts.models import Membership, Role, User
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


def own_organisations(request: TenantRequest) -> frozenset[int]:
    """Ids of the organisations that this account works for, and of all below them; asked once per request, one query."""
    cached: frozenset[int] | None = getattr(request, "_own_organisations", None)
    if cached is None:
        works = Affiliation.objects.filter(
            user=request.user, municipality=request.municipality, organisation=OuterRef("pk")
        )
        rows = list(organisations_for(request).order_by().values_list("pk", "parent", Exists(works)))
        parents = {pk: parent for pk, parent, _ in rows}
        cached = with_those_below({pk for pk, _, mine in rows if mine}, parents)
        request._own_organisations = cached  # type: ignore[attr-defined]
    return cached


def with_those_below(ids: set[int], parents: dict[int, int | None]) -> frozenset[int]:
    """`parents`: of each organisation, what it belongs to."""
    found, fresh = set(ids), set(ids)
    while fresh:
        fresh = {pk for pk, parent in parents.items() if parent in fresh} - found
        found |= fresh
    return frozenset(found)


def works_inside(request: TenantRequest) -> bool:
    """Steuerung and Fachamt: who does the work, and sees whom to ask."""
    return request.membership.role in (Role.STEUERUNG, Role.FACHAMT)


def persons_for(request: TenantRequest) -> PersonQuerySet:
    if not works_inside(request):
        raise PermissionDenied
    found: PersonQuerySet = Person.objects.of(request.municipality).select_related("organisation")
    return found


def person_for(request: TenantRequest, pk: int, *, edit: bool = False) -> Person:
    found: Person = get_object_or_404(persons_for(request), pk=pk)
    if edit and not may_edit(request):
        raise PermissionDenied
    return found


def aliases_for(request: TenantRequest) -> QuerySet[OrganisationAlias]:
    return OrganisationAlias.objects.filter(municipality=request.municipality).select_related("organisation")


def affiliations_for(request: TenantRequest) -> QuerySet[Affiliation]:
    """Who works for whom: the Steuerung's to see and to decide."""
    if not may_edit(request):
        raise PermissionDenied
    return Affiliation.objects.filter(municipality=request.municipality).select_related("organisation", "user")


def accounts_for(request: TenantRequest, organisation: Organisation) -> QuerySet[User]:
    """The accounts of departments that do not work for the organisation yet."""
    members = Membership.objects.of(request.municipality).filter(role=Role.FACHAMT).values("user")
    there = Affiliation.objects.filter(organisation=organisation).values("user")
    return User.objects.filter(pk__in=members, is_active=True).exclude(pk__in=there).order_by("name")
