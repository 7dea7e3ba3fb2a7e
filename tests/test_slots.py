"""Every provider of every slot: known room, and no more queries than it says."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.test import RequestFactory

from verbindlich.base.common import slots
from verbindlich.office.accounts.models import Membership

PROVIDERS = [(slot, provider) for slot in slots.SLOTS for provider in slots.providers(slot)]


def test_providers_belong_to_rooms() -> None:
    assert PROVIDERS
    assert all(apps.get_app_config(provider.room) for _, provider in PROVIDERS)


@pytest.mark.parametrize(("slot", "provider"), PROVIDERS, ids=lambda p: getattr(p, "room", p))
def test_providers_keep_their_query_count(
    slot: str, provider: slots.Provider, cast: SimpleNamespace, queries: Callable[[Callable[[], Any]], int]
) -> None:
    request: Any = RequestFactory().get("/")
    request.user, request.municipality = cast.steuerung, cast.home
    request.membership = Membership.objects.get(user=cast.steuerung)
    assert queries(lambda: list(provider.items(request))) <= provider.queries


def test_an_unknown_slot_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown slot"):
        slots.register("nowhere", "actors", lambda request: ())


def test_a_switched_off_room_shows_nothing(cast: SimpleNamespace) -> None:
    request: Any = RequestFactory().get("/")
    request.municipality, request.membership = cast.home, Membership.objects.get(user=cast.steuerung)
    before = {item.room for item in slots.gather("nav", request)}
    cast.home.rooms_off = ["actors"]
    assert before - {item.room for item in slots.gather("nav", request)} == {"actors"}
