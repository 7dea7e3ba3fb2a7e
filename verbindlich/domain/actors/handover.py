"""What somebody must know who takes over a position: its duties, networks, agreements, notes, contacts, deadlines, measures."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from verbindlich.base.common.slots import Deadline, Panel, gather
from verbindlich.domain.actors import access
from verbindlich.domain.actors.models import Agreement, Network, Note, Person, Position, Task
from verbindlich.domain.actors.register import DutyLine, Register
from verbindlich.office.accounts.tenancy import TenantRequest

MOST_NOTES = 20


class Folder:
    """Of one position, for a reader of Steuerung or Fachamt. What hangs on the holder is left out where this reader may not know them."""

    def __init__(self, request: TenantRequest, position: Position) -> None:
        self.request, self.position, self.today = request, position, timezone.localdate()
        known = position.holder and access.may_name(request, position.holder)
        self.holder: Person | None = position.holder if known else None
        self.register = Register(access.tasks_for(request), access.positions_for(request))
        self.unit = None if position.unit is None or position.unit.deleted_at else position.unit

    @cached_property
    def duties(self) -> list[DutyLine]:
        return self.register.duties(self.position)

    @cached_property
    def lonely(self) -> list[Task]:
        """Nobody would do these afterwards."""
        return self.register.lonely(self.position)

    @cached_property
    def coordinated(self) -> list[Network]:
        mine = access.networks_for(self.request).running(self.today).filter(coordinator=self.holder)
        return list(mine) if self.holder else []

    @cached_property
    def joined(self) -> list[Network]:
        """Networks that the holder takes part in for the unit or somebody else, besides those coordinated."""
        if self.holder is None:
            return []
        mine = access.networks_for(self.request).running(self.today).with_member(self.today, person=self.holder)
        return [network for network in mine if network not in self.coordinated]

    @cached_property
    def agreements(self) -> list[Agreement]:
        mine = access.agreements_for(self.request).running(self.today).filter(parties=self.unit)
        return list(mine) if self.unit else []

    @cached_property
    def notes(self) -> QuerySet[Note]:
        """The latest with the holder or with the unit, but for those about persons whom this reader does not see."""
        about = Q(organisation=self.unit) if self.unit else Q(pk=None)
        about |= Q(person=self.holder) if self.holder else Q(pk=None)
        seen = Q(person=None) | Q(person__in=access.persons_for(self.request))
        found = Note.objects.of(self.request.municipality).filter(about, seen)
        return found.select_related("person", "organisation")[:MOST_NOTES]

    @cached_property
    def contacts(self) -> QuerySet[Person]:
        """Who is at the unit and who comes to these networks, without the holder."""
        networks = [*self.coordinated, *self.joined]
        there = Q(memberships__network__in=networks) if networks else Q(pk=None)
        at = Q(organisation=self.unit) if self.unit else Q(pk=None)
        found = access.persons_for(self.request).there().filter(there | at).distinct()
        return found.exclude(pk=self.holder.pk) if self.holder else found

    @cached_property
    def deadlines(self) -> list[Deadline]:
        """Those of the position and of what stands in this folder, soonest first."""
        rows: list[Any] = [("position", self.position)]
        rows += [("network", network) for network in (*self.coordinated, *self.joined)]
        rows += [("agreement", agreement) for agreement in self.agreements]
        slug = self.request.municipality.slug
        urls = {reverse(f"actors:{name}-detail", args=[slug, row.pk]) for name, row in rows}
        found = gather("deadlines", self.request)
        return sorted((due for due in found if due.url in urls), key=lambda due: due.day)

    @cached_property
    def panels(self) -> list[Panel]:
        found: list[Panel] = gather("panels", self.request, about=self.position)
        return found
