"""What a network's page shows this reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from verbindlich.base.common.slots import gather
from verbindlich.domain.actors import access
from verbindlich.domain.actors.mirror import mirror
from verbindlich.domain.actors.models import ConditionSaid, Network, NetworkMember, Person
from verbindlich.domain.actors.pills import SHOWS
from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.trail.models import Event
from verbindlich.office.trail.story import MOST, Chapter, chapters, label, story

Act = tuple[Event, Chapter]


@dataclass(frozen=True, slots=True)
class Seat:
    """A member with the person who comes, where this reader may see the name."""

    member: NetworkMember
    person: Person | None


def page_of(request: TenantRequest, network: Network) -> dict[str, Any]:
    """The context of the page."""
    today, inside = timezone.localdate(), access.works_inside(request)
    members = access.members_for(request, network)
    persons = access.persons_named(request, [network.coordinator_id, *(m.person_id for m in members)])
    seats = [Seat(member, persons.get(member.person_id or 0)) for member in members]
    goals = [link for link in gather("chain", request, about=network) if link.step == "goal"]
    said = ConditionSaid.objects.filter(network=network) if inside else ()
    rows = mirror(network, members, len(goals), said, today)
    return {
        "object": network,
        "coordinator": persons.get(network.coordinator_id or 0),
        "lead": network.lead if network.lead and access.may_open(request, network.lead) else None,
        "members": [seat.member for seat in seats if seat.member.there(today)],
        "seats": [seat for seat in seats if seat.member.there(today)],
        "former": [seat for seat in seats if not seat.member.there(today)],
        "words": [(label(network, name), list(getattr(network, name).all())) for name in network.MANY],
        "mirror": rows,
        "missing": [row.condition.title for row in rows if row.shows is SHOWS["no"]] if inside else [],
        "differing": [row.condition.title for row in rows if row.differs],
        "agreements": access.agreements_for(request).filter(network=network),
        "ended": network.ended(today),
        "panels": gather("panels", request, about=network),
        "story": network_story(network, members, inside),
        "inside": inside,
        "may_edit": access.may_edit(request),
    }


def network_story(network: Network, members: Iterable[NetworkMember], inside: bool) -> list[Chapter]:
    """The network's own and its members' chapters, newest first. Outside Steuerung and Fachamt without the coordinator and without
    organisations that the reader does not see. Two queries."""
    hidden = () if inside else ("coordinator", "lead")
    own = [chapter for chapter in story(network, hidden=hidden) if chapter.changes or chapter.kind != "edit"]
    return sorted([*own, *_joining(network, members, inside)], key=attrgetter("at"), reverse=True)[:MOST]


def _joining(network: Network, members: Iterable[NetworkMember], inside: bool) -> list[Chapter]:
    """Who joined together, who was changed, who was taken out."""
    mine = Q(before__network__id=network.pk) | Q(after__network__id=network.pk)
    events = Event.objects.of(network.municipality).filter(mine, model=NetworkMember._meta.label_lower)
    seen = None if inside else {member.pk for member in members}
    told = [e for e in events.select_related("user")[:MOST] if seen is None or e.object_id in seen]
    acts = zip(told, chapters(NetworkMember(), told, () if inside else ("person",)), strict=True)
    return [_act(list(group)) for _key, group in groupby(acts, key=_together)]


def _together(act: Act) -> tuple[Any, ...]:
    """Those who joined in the same minute by the same hand stand in one chapter."""
    event, chapter = act
    minute = event.at.replace(second=0, microsecond=0)
    return (minute, event.user_id, event.verb, 0 if event.verb == "create" else event.pk, bool(chapter.changes))


def _act(group: list[Act]) -> Chapter:
    chapter = group[0][1]
    names = ", ".join((e.after or e.before or {})["organisation"]["name"] for e, _chapter in reversed(group))
    verb = {"create": _("dazugekommen"), "delete": _("aus dem Netzwerk entfernt")}.get(chapter.kind, chapter.verb)
    return replace(chapter, verb=f"{names}: {verb}")
