"""The second factor cannot be guessed, however many addresses the attempts come from."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from verbindlich.front.demo.cast import PASSWORD
from verbindlich.office.accounts.models import User


def guess(client: Client, page: str, code: str, n: int = 0) -> str:
    answer = client.post(reverse(page), {"code": code}, REMOTE_ADDR=f"10.0.0.{n}", follow=True)
    return answer.content.decode()


def half_way(person: User) -> Client:
    """A client that has given the right password and now owes the code."""
    client = Client()
    answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert answer.url == reverse("mfa_authenticate")
    return client


@pytest.mark.parametrize(("wrong", "in_"), [(0, True), (3, True), (10, False)])
def test_codes_are_counted_per_person(wrong: int, in_: bool, cast: SimpleNamespace) -> None:
    good = factories.second_factor(cast.steuerung)[0]
    client = half_way(cast.steuerung)
    for n in range(wrong):
        assert "Falscher Code" in guess(client, "mfa_authenticate", f"{n:08}", n)
    page = guess(client, "mfa_authenticate", good, wrong)
    assert ("Zu viele Fehlversuche" in page) != in_
    assert (client.get(reverse("instance:account")).status_code == 200) == in_


def test_codes_before_something_delicate_are_counted_too(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    good = factories.second_factor(cast.steuerung)[0]
    other = half_way(cast.steuerung)
    for n in range(10):
        guess(other, "mfa_authenticate", f"{n:08}", n)
    assert "Zu viele Fehlversuche" in guess(clients.steuerung, "mfa_reauthenticate", good)
