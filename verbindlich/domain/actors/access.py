"""Fetching is authorising: what a request may see and change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from verbindlich.base.common.forms import LONGEST_ID
from verbindlich.domain.actors.duplicates import APART, PERSONS
from verbindlich.domain.actors.models import (
    Affiliation,
    Agreement,
    Consent,
    Merge,
    Network,
    NetworkMember,
    Note,
    Organisation,
    OrganisationAlias,
    Person,
    Position,
    Relation,
    SocialSpace,
    Standard,
    Task,
)
from verbindlich.domain.actors.models.entry import Entry
from verbindlich.domain.actors.network_facts import members_of
from verbindlich.domain.actors.querysets import (
    AgreementQuerySet,
    NetworkQuerySet,
    NoteQuerySet,
    OrganisationQuerySet,
    PersonQuerySet,
    PositionQuerySet,
)
from verbindlich.domain.actors.spaces import Spaces
from verbindlich.domain.actors.tree import with_those_below
from verbindlich.office.accounts.models import Membership, Role, User
from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.trail.actions import note_refusal
from verbindlich.office.vocab.models import Visibility

E = TypeVar("E", bound=Entry)


def may_edit(request: TenantRequest) -> bool:
    """The directory is kept by the Steuerung; everybody else in the municipality reads it."""
    return request.membership.steers


def organisations_for(request: TenantRequest) -> OrganisationQuerySet:
    """Internal ones are for Steuerung and Fachamt alone."""
    own: OrganisationQuerySet = Organisation.objects.of(request.municipality)
    return own if works_inside(request) else own.exclude(visibility=Visibility.INTERNAL)


def may_tell(request: TenantRequest, organisation: Organisation) -> bool:
    """Whether another row may name an organisation of the municipality to this reader; measures and strategies may in any case."""
    return works_inside(request) or not organisation.internal


def may_open(request: TenantRequest, organisation: Organisation) -> bool:
    """Whether this reader may follow a link to the page of an organisation of the municipality."""
    return organisation.deleted_at is None and may_tell(request, organisation)


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
        cached = with_those_below((pk for pk, _, mine in rows if mine), parents)
        request._own_organisations = cached  # type: ignore[attr-defined]
    return cached


def works_inside(request: TenantRequest) -> bool:
    """Steuerung and Fachamt: who does the work, and sees whom to ask."""
    return request.membership.role in (Role.STEUERUNG, Role.FACHAMT)


def persons_for(request: TenantRequest) -> PersonQuerySet:
    """Key persons, and whoever else is protected, are the Steuerung's alone."""
    if not works_inside(request):
        raise PermissionDenied
    found: PersonQuerySet = Person.objects.of(request.municipality).shown(steers=may_edit(request))
    return found.select_related("organisation")


def person_for(request: TenantRequest, pk: int, *, edit: bool = False) -> Person:
    found: Person = get_object_or_404(persons_for(request), pk=pk)
    if edit and not may_edit(request):
        raise PermissionDenied
    return found


def consents_for(request: TenantRequest) -> QuerySet[Consent]:
    """The Steuerung writes down who agreed to what, and who took it back."""
    if not may_edit(request):
        raise PermissionDenied
    return Consent.objects.filter(municipality=request.municipality).select_related("person__municipality")


def notes_for(request: TenantRequest) -> NoteQuerySet:
    """Each with `may_edit`: the Steuerung changes every note, others their own."""
    if not works_inside(request):
        raise PermissionDenied
    found: NoteQuerySet = Note.objects.of(request.municipality).shown(steers=may_edit(request), user=request.user)
    return found.select_related("person", "organisation", "author")


def note_for(request: TenantRequest, pk: int) -> Note:
    """A note that this person may change."""
    found: Note = get_object_or_404(notes_for(request), pk=pk)
    if not found.may_edit:
        raise PermissionDenied
    return found


