"""Every provider of every slot: known room, and no more queries than it says."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.test import RequestFactory

from tests import factories
from verbindlich.base.common import slots
from verbindlich.domain.actors.models import SocialSpace
from verbindlich.domain.concepts.linking import link_goals
from verbindlich.domain.concepts.models import Measure
from verbindlich.office.accounts.models import Membership

PROVIDERS = [(slot, provider) for slot in slots.SLOTS for provider in slots.providers(slot)]


def test_providers_belong_to_rooms() -> None:
    assert PROVIDERS
    assert all(apps.get_app_config(provider.room) for _, provider in PROVIDERS)


@pytest.mark.parametrize(("slot", "provider"), PROVIDERS, ids=lambda p: getattr(p, "room", p))
def test_providers_keep_their_query_count(
    slot: str, provider: slots.Provider, cast: SimpleNamespace, queries: Callable[[Callable[[], Any]], int]
) -> None:
    named = factories.person(cast.home, "Jördis Łuczak", email="j.luczak@amt.example", phone="03501 123456")
    for user in (cast.steuerung, cast.fachamt):
        for about in objects(cast) if slot in ABOUT else LISTED if slot == "counts" else [None]:
            request: Any = RequestFactory().get("/")
            request.user, request.municipality = user, cast.home
            request.membership = Membership.objects.get(user=user)
            given = {"about": about} if about else {}
            act = (
                (lambda p=provider, a=about: p.items(a))
                if slot == "uses"
                else (lambda p=provider: [data.export(named) for data in p.items()])
                if slot == "person_data"
                else (lambda p=provider, r=request, g=given: p.items(r, **g))
            )
            assert queries(lambda act=act: list(act())) <= provider.queries, f"{slot} about {about!r} for {user}"


ABOUT = ("panels", "chain", "uses")  # slots that are asked about an object
LISTED = [SocialSpace]  # models whose lists ask for `counts`


def objects(cast: SimpleNamespace) -> list[Any]:
    """One of each kind that pages ask about, with what hangs on it."""
    body, person = factories.organisation(cast.home), factories.person(cast.home)
    goal = factories.goal(cast.home)
    measures = [factories.measure(cast.home, f"M {n}", goal=goal, leads=[body]) for n in range(3)]
    factories.measure(cast.home, "Beteiligt", partners=[body])
    factories.affiliate(cast.fachamt, body)
    position = factories.position(cast.home, unit=body, holder=person)
    network = factories.network(cast.home, members=[body], coordinator=person)
    link_goals(user=None, network=network, goals=[goal])
    agreement = factories.agreement(cast.home, parties=[body])
    space = SocialSpace.objects.of(cast.home).first() or factories.space(cast.home)
    for row in (*measures, factories.need(cast.home), factories.need(cast.home, "Kurse")):
        row.spaces.add(space)
    return [body, person, space, position, network, agreement, goal, Measure.objects.get(pk=measures[0].pk)]


def test_an_unknown_slot_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown slot"):
        slots.register("nowhere", "actors", lambda request: ())


def test_a_switched_off_room_shows_nothing(cast: SimpleNamespace) -> None:
    request: Any = RequestFactory().get("/")
    request.municipality, request.membership = cast.home, Membership.objects.get(user=cast.steuerung)
    before = {item.room for item in slots.gather("nav", request)}
    cast.home.rooms_off = ["actors"]
    assert before - {item.room for item in slots.gather("nav", request)} == {"actors"}
