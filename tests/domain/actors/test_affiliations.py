"""Which accounts work for an organisation: decided by the Steuerung, seen by nobody else, kept in the trail."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from tests import factories
from verbindlich.domain.actors.actions import affiliate, end_affiliation
from verbindlich.domain.actors.models import Affiliation
from verbindlich.office.accounts.models import Membership, Role, User
from verbindlich.office.trail.models import Event


def page(clients: Any, cast: SimpleNamespace, body: Any, **query: Any) -> str:
    return str(
        clients.get(reverse("actors:organisation-detail", args=[cast.home.slug, body.pk]), query).content.decode()
    )


def create(cast: SimpleNamespace, body: Any) -> str:
    return reverse("actors:affiliation-create", args=[cast.home.slug, body.pk])


def another(cast: SimpleNamespace, number: int, role: str = Role.FACHAMT) -> User:
    user = User.objects.create(email=f"amt{number}@beispielkreis.example", name=f"N. Neu {number}")
    Membership.objects.create(user=user, municipality=cast.home, role=role)
    return user


def test_an_account_edits_what_its_organisation_leads(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    body = factories.organisation(cast.home)
    measure = factories.measure(cast.home, leads=[body])
    edit = reverse("concepts:measure-edit", args=[cast.home.slug, measure.pk])
    assert clients.fachamt.get(edit).status_code == 403
    clients.steuerung.post(create(cast, body), {"account": cast.fachamt.pk})
    assert clients.fachamt.get(edit).status_code == 200
    made = Affiliation.objects.get()
    clients.steuerung.post(reverse("actors:affiliation-delete", args=[cast.home.slug, made.pk]))
    assert clients.fachamt.get(edit).status_code == 403
    assert [e.verb for e in Event.objects.filter(model="actors.affiliation").order_by("pk")] == ["create", "delete"]


def test_the_trail_keeps_no_name(cast: SimpleNamespace) -> None:
    body = factories.organisation(cast.home)
    affiliate(user=cast.steuerung, organisation=body, account=cast.fachamt)
    kept = str(Event.objects.get(model="actors.affiliation").after)
    assert cast.fachamt.name not in kept
    assert cast.fachamt.email not in kept


def test_removed_by_one_click_and_back_by_one(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    body = factories.organisation(cast.home)
    made = affiliate(user=cast.steuerung, organisation=body, account=cast.fachamt)
    gone = reverse("actors:affiliation-delete", args=[cast.home.slug, made.pk])
    answer = clients.steuerung.post(gone, follow=True).content.decode()
    assert f"{cast.fachamt.name} arbeitet nicht mehr für diese Organisation." in answer
    assert f'name="account" value="{cast.fachamt.pk}"' in answer
    clients.steuerung.post(create(cast, body), {"account": cast.fachamt.pk})
    assert Affiliation.objects.get().user == cast.fachamt


def test_only_the_steuerung_sees_the_accounts(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    body = factories.organisation(cast.home)
    factories.affiliate(cast.fachamt, body)
    for who, sees in (("steuerung", True), ("fachamt", False), ("beirat", False), ("lesend", False)):
        assert (cast.fachamt.email in page(getattr(clients, who), cast, body)) == sees


@pytest.mark.parametrize("who", ["steuerung", "beirat", "lesend", "fremd", "verwaltung"])
def test_only_departments_of_the_municipality_can_be_chosen(
    who: str, cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    body = factories.organisation(cast.home)
    answer = clients.steuerung.post(create(cast, body), {"account": getattr(cast, who).pk})
    assert answer.status_code == 422
    assert getattr(cast, who).email not in answer.content.decode()
    assert not Affiliation.objects.exists()


@pytest.mark.parametrize("value", ["", "abc", "-1", "9" * 40])
def test_senseless_ids_are_refused(value: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    body = factories.organisation(cast.home)
    assert clients.steuerung.post(create(cast, body), {"account": value}).status_code == 422
    assert (
        clients.steuerung.get(
            reverse("actors:organisation-detail", args=[cast.home.slug, body.pk]), {"konto": value}
        ).status_code
        == 200
    )


def test_what_two_people_do_at_once_happens_once(cast: SimpleNamespace) -> None:
    body = factories.organisation(cast.home)
    made = [affiliate(user=cast.steuerung, organisation=body, account=cast.fachamt) for _ in range(2)]
    assert made[0] == made[1]
    for _ in range(2):
        end_affiliation(user=cast.steuerung, affiliation=made[0])
    assert [e.verb for e in Event.objects.filter(model="actors.affiliation").order_by("pk")] == ["create", "delete"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_and_three_accounts(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, queries: Any
) -> None:
    body = factories.organisation(cast.home)
    for n in range(rows):
        factories.affiliate(another(cast, n), body)
        another(cast, 10 + n)
    # session, user, membership; organisation; what is known of it (19 with other rooms' panels and the trail);
    # whether an account can be chosen; accounts that work here, that can be chosen
    assert queries(lambda: page(clients.steuerung, cast, body)) == 26


@pytest.mark.parametrize(
    ("who", "status"),
    [("fachamt", 403), ("beirat", 403), ("lesend", 403), ("fremd", 404), ("verwaltung", 404), ("gast", 302)],
)
@pytest.mark.parametrize("what", ["affiliation-create", "alias-create"])
def test_only_the_steuerung_adds(
    what: str, who: str, status: int, cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    body = factories.organisation(cast.home)
    url = reverse(f"actors:{what}", args=[cast.home.slug, body.pk])
    assert getattr(clients, who).post(url, {"account": cast.fachamt.pk, "name": "Amt 50"}).status_code == status
    assert clients.steuerung.get(url).status_code == 405
    assert not body.affiliations.exists()
    assert not body.aliases.exists()
