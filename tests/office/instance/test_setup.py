"""The first run of a real installation."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from verbindlich.office.accounts.models import Invitation, Municipality, Role, UsedSlug, User
from verbindlich.office.instance.actions import setup_code

pytestmark = pytest.mark.django_db
FORM = {"name": "I. Erste", "email": "Erste@Example.org", "password": "ein langer satz als passwort"}


def test_the_first_administrator_needs_the_code() -> None:
    client = Client()
    assert client.get(reverse("instance:setup")).status_code == 200
    wrong = client.post(reverse("instance:setup"), {**FORM, "code": "0000"})
    assert "Der Code stimmt nicht" in wrong.content.decode()
    assert not User.objects.exists()
    assert client.post(reverse("instance:setup"), {**FORM, "code": setup_code()}).status_code == 302
    assert User.objects.get().is_instance_admin
    assert User.objects.get().email == "erste@example.org"
    assert client.get(reverse("instance:setup")).status_code == 404, "gone once somebody is there"


def test_weak_passwords_are_refused() -> None:
    answer = Client().post(reverse("instance:setup"), {**FORM, "password": "passwort", "code": setup_code()})
    assert answer.status_code == 200
    assert not User.objects.exists()


def test_from_nothing_to_the_first_steuerung() -> None:
    """Administrator makes a municipality and invites; the invited person arrives with the role."""
    admin = Client()
    admin.post(reverse("instance:setup"), {**FORM, "code": setup_code()})
    place = {"name": "Musterkreis", "slug": "musterkreis", "ags": "14999", "kind": "landkreis", "profile": "sachsen"}
    answer = admin.post(reverse("instance:municipality-create"), place)
    home = Municipality.objects.get()
    assert answer.url == reverse("instance:municipality-invite", args=[home.pk])
    admin.post(answer.url, {"name": "B. Steuer", "email": "b@example.org", "role": Role.STEUERUNG})
    link = next(line for line in mail.outbox[0].body.splitlines() if "/einladung/" in line)
    guest, path = Client(), "/" + link.split("/", 3)[3]
    assert guest.get(path).status_code == 200
    guest.post(path, {"name": "B. Steuer", "password": "noch ein langer satz"})
    assert guest.get("/", follow=True).redirect_chain[-1][0] == "/musterkreis/konzept/"
    assert Client().get(path).status_code == 404, "an invitation works once"
    assert admin.get("/musterkreis/organisationen/").status_code == 404, "administration sees no municipality's data"


@pytest.mark.parametrize("slug", ["konto", "vergleich", "verwaltung", "Konto", "STATIC"])
def test_addresses_of_the_product_are_no_municipality(slug: str) -> None:
    admin = Client()
    admin.post(reverse("instance:setup"), {**FORM, "code": setup_code()})
    place = {"name": "M", "slug": slug, "ags": "14999", "kind": "landkreis", "profile": "sachsen"}
    assert admin.post(reverse("instance:municipality-create"), place).status_code == 200
    assert not Municipality.objects.exists()


def test_an_address_is_never_given_twice() -> None:
    admin = Client()
    admin.post(reverse("instance:setup"), {**FORM, "code": setup_code()})
    place = {"name": "Altkreis", "slug": "altkreis", "ags": "14999", "kind": "landkreis", "profile": "sachsen"}
    admin.post(reverse("instance:municipality-create"), place)
    first = Municipality.objects.get()
    admin.post(reverse("instance:municipality-edit", args=[first.pk]), {**place, "slug": "neukreis", "version_seen": 1})
    assert set(UsedSlug.objects.values_list("slug", flat=True)) == {"altkreis", "neukreis"}
    answer = admin.post(reverse("instance:municipality-create"), {**place, "name": "Anderer"})
    assert "nie neu vergeben" in answer.content.decode()


def test_a_population_needs_source_and_date() -> None:
    admin = Client()
    admin.post(reverse("instance:setup"), {**FORM, "code": setup_code()})
    place = {"name": "M", "slug": "m", "ags": "14999", "kind": "landkreis", "profile": "sachsen", "population": "100"}
    assert "Quelle und Stichtag" in admin.post(reverse("instance:municipality-create"), place).content.decode()


def test_the_administration_cannot_invite_into_a_municipality_that_steers_itself(
    cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    """Else it could invite itself, and see what it must not see."""
    form = {"name": "Ich selbst", "email": cast.verwaltung.email, "role": Role.STEUERUNG}
    answer = clients.verwaltung.post(reverse("instance:municipality-invite", args=[cast.home.pk]), form, follow=True)
    assert "lädt ihre Leute selbst ein" in answer.content.decode()
    assert not Invitation.objects.exists()
    assert not mail.outbox
