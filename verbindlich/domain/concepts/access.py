"""Fetching is authorising: what a request may see and change of the concept.

Steuerung does everything. Fachamt reads what is released and what its own organisations have part in, and edits what they lead.
Beirat and Lesend read what is released.
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from verbindlich.base import profiles
from verbindlich.base.profiles.model import ConceptElement
from verbindlich.domain.actors.access import own_organisations, persons_for, works_inside
from verbindlich.domain.actors.models import Network
from verbindlich.domain.concepts.models import (
    Concept,
    FieldOfAction,
    Finding,
    Goal,
    Measure,
    Milestone,
    Need,
    Section,
    Strategy,
    Version,
)
from verbindlich.domain.concepts.models.row import Row
from verbindlich.domain.concepts.querysets import MeasureQuerySet, NeedQuerySet, RowQuerySet, StrategyQuerySet
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.vocab.models import Visibility

CACHE = "_concept"
R = TypeVar("R", FieldOfAction, Goal, Need, Strategy)


# Rules that compare or count measures, internal ones among them: their stored findings would tell of these. A test holds the names.
COMPARING = frozenset(
    ["goal-without-measure", "goal-without-indicator", "duplicate-number", "numbers-start-again", "duplicate-measure",
     "no-measures", "no-strategic-measure", "nothing-for-steering-or-monitoring"]
)  # fmt: skip


def steers(request: TenantRequest) -> bool:
    return request.membership.steers


def sees_remarks(request: TenantRequest) -> bool:
    """Internal remarks never leave Steuerung and Fachamt."""
    return works_inside(request)


def concept_for(request: TenantRequest) -> Concept | None:
    """The one that the municipality has; None before anybody began. Asked once per request."""
    if not hasattr(request, CACHE):
        found = Concept.objects.filter(municipality=request.municipality).first()
        if found:
            found.municipality = request.municipality
        setattr(request, CACHE, found)
    known: Concept | None = getattr(request, CACHE)
    return known


def element_for(request: TenantRequest, element: str, *, edit: bool = False) -> ConceptElement:
    """One of the usual parts of a concept in this state."""
    known = {part.id: part for part in profiles.load(request.municipality.profile).elements}
    if element not in known:
        raise Http404
    if edit and not steers(request):
        raise PermissionDenied
    return known[element]


def section_for(request: TenantRequest, element: ConceptElement) -> Section:
    """Its text; a new one where nobody wrote yet."""
    stored = Section.objects.filter(municipality=request.municipality, element=element.id).first()
    found = stored or Section(element=element.id)
    found.municipality = request.municipality
    return found


def untold(request: TenantRequest) -> frozenset[str]:
    """Rules whose stored findings this reader is not told: they compare or count measures, the internal ones among them."""
    return frozenset() if steers(request) else COMPARING


def findings_for(request: TenantRequest) -> QuerySet[Finding]:
    """What the check found, but for measures that this person must not see and what tells of them."""
    every = Finding.objects.filter(municipality=request.municipality)
    if steers(request):
        return every
    return every.exclude(rule__in=COMPARING).filter(
        Q(measure=None) | Q(measure__in=measures_for(request).order_by().values("pk"))
    )


def rows_for(request: TenantRequest, model: type[R]) -> RowQuerySet:
    found: RowQuerySet = model.objects.of(request.municipality)
    return found


def row_for(request: TenantRequest, model: type[R], pk: int, *, edit: bool = False) -> R:
    """A field, goal, need or strategy: read by every member, changed by Steuerung."""
    found: R = get_object_or_404(rows_for(request, model).select_related("municipality"), pk=pk)
    if edit and not steers(request):
        raise PermissionDenied
    return found


def enters_needs(request: TenantRequest) -> bool:
    """Needs come from practice: Steuerung and Fachamt write them down; the Steuerung answers them."""
    return works_inside(request)


def sees_sources(request: TenantRequest) -> bool:
    """From whom a need comes may point to a person."""
    return works_inside(request)


def may_edit_need(request: TenantRequest, need: Need) -> bool:
    """Whoever may enter needs mends one that still waits; once it is answered, only the Steuerung does."""
    return steers(request) or (enters_needs(request) and not need.answer)


def need_for(request: TenantRequest, pk: int, *, edit: bool = False) -> Need:
    found = row_for(request, Need, pk)
    if edit and not may_edit_need(request, found):
        raise PermissionDenied
    return found


def needs_for(request: TenantRequest, today: date) -> NeedQuerySet:
    """Everybody's to read, each with its waiting time."""
    found: NeedQuerySet = Need.objects.of(request.municipality).with_waiting(today)
    return found


def strategies_for(request: TenantRequest) -> StrategyQuerySet:
    found: StrategyQuerySet = Strategy.objects.of(request.municipality)
    return found


