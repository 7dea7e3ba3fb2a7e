"""Networks of the directory and the goals of the concept that they work for."""

from __future__ import annotations

from types import SimpleNamespace

from django.urls import reverse
from lxml import html

from tests import factories
from verbindlich.domain.actors.actions import delete_entry
from verbindlich.domain.concepts.actions import delete_row, restore_row
from verbindlich.domain.concepts.models import NetworkGoal
from verbindlich.office.trail.models import Event


def test_goals_are_linked_shown_on_both_pages_and_leave_nothing_dangling(
    cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    network = factories.network(cast.home, "Runder Tisch Sprache")
    first, second = factories.goal(cast.home, "Erstes Ziel"), factories.goal(cast.home, "Zweites Ziel")
    link = reverse("concepts:network-goals", args=[cast.home.slug, network.pk])
    here = reverse("actors:network-detail", args=[cast.home.slug, network.pk])
    there = reverse("concepts:goal-detail", args=[cast.home.slug, first.pk])
    assert clients.steuerung.post(link, {"goals": [first.pk, second.pk]}).status_code == 302
    ticked = html.fromstring(clients.steuerung.get(link).content.decode()).xpath("//input[@checked]/@value")
    assert ticked == [str(first.pk), str(second.pk)]
    assert "Erstes Ziel" in clients.lesend.get(here).content.decode()
    assert "Runder Tisch Sprache" in clients.lesend.get(there).content.decode()
    delete_row(user=None, row=second)
    assert "Zweites Ziel" not in clients.lesend.get(here).content.decode()
    clients.steuerung.post(link, {"goals": [first.pk]})
    restore_row(user=None, row=second)
    assert "Zweites Ziel" in clients.lesend.get(here).content.decode(), "the link came back with its goal"
    clients.steuerung.post(link, {"goals": [second.pk]})
    assert [row.goal for row in NetworkGoal.objects.all()] == [second]
    events = Event.objects.filter(model="concepts.networkgoal").order_by("pk")
    assert [e.verb for e in events] == ["create", "create", "delete"]
    clients.steuerung.post(link, {"goals": [first.pk]})
    delete_entry(user=None, entry=network)
    assert "Runder Tisch Sprache" not in clients.lesend.get(there).content.decode()
    first.delete()
    assert not NetworkGoal.objects.exists()


def test_goals_of_another_municipality_are_refused(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    network, foreign = factories.network(cast.home), factories.goal(cast.neighbour, "Fremdes Ziel")
    factories.goal(cast.home)
    link = reverse("concepts:network-goals", args=[cast.home.slug, network.pk])
    for value in (foreign.pk, "9" * 30, "x"):
        answer = clients.steuerung.post(link, {"goals": [value]})
        assert answer.status_code == 422
        assert "Fremdes Ziel" not in answer.content.decode()
    assert not NetworkGoal.objects.exists()
