from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client

from verbindlich.office.accounts.models import Membership, Role


def test_an_empty_installation_leads_to_its_setup(db: None) -> None:
    assert "/einrichten/" in Client().get("/").content.decode()


def test_guests_find_the_check_and_the_demo_sign_ins(clients: SimpleNamespace) -> None:
    html = clients.gast.get("/").content.decode()
    assert "/vergleich/konzepte/pruefen/" in html
    assert "steuerung@beispielkreis.example" in html


def test_production_names_nobody(clients: SimpleNamespace, settings: object) -> None:
    settings.PRODUCTION = True  # type: ignore[attr-defined]
    assert "steuerung@" not in clients.gast.get("/").content.decode()


@pytest.mark.parametrize(("who", "where"), [("lesend", "/beispielkreis/konzept/"), ("verwaltung", "/verwaltung/")])
def test_signed_in_people_go_to_their_work(who: str, where: str, clients: SimpleNamespace) -> None:
    assert getattr(clients, who).get("/").url == where


def test_without_the_room_of_the_concept_work_begins_with_the_organisations(
    cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    cast.home.rooms_off = ["concepts"]
    cast.home.save()
    assert clients.lesend.get("/").url == "/beispielkreis/organisationen/"


def test_two_municipalities_are_offered(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    Membership.objects.create(user=cast.fremd, municipality=cast.home, role=Role.LESEND)
    html = clients.fremd.get("/").content.decode()
    assert "Beispielkreis" in html
    assert "Nachbarkreis" in html
    assert 'href="/nachbarkreis/konzept/"' in html