def need_in_list(request: TenantRequest, pk: int, today: date) -> Need:
    """As the list shows it: with its waiting time, and with its measure only where this reader may see that. Two queries."""
    rows = needs_for(request, today).for_list(measures_for(request))
    found: Need = get_object_or_404(rows.select_related("municipality", "goal"), pk=pk)
    return found


def goal_for(request: TenantRequest, pk: int) -> Goal:
    """With the field and the goal above it."""
    found: Goal = get_object_or_404(rows_for(request, Goal).select_related("municipality", "field", "parent"), pk=pk)
    return found


def goals_of(request: TenantRequest, network: Network) -> RowQuerySet:
    """The goals of the concept that a network works for."""
    return rows_for(request, Goal).filter(network_links__network=network)


def named_in_url(request: TenantRequest, model: type[R], name: str) -> R | None:
    """The row that a form's address names for a start; None where there is none or it is another municipality's."""
    found: R | None = _asked_for(request, rows_for(request, model), name)
    return found


def measure_in_url(request: TenantRequest, name: str) -> Measure | None:
    found: Measure | None = _asked_for(request, measures_for(request), name)
    return found


def _asked_for(request: TenantRequest, rows: RowQuerySet, name: str) -> Any:
    given = request.GET.get(name, "")
    return rows.filter(pk=given[:18]).first() if given.isdecimal() else None


def undoable(request: TenantRequest, model: type[Row], name: str = "geloescht") -> Any:
    """The row whose deletion the address names and this reader may take back, or None."""
    return _asked_for(request, model.objects.deleted_of(request.municipality), name) if steers(request) else None


def deleted_row_for(request: TenantRequest, model: type[Row], pk: int) -> Any:
    found = get_object_or_404(model.objects.deleted_of(request.municipality), pk=pk)
    if not steers(request):
        raise PermissionDenied
    return found


def measures_for(request: TenantRequest) -> MeasureQuerySet:
    every: MeasureQuerySet = Measure.objects.of(request.municipality)
    if steers(request):
        return every
    own = own_organisations(request) if request.membership.role == Role.FACHAMT else frozenset()
    if not own:
        return every.released()
    mine = Measure.objects.involving(own).order_by().values("pk")
    found: MeasureQuerySet = every.filter(~Q(visibility=Visibility.INTERNAL) | Q(pk__in=mine))
    return found


def seen_contacts(request: TenantRequest) -> Q:
    """Of the links from measures to contact persons those to persons whose names this reader may see."""
    return Q(person__in=persons_for(request).order_by().values("pk")) if works_inside(request) else Q(pk__in=())


def measure_for(request: TenantRequest, pk: int, *, edit: bool = False) -> Measure:
    rows = measures_for(request).select_related("municipality", "field", "goal__field", "goal__parent")
    found: Measure = get_object_or_404(rows.prefetch_related("bodies__organisation", "milestones"), pk=pk)
    if edit and not may_edit(request, found):
        raise PermissionDenied
    return found


def may_edit(request: TenantRequest, measure: Measure) -> bool:
    if request.membership.role == Role.FACHAMT:
        return any(organisation.pk in own_organisations(request) for organisation in measure.leads)
    return steers(request)


def takes_part(request: TenantRequest, measure: Measure) -> bool:
    """Whether an organisation of this account leads the measure or has its part in it."""
    bodies = {organisation.pk for organisation in (*measure.leads, *measure.partners)}
    return works_inside(request) and not bodies.isdisjoint(own_organisations(request))


def editable_measures_for(request: TenantRequest) -> MeasureQuerySet:
    """Those that a bulk change may touch."""
    if request.membership.role == Role.FACHAMT:
        found: MeasureQuerySet = Measure.objects.of(request.municipality).led_by(own_organisations(request))
        return found
    if not steers(request):
        raise PermissionDenied
    return measures_for(request)


def version_for(request: TenantRequest, pk: int, *, edit: bool = False) -> Version:
    """Drafts and what is in consultation are the work of Steuerung and Fachamt; what was adopted is everybody's."""
    found: Version = get_object_or_404(versions_for(request), pk=pk)
    if edit and not steers(request):
        raise PermissionDenied
    return found


def versions_for(request: TenantRequest) -> QuerySet[Version]:
    every = Version.objects.filter(municipality=request.municipality)
    return (
        every if works_inside(request) else every.exclude(state__in=(Version.State.DRAFT, Version.State.CONSULTATION))
    )


def milestone_for(request: TenantRequest, measure: int, pk: int) -> Milestone:
    """A milestone of a measure that this person may change."""
    found: Milestone = get_object_or_404(measure_for(request, measure, edit=True).milestones, pk=pk)
    return found
