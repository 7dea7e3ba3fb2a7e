"""From rows to what base/calc/directory.py and base/calc/structure.py judge: gaps, the separation, the five requirements."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from verbindlich.base.calc.directory import Directory, Post, Term
from verbindlich.base.calc.duties import loads
from verbindlich.base.calc.retention import limit
from verbindlich.base.calc.structure import Seat, Separation, Work, separation
from verbindlich.domain.actors import access
from verbindlich.domain.actors.models import NetworkMember, Organisation, Person, Position, Structure
from verbindlich.domain.actors.models.position import SOCIAL_WORK
from verbindlich.domain.actors.register import post
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.vocab.models import Community


def directory(request: TenantRequest, today: date) -> Directory:
    """As far as this reader sees it. Nine queries at most."""
    inside, home = access.works_inside(request), request.municipality
    positions = list(access.positions_for(request).prefetch_related("duties"))
    ending = access.agreements_for(request).ending(today).exclude(renewal="automatisch")
    persons = access.persons_for(request).there() if inside else None
    return Directory(
        communities=tuple(unreached(home).values_list("name", flat=True)),
        posts=_posts(positions),
        terms=tuple(Term(row.pk, row.title, row.ends) for row in ending),
        separation=separated(home, structure_of(home), positions),
        without_contact=access.organisations_for(request).without_contact(persons).count(),
        unconfirmed=None if persons is None else persons.unconfirmed(limit(today)).count(),
    )


def unreached(home: Municipality) -> QuerySet[Community]:
    """Communities that neither an organisation nor a key person reaches."""
    bodies = Organisation.objects.of(home).filter(communities=OuterRef("pk"))
    keys = Person.objects.of(home).there().filter(key_person=True, communities=OuterRef("pk"))
    return Community.objects.of(home).exclude(Exists(bodies)).exclude(Exists(keys)).order_by("key")


def _posts(positions: list[Position]) -> tuple[Post, ...]:
    heavy = {one.id for load in loads(map(post, positions)) for one in load.posts}
    return tuple(
        Post(p.pk, p.title, vacant=p.vacant, heavy=p.pk in heavy, paid_until=p.funded_until) for p in positions
    )


def structure_of(home: Municipality) -> Structure:
    """As it was said, or an empty one that nobody saved yet."""
    rows = Structure.objects.select_related("municipality", "central_unit", "aliens_authority")
    return rows.filter(municipality=home).first() or Structure(municipality=home)


def separated(home: Municipality, structure: Structure, positions: list[Position]) -> Separation:
    """`positions`: all of the municipality, with their kinds. One query, none where nothing is to be judged."""
    seats = [Seat(p.pk, p.title, p.unit_id) for p in positions if p.kind and p.kind.code == SOCIAL_WORK]
    authority = structure.aliens_authority
    if authority is None or authority.deleted_at is not None or not seats:
        return Separation(judged=bool(authority))
    parents = dict(Organisation.objects.of(home).order_by().values_list("pk", "parent"))
    return separation(seats, authority.pk, parents)


def work(request: TenantRequest, positions: list[Position], today: date) -> Work:
    """What the data show of how the work is done. Two queries."""
    running = access.networks_for(request).running(today)
    members = NetworkMember.objects.there(today).exclude(part=NetworkMember.Part.GUEST).filter(network__in=running)
    rows = list(members.order_by().values_list("network", "organisation__kind"))
    departments = Counter(network for network, kind in rows if kind == Organisation.Kind.MUNICIPAL)
    return Work(
        kinds={p.kind.code for p in positions if p.kind and not p.vacant},
        networks=tuple(departments[pk] for pk in running.order_by().values_list("pk", flat=True)),
        groups={kind for _network, kind in rows if kind in Organisation.LEGAL},
        legal=len(Organisation.LEGAL),
        positions=len(positions),
        paid=sum(bool(p.funded_by or p.funded_until) for p in positions),
        limited=sum(p.funded_until is not None for p in positions),
    )
