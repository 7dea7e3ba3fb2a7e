"""What contact persons agreed to: valid today or not, gone at once when withdrawn."""

from __future__ import annotations

import json
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from verbindlich.domain.actors.models import Consent, Person
from verbindlich.office.trail.models import Event

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


def agreed(scope: str = "oeffentlich") -> list[Person]:
    return list(Person.objects.with_consent(scope, TODAY))


def test_given_and_withdrawn(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    made = factories.person(cast.home, "R. Rat")
    create = reverse("actors:consent-create", args=[cast.home.slug, made.pk])
    said = {"scope": "oeffentlich", "how": "mail", "given_on": TODAY}
    assert clients.fachamt.post(create, said).status_code == 403
    assert clients.steuerung.post(create, said).status_code == 302
    assert agreed() == [made]
    assert agreed("verteiler") == []
    second = factories.consent(made)
    withdraw = reverse("actors:consent-withdraw", args=[cast.home.slug, second.pk])
    assert clients.fachamt.post(withdraw).status_code == 403
    assert (
        clients.fremd.post(reverse("actors:consent-withdraw", args=[cast.neighbour.slug, second.pk])).status_code == 404
    )
    clients.steuerung.post(withdraw)
    assert agreed() == [], "the older consent for the same does not go on either"
    clients.steuerung.post(withdraw)
    events = Event.objects.filter(model="actors.consent")
    assert sorted(event.verb for event in events) == ["create", "create", "edit", "edit"]
    assert "Rat" not in json.dumps([(e.before, e.after) for e in events])
    assert (
        "widerrufen am"
        in clients.fachamt.get(reverse("actors:person-detail", args=[cast.home.slug, made.pk])).content.decode()
    )


@pytest.mark.parametrize(
    ("given", "valid"),
    [
        ({}, True),
        ({"until": TODAY}, True),
        ({"given_on": YESTERDAY, "until": YESTERDAY}, False),
        ({"withdrawn_on": TODAY}, False),
    ],
)
def test_valid_today(given: dict[str, Any], valid: bool, cast: SimpleNamespace) -> None:
    made = factories.consent(factories.person(cast.home), **given)
    assert made.valid_on(TODAY) == valid
    assert bool(agreed()) == valid
    Person.objects.update(left_on=TODAY)
    assert not agreed(), "who left is not named any more"


@pytest.mark.parametrize("bad", [{"scope": "alles"}, {"given_on": "2999-01-01"}, {"until": "2000-01-01"}, {"how": ""}])
def test_bad_input_is_refused_with_a_word(bad: dict[str, str], cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    made = factories.person(cast.home)
    said: dict[str, Any] = {"scope": "oeffentlich", "how": "mail", "given_on": date(2026, 1, 1), **bad}
    answer = clients.steuerung.post(reverse("actors:consent-create", args=[cast.home.slug, made.pk]), said)
    assert answer.status_code == 422
    assert "kern-error" in answer.content.decode()
    assert not Consent.objects.exists()