def exported_persons(request: TenantRequest, what: str) -> PersonQuerySet:
    """For a file: the Steuerung's alone. Whoever else asks is refused, and that is noted under `what`."""
    if not may_edit(request):
        note_refusal(user=request.user, municipality=request.municipality, what=what)
        raise PermissionDenied
    return persons_for(request)


def aliases_for(request: TenantRequest) -> QuerySet[OrganisationAlias]:
    return OrganisationAlias.objects.filter(municipality=request.municipality).select_related("organisation")


def relation_for(request: TenantRequest, pk: int) -> Relation:
    """A relation that the Steuerung takes away."""
    rows = Relation.objects.filter(municipality=request.municipality).select_related("municipality")
    found: Relation = get_object_or_404(rows, pk=pk)
    if not may_edit(request):
        raise PermissionDenied
    return found


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


def entry_for(request: TenantRequest, model: type[E], pk: int, *, edit: bool = False) -> E:
    """An entry that every member reads and the Steuerung changes."""
    found: E = get_object_or_404(model.objects.of(request.municipality).select_related("municipality"), pk=pk)
    if edit and not may_edit(request):
        raise PermissionDenied
    return found


def deleted_entry_for(request: TenantRequest, model: type[E], pk: int) -> E:
    found: E = get_object_or_404(model.objects.deleted_of(request.municipality).select_related("municipality"), pk=pk)
    if not may_edit(request):
        raise PermissionDenied
    return found


def undoable_entry(request: TenantRequest, model: type[E]) -> E | None:
    """The entry whose deletion the address names (`?geloescht=`) and this reader may take back."""
    pk = request.GET.get("geloescht", "")
    if not (may_edit(request) and pk.isdecimal()):
        return None
    found: E | None = model.objects.deleted_of(request.municipality).filter(pk=pk[:18]).first()
    return found


def networks_for(request: TenantRequest) -> NetworkQuerySet:
    found: NetworkQuerySet = Network.objects.of(request.municipality)
    return found


def network_for(request: TenantRequest, pk: int) -> Network:
    """With who leads it."""
    found: Network = get_object_or_404(networks_for(request).select_related("municipality", "lead"), pk=pk)
    return found


def members_for(request: TenantRequest, network: Network) -> list[NetworkMember]:
    """Who takes part and who did, as far as this reader may see the organisation. One query."""
    return list(members_of(network).filter(organisation__in=organisations_for(request)))


def member_for(request: TenantRequest, pk: int) -> NetworkMember:
    """A membership that the Steuerung changes."""
    rows = NetworkMember.objects.filter(network__in=networks_for(request)).select_related(
        "network__municipality", "organisation"
    )
    found: NetworkMember = get_object_or_404(rows, pk=pk)
    if not may_edit(request):
        raise PermissionDenied
    return found


def persons_named(request: TenantRequest, ids: Iterable[int | None]) -> dict[int, Person]:
    """Of these persons those whose names this reader may see, by number; one query, none for who sees nobody."""
    wanted = {pk for pk in ids if pk}
    if not wanted or not works_inside(request):
        return {}
    return {person.pk: person for person in persons_for(request).filter(pk__in=wanted)}


def agreements_for(request: TenantRequest) -> AgreementQuerySet:
    found: AgreementQuerySet = Agreement.objects.of(request.municipality)
    return found


def agreement_for(request: TenantRequest, pk: int) -> Agreement:
    """With its network."""
    found: Agreement = get_object_or_404(agreements_for(request).select_related("municipality", "network"), pk=pk)
    return found


def standard_for(request: TenantRequest, pk: int) -> Standard:
    """A standard that the Steuerung changes and looks at."""
    rows = Standard.objects.filter(agreement__in=agreements_for(request)).select_related("agreement__municipality")
    found: Standard = get_object_or_404(rows, pk=pk)
    if not may_edit(request):
        raise PermissionDenied
    return found


