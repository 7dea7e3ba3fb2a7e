"""Contact persons: name, address, organisation; for Steuerung and Fachamt alone, and gone when they are deleted."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from tests import factories
from verbindlich.domain.actors.actions import delete_person, save_person
from verbindlich.domain.actors.models import Organisation, Person
from verbindlich.domain.concepts.actions import Relations, save_measure
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.trail.models import Event


def person(home: Municipality, name: str = "R. Rat", organisation: Organisation | None = None) -> Person:
    return factories.person(home, name, email="rat@amt.example", organisation=organisation)


def url(name: str, cast: SimpleNamespace, *args: int) -> str:
    return reverse(f"actors:person-{name}", args=[cast.home.slug, *args])


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_one_and_three_rows(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, queries: Any
) -> None:
    for n in range(rows):
        person(cast.home, f"P. {n}", factories.organisation(cast.home, f"Amt {n}"))
    # session, user, membership; count; page
    assert queries(lambda: clients.fachamt.get(url("list", cast))) == 5


def test_only_those_who_do_the_work_see_persons(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    body = factories.organisation(cast.home)
    person(cast.home, "R. Rat", body)
    detail = reverse("actors:organisation-detail", args=[cast.home.slug, body.pk])
    for who, sees in (("steuerung", True), ("fachamt", True), ("beirat", False), ("lesend", False)):
        client = getattr(clients, who)
        assert client.get(url("list", cast)).status_code == (200 if sees else 403)
        assert ("R. Rat" in client.get(detail).content.decode()) == sees
        assert (
            url("list", cast) in client.get(reverse("actors:organisation-list", args=[cast.home.slug])).content.decode()
        ) == sees


def test_create_edit_delete(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    body = factories.organisation(cast.home)
    form = clients.steuerung.get(url("create", cast), {"organisation": body.pk}).content.decode()
    assert f'<option value="{body.pk}" selected>' in form
    clients.steuerung.post(url("create", cast), {"name": "R. Rat", "email": "rat@amt.example", "organisation": body.pk})
    made = Person.objects.get()
    clients.steuerung.post(url("edit", cast, made.pk), {"name": "R. Neu", "organisation": "", "version_seen": 1})
    made.refresh_from_db()
    assert (made.name, made.email, made.organisation, made.version) == ("R. Neu", "", None, 2)
    assert clients.steuerung.get(url("delete", cast, made.pk)).status_code == 200
    assert Person.objects.exists()
    clients.steuerung.post(url("delete", cast, made.pk))
    assert not Person.objects.exists()


def test_a_question_says_where_the_person_is_named(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    made = person(cast.home)
    measure = factories.measure(cast.home)
    save_measure(user=None, measure=measure, relations=Relations(contacts=[made]), version=measure.version)
    assert "ist Kontakt zu 1 Maßnahme" in clients.steuerung.get(url("delete", cast, made.pk)).content.decode()
    delete_person(user=cast.steuerung, person=made)
    assert not measure.contacts.exists()


def test_the_trail_keeps_neither_name_nor_address(cast: SimpleNamespace) -> None:
    made = person(cast.home, "R. Rat", factories.organisation(cast.home))
    made.name = "R. Neu"
    save_person(user=cast.steuerung, person=made, version=1)
    delete_person(user=cast.steuerung, person=made)
    kept = json.dumps([(e.before, e.after) for e in Event.objects.filter(model="actors.person")])
    assert [e.verb for e in Event.objects.filter(model="actors.person").order_by("pk")] == ["create", "delete"]
    assert not any(word in kept for word in ("Rat", "Neu", "amt.example"))


def test_two_people_edit_at_once(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    made = person(cast.home)
    clients.steuerung.post(url("edit", cast, made.pk), {"name": "Zuerst", "version_seen": 1})
    late = clients.steuerung.post(url("edit", cast, made.pk), {"name": "Danach", "version_seen": 1})
    assert late.status_code == 409
    assert "Zuerst" in late.content.decode()
    assert "Danach" in late.content.decode()


def test_who_was_deleted_by_somebody_else_is_gone(cast: SimpleNamespace) -> None:
    made = person(cast.home)
    for _ in range(2):
        delete_person(user=cast.steuerung, person=made)
    assert Event.objects.filter(model="actors.person", verb="delete").count() == 1


def test_persons_of_a_deleted_organisation_stay_without_it(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    from verbindlich.domain.actors.actions import delete_organisation

    body = factories.organisation(cast.home, "Altes Amt")
    person(cast.home, "R. Rat", body)
    delete_organisation(user=cast.steuerung, organisation=body)
    shown = clients.fachamt.get(url("list", cast)).content.decode()
    assert "R. Rat" in shown
    assert "Altes Amt" not in shown


@pytest.mark.parametrize("bad", [{"name": ""}, {"name": "x" * 121}, {"name": "R. Rat", "email": "keine"}])
def test_bad_input_is_refused_with_a_word(bad: dict[str, str], cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    answer = clients.steuerung.post(url("create", cast), bad)
    assert answer.status_code == 422
    assert "kern-error" in answer.content.decode()


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "مريم", "R. 😀", "\u202eabc"])
def test_any_name_is_shown_as_text(name: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    clients.steuerung.post(url("create", cast), {"name": name})
    assert "<script>alert" not in clients.steuerung.get(url("list", cast)).content.decode()
    assert Person.objects.of(cast.home).count() == 1


def test_empty_list_offers_two_ways_to_begin(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    assert url("create", cast) in clients.steuerung.get(url("list", cast)).content.decode()
    assert url("create", cast) not in clients.fachamt.get(url("list", cast)).content.decode()


@pytest.mark.parametrize("sort", ["name", "-name", "organisation", "-organisation", "unsinn"])
def test_every_sort(sort: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    for n in range(53):
        person(cast.home, f"P. {n}")
    first = clients.fachamt.get(url("list", cast), {"sort": sort}).context["page"]
    assert len(first) == 50
    assert first.paginator.count == 53
