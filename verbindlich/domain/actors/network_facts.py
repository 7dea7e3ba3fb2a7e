"""From rows to what base/calc/networks.py judges."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from verbindlich.base.calc import networks as calc
from verbindlich.domain.actors.models import Agreement, Network, NetworkMember, Organisation, Person

YEAR = timedelta(days=365)
DECIDING = (Person.Decides.DECIDES, Person.Decides.COMMITS)


def members_of(network: Network) -> QuerySet[NetworkMember]:
    """All, those who left too, each with the organisation and whether it reaches a community. One query."""
    reached = Organisation.communities.through.objects.filter(organisation=OuterRef("organisation"))
    rows = network.members.filter(organisation__deleted_at=None).select_related("organisation", "person")
    found: QuerySet[NetworkMember] = rows.annotate(reaches=Exists(reached))
    return found


def facts(network: Network, members: Iterable[NetworkMember], goals: int, today: date) -> calc.Network:
    """`members`: of `members_of`; `goals`: how many of the concept are linked. Two queries. Guests do not count."""
    rows = [member for member in members if member.part != NetworkMember.Part.GUEST]
    there = [member for member in rows if member.there(today)]
    agreements = Agreement.objects.of(network.municipality).running(today).filter(network=network)
    texts = list(agreements.values_list("subject", "tasks"))
    return calc.Network(
        members=tuple(map(_member, there)),
        expected=Organisation.LEGAL,
        goals=goals,
        purpose=bool(network.purpose.strip()),
        rules=bool(network.rules.strip()),
        decision=bool(network.decision.strip()),
        subject=any(subject.strip() for subject, _ in texts),
        tasks=any(tasks.strip() for _, tasks in texts),
        others=tuple(_others(network, there, today)),
        joined=sum(bool(m.since and today - YEAR < m.since <= today) for m in there),
        left=sum(bool(m.until and today - YEAR < m.until <= today) for m in rows),
        rhythm=bool(network.rhythm),
        coordinated=bool(network.coordinator_id or network.lead_id),
    )


def _member(member: NetworkMember) -> calc.Member:
    person = member.person if member.person and member.person.left_on is None else None
    return calc.Member(
        group=member.organisation.kind,
        sphere=member.organisation.sphere,
        reaches=member.reaches,  # type: ignore[attr-defined]
        represented=person is not None,
        decides=person is not None and person.decides in DECIDING,
    )


def _others(network: Network, members: Iterable[NetworkMember], today: date) -> QuerySet[Network, str]:
    """Names of running networks that share a member with this one."""
    shared = NetworkMember.objects.there(today).exclude(part=NetworkMember.Part.GUEST)
    shared = shared.filter(network=OuterRef("pk"), organisation__in=[member.organisation_id for member in members])
    others = Network.objects.of(network.municipality).running(today).exclude(pk=network.pk)
    found: QuerySet[Network, str] = others.filter(Exists(shared)).values_list("name", flat=True)
    return found
