"""Networks: saved, joined, left; and what the coordinator says of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from verbindlich.base.common.lock import claim
from verbindlich.domain.actors.actions.entries import save_entry
from verbindlich.domain.actors.models import ConditionSaid, Network, NetworkMember, Organisation, Person, SocialSpace
from verbindlich.office.accounts.models import User
from verbindlich.office.trail.actions import Step, record, record_many
from verbindlich.office.vocab.actions import words
from verbindlich.office.vocab.models import TargetGroup, Topic


@transaction.atomic
def save_network(
    *,
    user: User | None,
    network: Network,
    topics: Iterable[str] | None = None,
    spaces: Iterable[str] | None = None,
    groups: Iterable[str] | None = None,
    version: int | None = None,
) -> Network:
    """`topics`, `spaces`, `groups`: names; those that are missing are made. None leaves them. Raises StaleSave."""
    given: dict[str, Any] = {
        "topics": (Topic, topics),
        "spaces": (SocialSpace, spaces),
        "groups": (TargetGroup, groups),
    }
    many = {
        name: words(model, network.municipality, names) for name, (model, names) in given.items() if names is not None
    }
    return save_entry(user=user, entry=network, version=version, many=many)


@transaction.atomic
def add_members(
    *,
    user: User | None,
    network: Network,
    organisations: Iterable[Organisation],
    part: str = NetworkMember.Part.MEMBER,
    person: Person | None = None,
    since: date | None = None,
    until: date | None = None,
) -> list[NetworkMember]:
    """Returns those that are new. One that had left comes back in the same row; one that takes part stays as it is."""
    Network.objects.select_for_update().get(pk=network.pk)
    wanted = list(organisations)
    known = {
        m.organisation_id: m for m in network.members.filter(organisation__in=wanted).select_related("organisation")
    }
    steps, today = [], timezone.localdate()
    for organisation in wanted:
        member = known.get(organisation.pk) or NetworkMember(network=network, organisation=organisation)
        if member.pk and (member.until is None or member.until > today):
            continue
        before = member.as_state() if member.pk else None
        member.part, member.person, member.since, member.until = part, person, since, until
        member.version += 1 if before else 0
        member.save()
        steps.append(Step(member, before, member.as_state()))
    record_many(user=user, municipality=network.municipality, steps=steps)
    return [step.obj for step in steps]  # type: ignore[misc]


@transaction.atomic
def save_member(*, user: User | None, member: NetworkMember, version: int) -> NetworkMember:
    """Change the part, the person, the days. Raises StaleSave, NetworkMember.DoesNotExist."""
    stored = claim(NetworkMember, member.pk, version)
    before, member.version = stored.as_state(), stored.version
    member.save()
    record(user=user, verb="edit", obj=member, municipality=member.network.municipality, before=before)
    return member


@transaction.atomic
def remove_member(*, user: User | None, member: NetworkMember) -> None:
    """Out of the network as if never in it; who leaves gets an `until` instead. Nothing to do where somebody was first."""
    stored = NetworkMember.objects.select_for_update().filter(pk=member.pk).first()
    if stored:
        home, before = stored.network.municipality, stored.as_state()
        record(user=user, verb="delete", obj=stored, municipality=home, before=before, deleted=True)
        stored.delete()


@transaction.atomic
def say_condition(*, user: User | None, network: Network, condition: int, judgement: str, text: str = "") -> None:
    """What the coordinator says today of a condition (its number); "" takes back what was said."""
    Network.objects.select_for_update().get(pk=network.pk)
    said = ConditionSaid.objects.filter(network=network, condition=condition).first()
    before = said.as_state() if said else None
    said = said or ConditionSaid(network=network, condition=condition)
    said.judgement, said.text, said.said_on = judgement, text, timezone.localdate()
    if judgement:
        said.save()
    verb = "edit" if before else "create"
    if judgement or before:
        home = network.municipality
        record(
            user=user,
            verb=verb if judgement else "delete",
            obj=said,
            municipality=home,
            before=before,
            deleted=not judgement,
        )
    if before and not judgement:
        said.delete()
