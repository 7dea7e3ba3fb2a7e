"""Which networks of the directory work for which goals of the concept."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from verbindlich.domain.actors.models import Network
from verbindlich.domain.concepts.models import Goal, NetworkGoal
from verbindlich.office.accounts.models import User
from verbindlich.office.trail.actions import Step, record_many


@transaction.atomic
def link_goals(*, user: User | None, network: Network, goals: Iterable[Goal]) -> None:
    """From now on the network works for these goals and no others. Links to deleted goals stay, in case the goals come back."""
    Network.objects.select_for_update().get(pk=network.pk)
    wanted = {goal.pk: goal for goal in goals}
    there = list(NetworkGoal.objects.filter(network=network, goal__deleted_at=None).select_related("network", "goal"))
    gone = [link for link in there if link.goal_id not in wanted]
    known = {link.goal_id for link in there}
    new = [NetworkGoal(network=network, goal=goal) for pk, goal in wanted.items() if pk not in known]
    steps = [Step(link, link.as_state(), None) for link in gone]
    NetworkGoal.objects.filter(pk__in=[link.pk for link in gone]).delete()
    NetworkGoal.objects.bulk_create(new)
    steps += [Step(link, None, link.as_state()) for link in new]
    record_many(user=user, municipality=network.municipality, steps=steps)
