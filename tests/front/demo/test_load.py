from __future__ import annotations

from django.test import Client

from verbindlich.domain.actors.models import Organisation
from verbindlich.front.demo import load
from verbindlich.front.demo.cast import PARTS, PASSWORD
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.trail.models import Event


def test_the_demo_is_complete(db: None) -> None:
    assert not load.loaded()
    load.load()
    assert load.loaded()
    home = Municipality.objects.get(slug="beispielkreis")
    made = Organisation.objects.of(home)
    assert made.count() == len(load.ORGANISATIONS)
    assert {o.kind for o in made} == set(Organisation.Kind.values), "every group has somebody"
    assert Event.objects.of(home).count() == len(load.ORGANISATIONS)
    assert all("erfunden" in m.population_source for m in Municipality.objects.all())


def test_the_printed_sign_ins_work(db: None) -> None:
    load.load()
    for part in PARTS:
        assert Client().post("/konto/login/", {"login": part.email, "password": PASSWORD}).status_code == 302, part.key