def positions_for(request: TenantRequest) -> PositionQuerySet:
    """With what stands beside each; who holds one is told by `name_holders` alone."""
    found: PositionQuerySet = Position.objects.of(request.municipality).seen(timezone.localdate())
    return found.select_related("kind", "unit", "holder", "substitute")


def position_for(request: TenantRequest, pk: int) -> Position:
    found: Position = get_object_or_404(positions_for(request).select_related("municipality"), pk=pk)
    return name_holders(request, [found])[0]


def may_name(request: TenantRequest, person: Person) -> bool:
    """Whether this reader may learn who it is, as `persons_for` says of many."""
    return may_edit(request) or (works_inside(request) and person.visibility == Person.Visibility.INSIDE)


def name_holders(request: TenantRequest, positions: Iterable[Position]) -> list[Position]:
    """The positions with the names of holder, substitute and unit that this reader may know; no query."""
    found = list(positions)
    for position in found:
        position.holder_name = _name(request, position.holder)
        position.substitute_name = _name(request, position.substitute)
        position.unit_name = position.unit.name if position.unit and may_open(request, position.unit) else ""
    return found


def _name(request: TenantRequest, person: Person | None) -> str:
    return person.name if person and may_name(request, person) else ""


def tasks_for(request: TenantRequest) -> QuerySet[Task]:
    """The municipality's register of tasks."""
    return Task.objects.of(request.municipality)


def task_for(request: TenantRequest, pk: int) -> Task:
    """A task that the Steuerung takes out of the register."""
    found: Task = get_object_or_404(tasks_for(request), pk=pk)
    if not may_edit(request):
        raise PermissionDenied
    return found


def spaces_of(request: TenantRequest) -> Spaces:
    """Every member of the municipality sees its spaces; asked once per request, one query."""
    cached: Spaces | None = getattr(request, "_spaces", None)
    if cached is None:
        cached = Spaces.of(request.municipality)
        request._spaces = cached  # type: ignore[attr-defined]
    return cached


def space_for(request: TenantRequest, pk: int, *, edit: bool = False) -> SocialSpace:
    found = spaces_of(request).rows.get(pk)
    if found is None:
        raise Http404
    if edit and not may_edit(request):
        raise PermissionDenied
    return found


def organisations_in(request: TenantRequest, spaces: Iterable[int]) -> QuerySet[Any]:
    """Which organisation is in which of these spaces, as pairs of ids, as far as this reader may see the organisation."""
    seen = organisations_for(request).order_by().values("pk")
    rows = Organisation.spaces.through.objects.filter(socialspace__in=spaces, organisation__in=seen)
    return rows.values_list("socialspace", "organisation")


def duplicates_for(request: TenantRequest, sort: str) -> QuerySet[Any]:
    """Organisations or persons that the Steuerung may merge (`sort`: as in duplicates.py)."""
    if not may_edit(request):
        raise PermissionDenied
    return persons_for(request) if sort == PERSONS else organisations_for(request).select_related("parent")


def duplicate_for(request: TenantRequest, sort: str, given: str) -> Any:
    """One of them by the number that an address gives; 404 for what is none."""
    if not (given.isascii() and given.isdigit() and len(given) <= LONGEST_ID):
        raise Http404
    return get_object_or_404(duplicates_for(request, sort), pk=given)


def apart_for(request: TenantRequest, sort: str) -> QuerySet[Any]:
    """Pairs that people said are two."""
    if not may_edit(request):
        raise PermissionDenied
    found: QuerySet[Any] = APART[sort].objects.filter(municipality=request.municipality)
    return found.filter(one__deleted_at=None, other__deleted_at=None) if sort != PERSONS else found


def merges_for(request: TenantRequest) -> QuerySet[Merge]:
    if not may_edit(request):
        raise PermissionDenied
    found: QuerySet[Merge] = Merge.objects.of(request.municipality)
    return found
